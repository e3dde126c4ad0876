#include "cli/originals.h"

#include <string.h>

#include "base/arena.h"
#include "read/read.h"

/* Is anything of this original quoted by the reply? */
static bool is_quoted(struct Job *job, const struct Submission *submission, const char *file)
{
    size_t count;
    const struct Quoted *quoted = dossier_quotations(job->arena, submission, &count);
    for (size_t i = 0; i < count; i++)
        if (!strcmp(quoted[i].source->file, file))
            return true;
    return false;
}

struct Originals originals_read(struct Job *job, bool quoted_only)
{
    const struct Dossier *dossier = job->dossier;
    size_t most = 0;
    for (size_t i = 0; i < dossier->submission_count; i++)
        most += dossier->submissions[i].attachment_count;
    struct Originals originals = {ARENA_ARRAY(job->arena, struct Original, most + 1), 0};
    for (size_t i = 0; i < dossier->submission_count; i++)
        for (size_t a = 0; a < dossier->submissions[i].attachment_count; a++) {
            const char *name = dossier->submissions[i].attachments[a].file;
            const struct InputFile *file = input_file(job->folder, name);
            if (!file || originals_find(&originals, name) || (quoted_only && !is_quoted(job, &dossier->submissions[i], name)))
                continue;
            originals.items[originals.count++] = read_original(job->arena, job->folder, file);
        }
    return originals;
}
