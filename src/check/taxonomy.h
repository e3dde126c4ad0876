/* The taxonomy of a report: themes.yaml. Themes group and order; claims are what is counted. */
#ifndef SG_CHECK_TAXONOMY_H
#define SG_CHECK_TAXONOMY_H

#include "check/schema.h"

extern const struct Element taxonomy_element;

/* Fills themes and claims of the dossier, in the order of the file; what they name is resolved. */
void taxonomy_decode(struct Checker *checker, const struct Node *root, struct Dossier *dossier);

#endif
