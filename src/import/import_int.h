/* Inside of the import stage. */
#ifndef SG_IMPORT_IMPORT_INT_H
#define SG_IMPORT_IMPORT_INT_H

#include "base/diag.h"
#include "import/import.h"
#include "import/manuscript.h"
#include "import/rules.h"

/* A key of report.yaml, as "agenda.item", and its value as YAML; a value that begins with a line break is a list. */
struct Entry {
    const char *key;
    char *value;
};

/* A kind of document, as templates/import/ tells it. */
struct Shape {
    const char *kind, *layout;
    const struct Node *sections;
};

struct Importer {
    struct Arena *arena;
    struct Diags *diags;
    struct Manuscript *manuscript;
    GHashTable *bodies;  /* char * label -> GPtrArray of struct ImportBlock *: bodies of notes that no call has taken */
    struct Rules *rules;
    GPtrArray *entries;  /* struct Entry * */
    GPtrArray *lines;    /* char *: names of rules that matched, in order */
    GString *leftover;   /* what no rule knows, as comments of YAML */
    size_t body;         /* the block where the text begins */
    struct Shape shape;
    GPtrArray *files;    /* struct ImportFile * */
};

/* ---- values.c: what is known of the document ---- */
/* Gives the key that value, in place of an earlier one. Takes the value over; NULL is let go. */
void value_set(struct Importer *im, const char *key, char *value);
/* NULL: not known. Borrowed. */
const char *value_of(const struct Importer *im, const char *key);
bool line_seen(const struct Importer *im, const char *name);
/* True when all conditions of the list hold: "KEY", "not KEY", "KEY is VALUE"; lines that matched are keys, too. */
bool conditions_met(const struct Importer *im, const struct Node *list);
/* Gives the values of a match of the rule, and those that it sets by itself. False: one of them cannot be. */
bool values_take(struct Importer *im, const struct Rule *rule, const GMatchInfo *match, struct Span span);
/* Kept as a comment of report.yaml, so that nothing is lost. */
void value_leave(struct Importer *im, const char *text);
/* report.yaml. */
GString *values_write(const struct Importer *im);

/* ---- notes.c ---- */
void notes_index(struct Importer *im);
/* Takes the first body with that label that no call has taken, at or behind block `from`, else before it; NULL: there is
 * none. */
struct ImportBlock *note_take(struct Importer *im, const char *label, size_t from);
/* The words of the body without its mark. Owned by the caller. */
char *note_plain(const struct ImportBlock *body);
/* Tells of bodies that no call took, and puts them behind the block before them. */
void notes_place_uncalled(struct Importer *im);

/* ---- join.c ---- */
/* Takes heads and feet of pages out, and puts paragraphs together that the end of a page parted. */
void manuscript_mend(struct Importer *im);
bool block_ends_sentence(const struct Importer *im, const struct ImportBlock *block);

/* ---- front.c, sponsors.c, body.c ---- */
/* Reads the lines before the text. */
void front_read(struct Importer *im);
/* "Fiji,* Malta and Peru:** draft": sponsors and their notes. `from` and `to` in the passage. */
void sponsors_take(struct Importer *im, const struct Type *type, const struct Passage *passage, size_t from, size_t to,
                   size_t block);
/* Finds the kind of document; false, with a message: none fits. */
bool shape_find(struct Importer *im);
/* The text, as files of parts/ and replies/. */
void body_write(struct Importer *im);

/* ---- xml.c ---- */
/* Bytes from..to of the passage as content of XML: emphasis, strong, link, and notes with their bodies. `block`: where
 * the bodies are looked for. */
void xml_passage(struct Importer *im, GString *out, const struct Passage *passage, size_t from, size_t to, size_t block);
void xml_text(GString *out, const char *text, size_t length);
void xml_table(struct Importer *im, GString *out, const struct ImportBlock *block, size_t index);
/* Adds a file to the result; takes the bytes over. */
void file_add(struct Importer *im, const char *name, GString *bytes);

#endif
