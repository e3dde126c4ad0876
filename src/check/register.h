/* The register of respondents: the files of templates/registers, and respondents.yaml in the folder of a report for those
 * that no register holds (organizations, experts). Both are lists of
 *
 *     respondents:
 *       - id: ARG
 *         kind: government
 *         names:
 *           en: {list: Argentina, text: Argentina, article: "", formal: the Argentine Republic}
 *           fr: {list: Argentine, text: Argentine, article: l’}
 *       - {id: FRIENDS, kind: ngo, names: {en: Friends of the Rivers}}      # one form for all uses */
#ifndef SG_CHECK_REGISTER_H
#define SG_CHECK_REGISTER_H

#include "check/schema.h"
#include "model/input.h"

extern const struct Element register_element;

/* Fills dossier->respondents from both. */
void register_decode(struct Checker *checker, const struct Input *folder, const struct Input *templates,
                     struct Dossier *dossier);
/* Message with the nearest names. */
void register_unknown(struct Checker *checker, const struct Dossier *dossier, const char *id, struct Span span);

#endif
