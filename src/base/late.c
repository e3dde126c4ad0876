#include "base/late.h"

#include <gmodule.h>

bool late_open(const char *library, const struct LateSymbol *symbols, size_t count, char **complaint)
{
    GModule *module = g_module_open(library, G_MODULE_BIND_LAZY);
    *complaint = NULL;
    if (module)
        g_module_make_resident(module);
    for (size_t i = 0; module && i < count; i++)
        if (!g_module_symbol(module, symbols[i].name, symbols[i].place)) {
            module = NULL;
            break;
        }
    if (!module)
        *complaint = g_strdup(g_module_error());
    return module != NULL;
}
