/* Clauses in the scalars of YAML. Inside of infer. */
#ifndef SG_INFER_PLACE_YAML_H
#define SG_INFER_PLACE_YAML_H

#include "infer/place.h"

/* Adds the clause start..end to the change of the scalar that holds it, a new one where there is none yet. False when no
 * scalar holds it that can be parted there. */
bool yaml_place(struct Span span, size_t start, size_t end, const char *const *attributes, GArray *changes);
/* Makes the text of a change of a scalar. */
void yaml_write(const struct Source *source, struct Change *change);

#endif
