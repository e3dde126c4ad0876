/* The originals that travel inside a PDF: those the replies mark public, and no others. */
#ifndef SG_CLI_SOURCES_H
#define SG_CLI_SOURCES_H

#include "cli/job.h"
#include "seal/seal.h"

/* Sets files and their count; none unless the standard carries files. Owned by the arena of the job. */
void sources_public(struct Job *job, struct SealOptions *options);

#endif
