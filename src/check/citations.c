#include "check/citations.h"

#define WORDS(key, member, counter, doc) FIELD_MANY(key, FIELD_TEXTS, 0, struct Citations, member, counter, doc)

static const struct Field body_fields[] = {
    FIELD("series", FIELD_TEXT, FIELD_REQUIRED, struct CitedBody, series, "of the symbols of its resolutions"),
    FIELD_MANY("names", FIELD_TEXTS, FIELD_REQUIRED, struct CitedBody, names, name_count, "as texts name it"),
};
static const struct Element body_element = ELEMENT("body", struct CitedBody, body_fields, "who adopts resolutions");

static const struct Field citation_fields[] = {
    WORDS("before", before, before_count, "words before the number of a resolution"),
    WORDS("after", after, after_count, "words after it"),
    WORDS("joints", joints, joint_count, "what stands between numbers"),
    FIELD_MANY("bodies", FIELD_ELEMENTS, 0, struct Citations, bodies, body_count, "who adopts them", .element = &body_element),
};
static const struct Element citation_element =
    ELEMENT_WITH_SPAN("citations", struct Citations, citation_fields, "words by which texts cite resolutions");

struct CitationsFile {
    const struct Citations *citations;
};

static const struct Field file_fields[] = {
    FIELD("citations", FIELD_ELEMENT, FIELD_REQUIRED, struct CitationsFile, citations, "of resolutions", .element = &citation_element),
};
static const struct Element file_element = ELEMENT("citations.yaml", struct CitationsFile, file_fields, "how texts cite");

const struct Citations *citations_decode(struct Checker *checker, const struct Input *templates)
{
    const struct InputFile *file = input_file(templates, "registers/citations.yaml");
    if (!file || !file->root)
        return NULL;
    const struct CitationsFile *form = schema_decode(checker, file->root, &file_element);
    return form->citations;
}
