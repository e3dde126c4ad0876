/* The structure of a kind as written: kind.yaml with the groups it uses put in their places. */
#ifndef SG_CHECK_KIND_H
#define SG_CHECK_KIND_H

#include "model/input.h"
#include "model/node.h"

struct Arena;
struct Diags;

/* The root of templates/kinds/KIND/kind.yaml, in which each list item {use: NAME} has given way to the items of the list
 * NAME under "groups" of templates/kinds/groups.yaml, in which groups may use groups. In the arena. NULL when there is no
 * such file (with a message) or nothing could be read from it. diags: NULL when the messages were given before. */
const struct Node *kind_node(struct Arena *arena, const struct Input *templates, const char *kind, struct Diags *diags);

#endif
