/* What is recognized: templates/import/LANGUAGE.yaml, read. The file explains itself.
 *
 * A pattern is a regular expression of PCRE in which {KEY:TYPE} stands for a value: it matches what the type
 * allows and gives the value to that key of the manifest. */
#ifndef SG_IMPORT_RULES_H
#define SG_IMPORT_RULES_H

#include <stdbool.h>

#include <glib.h>

#include "model/input.h"

struct Arena;
struct Diags;

enum TypeKind { TYPE_TEXT, TYPE_NUMBER, TYPE_WORD, TYPE_DATE, TYPE_ORDINAL, TYPE_NAMES };

struct Name {
    const char *text, *id;
    const char *kind; /* of a respondent; NULL */
};

struct Type {
    const char *name;
    enum TypeKind kind;
    const char *pattern;
    GPtrArray *names;         /* WORD, NAMES: struct Name *, the longest first */
    const struct Node *words; /* DATE: months; ORDINAL: words of numbers; NAMES: words that join */
};

struct Capture {
    const char *key;
    const struct Type *type;
};

struct Rule {
    const char *name; /* "" where none is given */
    GRegex *regex;    /* anchored */
    struct Capture *captures;
    size_t capture_count;
    const struct Node *node;
    bool more;        /* text may go on behind it on the same line */
};

struct RuleList {
    struct Rule *items;
    size_t count;
};

struct Rules {
    struct Arena *arena;
    const struct Input *templates;
    const struct Node *root;   /* of the file of the language */
    const struct Node *shared; /* of kinds.yaml, for all languages; NULL: it is missing */
    const char *language;
    GPtrArray *types; /* struct Type * */
    struct RuleList front, begin, star_notes, closing, furniture, headings, numbers, items, starts, annexes;
    GRegex *sentence_end;
    const struct Type *respondents;
};

/* All files of templates/import/, one a language, by name; messages for patterns that cannot be read. `count` is set.
 * Owned by the arena. */
struct Rules **rules_read(struct Arena *arena, const struct Input *templates, size_t *count, struct Diags *diags);

/* The value as YAML. NULL: there is none ("thirty-oneth"). Owned by the caller. */
char *rules_value(const struct Type *type, const char *text);
/* True for a character that YAML takes for no text, or for an end of line. */
bool rules_is_odd(gunichar c);
/* Text in double quotes, for YAML. Owned by the caller. */
char *rules_quoted(const char *text);
/* The name at `at` of the text, straight and curved apostrophes alike; *length of the text is set. NULL: none. Borrowed. */
const struct Name *rules_name_at(const struct Type *type, const char *text, size_t at, size_t *length);
/* The name that the whole text is. NULL: none. */
const struct Name *rules_name(const struct Type *type, const char *text);
/* The text of a key of a node; NULL when it has none. */
const char *rules_word(const struct Node *node, const char *key);

#endif
