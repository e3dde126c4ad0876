/* Inside of the read stage. */
#ifndef SG_READ_READ_INT_H
#define SG_READ_READ_INT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include <glib.h>

#include "base/diag.h"
#include "read/read.h"

/* What both syntaxes need to make nodes of one source. */
struct Builder {
    struct Arena *arena;
    struct Source *source;
    struct Diags *diags;
    size_t node_count;
    bool refused; /* an error that leaves the file without nodes was given */
};

/* A node of the arena, hung under parent when there is one. */
struct Node *build_node(struct Builder *builder, struct Node *parent, enum NodeKind kind, struct Span span);
/* The name of a node: copied. */
void build_name(struct Builder *builder, struct Node *node, const char *name, size_t length,
                struct Span span);
/* A text under parent, from a scratch of decoded bytes and their pieces; NULL, and nothing done, when it is
 * empty. */
struct TextScratch {
    GString *text;
    GArray *pieces; /* struct TextPiece */
};
void text_scratch_init(struct TextScratch *scratch);
void text_scratch_end(struct TextScratch *scratch);
void text_scratch_clear(struct TextScratch *scratch);
/* Marks that what is appended next stands at that byte of the source. */
void text_scratch_piece(struct TextScratch *scratch, size_t source_start);
/* Marks that bytes from..to of the source, where the text stands now, give no text. */
void text_scratch_gap(struct TextScratch *scratch, size_t from, size_t to);
/* From its first byte to its last. The scratch is not empty. */
struct Span text_scratch_span(const struct TextScratch *scratch, const struct Source *source);
struct Node *build_text(struct Builder *builder, struct Node *parent, const struct TextScratch *scratch,
                        struct Span span);
/* False, with a message, when the file holds more nodes than it may. */
bool build_room(struct Builder *builder, struct Span span);

/* text.c: encoding and characters. False, with messages, when the file must not be read on. `yaml`: what YAML
 * forbids is an error, too. */
bool text_check_source(struct Source *source, bool yaml, struct Diags *diags);
/* The same for a text that was written with references or escapes. */
bool text_check_scratch(const struct TextScratch *scratch, const struct Source *source, struct Diags *diags);
/* Where the text begins: behind the byte order mark, if there is one. */
size_t text_after_mark(const struct Source *source);
/* What it is called; NULL for the common ones. */
const char *text_character_name(unsigned character);

/* xml_scan.c: what libxml2 does not say, from our own bytes. All of it reads at or before source->length. */
/* False, with a message, when the XML declaration names another encoding than UTF-8. */
bool xml_check_encoding(struct Source *source, struct Diags *diags);
/* Refuses what would make libxml2 slow or would change the text: long tags, many attributes, DOCTYPE. */
bool xml_prescan(struct Source *source, struct Diags *diags);
/* Appends the text of well-formed content or of an attribute's value: references, CDATA, line ends decoded,
 * comments and instructions left out. */
void xml_decode(const struct Source *source, size_t from, size_t to, bool attribute,
                struct TextScratch *scratch);
/* Where the first comment, CDATA section or instruction at or behind `from` begins that has no end. */
size_t xml_unfinished(const struct Source *source, size_t from);
struct XmlAttribute {
    size_t name_start, name_end, value_start, value_end;
};
/* The next attribute of a start tag at or after *at, which moves behind it. False at the end of the tag. */
bool xml_next_attribute(const struct Source *source, size_t *at, size_t end, struct XmlAttribute *attribute);

/* NULL, with messages, when there is no root. */
struct Node *xml_read(struct Builder *builder);
struct Node *yaml_read(struct Builder *builder);

/* yaml_place.c: the pieces of a scalar. */
/* Fills the scratch with the value and where its bytes stand between from and to of the source. */
enum ScalarStyle { SCALAR_PLAIN, SCALAR_SINGLE, SCALAR_DOUBLE, SCALAR_LITERAL, SCALAR_FOLDED };
void yaml_align(const struct Source *source, size_t from, size_t to, enum ScalarStyle style,
                const char *value, size_t length, struct TextScratch *scratch);

/* file.c: one file through the descriptor of its folder. */
struct FileBytes {
    const char *bytes; /* of the arena; NULL when they could not be had, or were only hashed */
    size_t size;
    const char *sha256; /* NULL when the bytes could not be had */
};
/* Never follows a link, never waits for a pipe. `keep` bytes at most are kept, `most` at most are read.
 * False, with a message at `unread`, when the file was not read. */
bool file_read(struct Arena *arena, int folder, const char *name, const struct Source *unread, size_t keep,
               size_t most, struct Diags *diags, struct FileBytes *result);

/* look.c: what stands in the folders, without reading it. */
enum Use {
    USE_PARSE, /* XML or YAML: becomes nodes */
    USE_KEEP,  /* bytes for a later stage: artwork */
    USE_HASH,  /* an original */
    USE_REFUSE /* listed only to be told: `why` */
};

struct Entry {
    char *name;    /* inside the folder: "replies/x.xml" */
    size_t folder; /* index of its descriptor */
    enum Use use;
    enum DiagCode why;
    const char *detail;
    struct stat status;
};

/* Says what is done with an entry of a folder. False: nothing, it does not concern us. */
typedef bool LookRule(const char *name, bool is_folder, struct Entry *entry);

struct LookFolder {
    const char *root;   /* "templates" */
    const char *folder; /* inside the root: "kinds/report"; "" is the root itself */
    const char *prefix; /* of the names: "kinds/report/" */
    LookRule *rule;
    bool deep; /* with the folders in it */
    bool optional;
    const char *language; /* of NAME.LANGUAGE.yaml only those; NULL: all */
};

struct Look {
    GArray *entries; /* struct Entry, sorted by name */
    GArray *folders; /* int: descriptors */
};

/* Editors write beside what they save, and hide other things: such names are no input. */
bool look_is_temporary(const char *name);
/* Lists the folders and opens them. A folder that is not there gives a message unless it is optional. */
void look_begin(struct Look *look, struct Arena *arena, const struct LookFolder *folders, size_t count,
                struct Diags *diags);
void look_end(struct Look *look);
/* Adds the folders in a folder: "kinds/report" for "kinds"; in the arena, in no order. */
void look_folders(const char *root, const char *folder, struct Arena *arena, GPtrArray *names);
/* Whether the entry of that name stands in both with the same stamp. */
bool look_same(const struct Entry *a, const struct Entry *b);

#endif
