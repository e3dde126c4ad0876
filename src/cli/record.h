/* What the last run of a report gave, kept beside its products as out/NAME/.record: to leave an unchanged report alone,
 * and to tell new errors from old ones. */
#ifndef SG_CLI_RECORD_H
#define SG_CLI_RECORD_H

#include <stdbool.h>

#include <glib.h>

#include "base/diag.h"
#include "cli/job.h"

struct Record;

/* The record in `folder` for what the options ask for; empty when there is none. Owned by the caller. */
struct Record *record_load(const char *folder, const struct Options *options);
void record_free(struct Record *record);

/* Status, pages, errors and warnings of the last run, its first product, and its messages as they were printed. */
enum Status record_status(const struct Record *record);
int record_number(const struct Record *record, const char *what);
char *record_text(const struct Record *record, const char *what);

/* How many errors of this run were none of the last one. */
int record_new_errors(const struct Record *record, struct Diags *diags);

/* Puts this run in the place of the last one, and takes away products of the last one that this one has not. */
bool record_save(struct Record *record, struct Job *job, enum Status status, const char *text, const char *json);

#endif
