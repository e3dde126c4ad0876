/* What a manifest names of the templates: kind, layout, organs, committee, author. */
#ifndef SG_CHECK_NAMED_H
#define SG_CHECK_NAMED_H

#include "check/manifest.h"

/* Messages, with the nearest names, for what the templates do not have: it counts as not given. */
void named_check(struct Checker *checker, struct ManifestForm *form, const struct Input *templates);

#endif
