/* Any bytes as an XML reply. The text must be the one of libxml2's own tree. */
#include "nodes.h"

#include <libxml/parser.h>

static char *text_of_tree(const char *bytes, size_t size)
{
    xmlDocPtr tree = xmlReadMemory(bytes, (int)size, NULL, "UTF-8",
                                   XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (!tree)
        broken("the other reading refuses what was read");
    char *text = (char *)xmlNodeGetContent(xmlDocGetRootElement(tree));
    xmlFreeDoc(tree);
    return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_input("x.xml", data, size, text_of_tree);
    return 0;
}
