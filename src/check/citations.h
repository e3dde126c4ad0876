/* Words by which running text cites resolutions: templates/registers/citations.yaml. */
#ifndef SG_CHECK_CITATIONS_H
#define SG_CHECK_CITATIONS_H

#include "base/source.h"
#include "check/schema.h"
#include "model/input.h"

struct CitedBody {
    const char *series; /* "A/HRC/RES" */
    const char **names;
    size_t name_count;
};

struct Citations {
    const char **before, **after, **joints; /* words around numbers: as the register has them */
    size_t before_count, after_count, joint_count;
    struct CitedBody *bodies;
    size_t body_count;
    struct Span span;
};

/* NULL when the templates have no such register: then only symbols are found. In the arena of the checker. */
const struct Citations *citations_decode(struct Checker *checker, const struct Input *templates);

#endif
