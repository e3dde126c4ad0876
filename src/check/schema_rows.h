/* Questions about the rows of a table, shared by the engine, running text and the schemas for editors. */
#ifndef SG_CHECK_SCHEMA_ROWS_H
#define SG_CHECK_SCHEMA_ROWS_H

#include "check/schema.h"

/* The row marked FIELD_CONTENT, or NULL. */
const struct Field *schema_content(const struct Element *element);
/* True when XML writes the field as a child element (rich text: as that or as an attribute). */
bool schema_is_child(const struct Field *field);
/* True for a child of an XML element that belongs to its content: no attribute, no field of its own. */
bool schema_is_content(const struct Element *owner, const struct Node *child);
/* True when the content of the element is blocks, and one of them has this name. */
bool schema_has_block(const struct Element *element, const char *name);
/* True when the document was XML: its root has a name. */
bool schema_is_xml(const struct Node *node);
/* Message for a text node that is more than white space. */
void schema_stray_text(struct Checker *checker, const struct Node *text, const char *name);

#endif
