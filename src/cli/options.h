/* The command line, read. Commands and options are declared in options.def. */
#ifndef SG_CLI_OPTIONS_H
#define SG_CLI_OPTIONS_H

#include <stdbool.h>
#include <stdio.h>

#include <glib.h>

#include "base/diag.h"
#include "seal/seal.h"

/* What the program returns; a run over several reports returns the worst. */
enum Status {
    STATUS_BUILT = 0,    /* nothing wrong */
    STATUS_ERRORS = 1,   /* built, with errors shown in the draft */
    STATUS_USAGE = 2,    /* wrong command line */
    STATUS_INPUT = 3,    /* not built because of the input */
    STATUS_SYSTEM = 4,   /* not built because of files, memory or a killed worker */
    STATUS_INTERNAL = 70 /* a promise inside the program was broken: our bug */
};

enum Format { FORMAT_PDF, FORMAT_PNG, FORMAT_TEXT };
enum Dump { DUMP_NONE, DUMP_NODE, DUMP_DOSSIER, DUMP_REPORT, DUMP_PAGES };

enum Command {
#define COMMAND(NAME, word, function, arguments, fewest, most, help) COMMAND_##NAME,
#include "cli/options.def"
#undef COMMAND
    COMMAND_COUNT
};

struct Options {
    enum Command command;
    char **arguments; /* NULL-terminated, never NULL */
    int argument_count;

    /* As declared in options.def. */
    gboolean final, reviewed_only, linearize, cache, force, strict, quiet, verbose, timings, csv, passages, replace, help, version;
    char *format, *output, *standard, *messages, *dump, *templates;
    int threads, jobs;

    /* Their words, understood. */
    enum Format format_kind;
    enum Dump dump_kind;
    enum DiagFormat message_format;
    enum PdfStandard pdf_standard;
};

/* NULL, with a line on stderr, when the line is wrong. Owned by the caller (options_free). */
struct Options *options_parse(int count, char **words);
void options_free(struct Options *options);
void options_help(const struct Options *options, FILE *out);

/* Each command, by the table. */
#define COMMAND(NAME, word, function, arguments, fewest, most, help) enum Status function(const struct Options *options);
#include "cli/options.def"
#undef COMMAND
enum Status options_run(const struct Options *options);

#endif
