/* Addresses of links. */
#ifndef SG_CHECK_LINK_H
#define SG_CHECK_LINK_H

struct Arena;

/* The address with everything percent-encoded that needs it and its host in ASCII; in the arena. NULL when it is not an
 * http, https or mailto address; *why then says so. */
const char *link_encode(struct Arena *arena, const char *address, const char **why);

#endif
