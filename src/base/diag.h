/* Messages: the only way by which a finding about input leaves the program.
 *
 *     diag(diags, SG_UNKNOWN_ELEMENT, span, "%s", name);
 *
 * The text, severity and what was done about it stand in diag.def; the detail is the part that differs from
 * case to case. Broken promises inside the program are not messages: verify functions report those. */
#ifndef SG_BASE_DIAG_H
#define SG_BASE_DIAG_H

#include <stdbool.h>
#include <stdio.h>

#include "base/source.h"

struct Diags;

enum Severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR, SEVERITY_SYSTEM };

enum DiagCode {
#define DIAG(number, name, severity, text, done, explanation) SG_##name,
#include "base/diag.def"
#undef DIAG
    SG_CODE_COUNT
};

/* What diag.def declares of a code. */
struct DiagKind {
    const char *number;   /* "SG2001" */
    const char *name;     /* "UNKNOWN_ELEMENT" */
    enum Severity severity;
    const char *text;
    const char *done;
    const char *explanation;
};

struct Diag {
    enum DiagCode code;
    enum Severity severity; /* after --strict */
    struct Span span;
    char *detail;             /* NULL: none */
    struct Span *also;        /* second places, each with a word on it */
    const char **also_texts;
    size_t also_count;
};

/* Owned by the caller. Spans point into sources, which must outlive the list. */
struct Diags *diags_new(void);
void diags_free(struct Diags *diags);
/* From now on warnings count as errors. */
void diags_set_strict(struct Diags *diags, bool strict);

/* Adds a message; `detail` NULL: nothing but the text of its kind. The same code at the same place with the same detail is
 * kept once. */
void diag(struct Diags *diags, enum DiagCode code, struct Span span, const char *detail, ...)
    __attribute__((format(printf, 4, 5)));
/* Adds a second place to the message added last ("first given here"). `text` is copied. */
void diag_also(struct Diags *diags, struct Span span, const char *text);

const struct DiagKind *diag_kind(enum DiagCode code);
/* By number ("SG2001") or name ("unknown-element"); NULL when there is none. */
const struct DiagKind *diag_kind_find(const char *number_or_name);

size_t diags_count(const struct Diags *diags, enum Severity severity);
size_t diags_total(const struct Diags *diags);
/* Sorted by path, place and code. Borrowed; valid until the next diag(). */
const struct Diag *diags_sorted(struct Diags *diags, size_t index);

enum DiagFormat { DIAG_TEXT, DIAG_JSON };
/* Writes all messages, at most LIMIT_MESSAGES_A_FILE of one code and file, then a count. Control and bidi
 * characters of the input are shown as <U+XXXX>. */
void diags_print(struct Diags *diags, FILE *out, enum DiagFormat format);
/* Writes that a promise of the program is broken: our bug, no finding. */
void diag_print_broken(FILE *out, const char *path, const char *stage, const char *promise);
/* Appends a JSON string, quotes included. `buffer` is a GString. */
void diag_json_string(void *buffer, const char *text);

#endif
