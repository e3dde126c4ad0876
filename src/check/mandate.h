/* What the resolution that asks for a report says of it: the paragraph with the request is looked for in the resolution kept in
 * the folder, and what the manifest does not give is read from it. */
#ifndef SG_CHECK_MANDATE_H
#define SG_CHECK_MANDATE_H

#include "check/manifest.h"
#include "model/input.h"

/* Gives the resolutions of dossier->kept their symbols and days; then fills dossier->mandate from the one that form->file names,
 * and the manifest, the questions and the kinds invited where they are not given. `form` may be NULL. */
void mandate_take(struct Checker *checker, const struct MandateForm *form, const struct Input *templates, struct Dossier *dossier);

#endif
