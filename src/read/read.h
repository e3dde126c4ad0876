/* Stage 1 of 6: bytes -> nodes.
 *
 * Promises: every node knows its place to the byte; text is valid UTF-8 without controls and noncharacters;
 * no file outside the folder is opened, nothing is followed, no entity, DOCTYPE, alias or tag is expanded;
 * ceilings of base/limits.h hold. Fails by messages SG1xxx: what could not be read is absent from the result.
 */
#ifndef SG_READ_READ_H
#define SG_READ_READ_H

#include <stdbool.h>

#include "model/input.h"
#include "model/original.h"

struct Arena;
struct Diags;

/* Reads the folder of a report: report.yaml, respondents.yaml, themes.yaml, overrides.yaml, replies/ (XML and
 * YAML), parts/ (sections written by hand), resolutions/ (folders of documents) and the checksums of originals/.
 * NULL, with a message, when the folder cannot be opened or holds too much. */
struct Input *read_folder(struct Arena *arena, const char *path, struct Diags *diags);

/* Reads what a document needs of templates/: kinds/KIND/, patterns that kinds share (kinds/NAME.LANG.yaml),
 * layouts/LAYOUT/, registers/ and fonts (fonts_path/faces.yaml under the name "fonts/faces.yaml"). LAYOUT
 * NULL: the one that KIND names; KIND NULL: none. Of words in several languages under kinds/ those in LANGUAGE; NULL: all. */
struct Input *read_templates(struct Arena *arena, const char *templates_path, const char *fonts_path,
                             const char *kind, const char *layout, const char *language, struct Diags *diags);

/* Adds kinds/KIND/ to templates that were read: the kind of a document under resolutions/. A name that is none adds nothing. */
void read_kind(struct Arena *arena, const char *templates_path, const char *kind, const char *language, struct Input *templates,
               struct Diags *diags);

/* One document from memory: by the ending of source->path, .xml or .yaml. NULL, with messages, when it has no
 * root. */
struct Node *read_node(struct Arena *arena, struct Source *source, struct Diags *diags);

/* A file of any place, named on the command line, as its bytes; it may be a link. NULL, with a message, when it cannot be
 * had or is larger than LIMIT_ATTACHMENT_BYTES. */
struct Source *read_bytes(struct Arena *arena, const char *path, struct Diags *diags);

/* Running text: UTF-8 without NUL, controls and noncharacters; form feeds and lone CRs count as ends of lines. NULL, with
 * messages, when it is none. Borrows nothing. */
struct Source *read_text(struct Arena *arena, const struct Source *bytes, struct Diags *diags);

/* True for what read_word() reads, or says why it does not. */
bool read_is_word(const struct Source *bytes);

/* A Word file (.docx) from memory. The text is that which Word shows, numbers of lists included, one line a paragraph: it is the
 * source of every span, and root->span.source has it whole.
 *
 *   word       paragraph, table, and behind the text note
 *   paragraph  heading="2" where it is one of that level; text, strong, emphasis, link(href), call(label) in one another
 *   table      row (header="yes") of cell of paragraph         note  label, paragraphs: the body of that call
 *
 * Tracked changes are accepted. NULL, with messages, when it is none, broken, encrypted or too large. */
struct Node *read_word(struct Arena *arena, const struct Source *bytes, struct Diags *diags);

/* The text of an original of the folder, folded for looking words up: plain text, the text layer of a PDF, or what Word shows.
 * Without text it says why; that is no message, for an original may be anything. */
struct Original read_original(struct Arena *arena, const struct Input *folder, const struct InputFile *file);

/* registers/ and import/ of the templates. NULL, with a message, when they cannot be read. */
struct Input *read_tables(struct Arena *arena, const char *templates_path, struct Diags *diags);

#endif
