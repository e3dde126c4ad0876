/* Replies and parts written by hand: one file each. */
#ifndef SG_CHECK_REPLY_H
#define SG_CHECK_REPLY_H

#include "check/schema.h"
#include "model/input.h"

extern const struct Element reply_element, part_element;

/* Replies and parts of the folder, into the dossier: submissions in the order of their ids, what cannot be used in
 * dossier->unread. */
void reply_decode_all(struct Checker *checker, const struct Input *folder, struct Dossier *dossier);

/* relations.c: what submissions say of each other, of their files and of the calendar. */
void relations_check(struct Checker *checker, const struct Input *folder, struct Dossier *dossier);
/* references.c: ids of paragraphs and statements that are not given, and references to paragraphs. */
void references_resolve(struct Checker *checker, struct Dossier *dossier);

#endif
