/* The originals of a report as text, for the commands that look into them. */
#ifndef SG_CLI_ORIGINALS_H
#define SG_CLI_ORIGINALS_H

#include "cli/job.h"
#include "model/original.h"

/* Of the replies of job->dossier; quoted_only: those that a reply quotes. In the arena of the job. */
struct Originals originals_read(struct Job *job, bool quoted_only);

#endif
