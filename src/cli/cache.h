/* What --cache keeps between builds, beside the products as out/NAME/.cache: paragraphs as the layout set them. A cache that is
 * missing, foreign, damaged or not to be written makes a build slower and nothing else. */
#ifndef SG_CLI_CACHE_H
#define SG_CLI_CACHE_H

#include "cli/job.h"
#include "layout/layout.h"

/* Reads the cache in the folder into job->cache. */
void cache_load(struct Job *job, const char *folder);
/* Gives the cache its stamp, once templates and style are known. */
void cache_stamp(struct Job *job);
/* Puts what the layout renewed in its place. */
void cache_save(const struct Job *job, const char *folder);
void cache_free(struct LayoutCache *cache);

#endif
