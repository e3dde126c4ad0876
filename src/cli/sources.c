#include "cli/sources.h"

#include <string.h>

#include "base/arena.h"

static const char *mime_of(const char *name)
{
    static const char *const types[][2] = {
        {".txt", "text/plain"},
        {".xml", "application/xml"},
        {".yaml", "application/yaml"},
        {".pdf", "application/pdf"},
        {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
        {".odt", "application/vnd.oasis.opendocument.text"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
        if (g_str_has_suffix(name, types[i][0]))
            return types[i][1];
    return "application/octet-stream";
}

void sources_public(struct Job *job, struct SealOptions *options)
{
    const struct Dossier *dossier = job->dossier;
    size_t most = 0, count = 0;
    for (size_t i = 0; i < dossier->submission_count; i++)
        most += dossier->submissions[i].attachment_count;
    if (options->standard != PDF_A3A || !most)
        return;
    struct SealFile *files = ARENA_ARRAY(job->arena, struct SealFile, most);
    for (size_t i = 0; i < dossier->submission_count; i++)
        for (size_t a = 0; a < dossier->submissions[i].attachment_count; a++) {
            const struct Attachment *attachment = &dossier->submissions[i].attachments[a];
            const struct InputFile *file = input_file(job->folder, attachment->file);
            if (!attachment->is_public || !file || !file->source)
                continue;
            const char *slash = strrchr(attachment->file, '/');
            files[count++] = (struct SealFile){slash ? slash + 1 : attachment->file, mime_of(attachment->file),
                                               file->source->bytes, file->source->length,
                                               dossier->submissions[i].dated};
        }
    options->files = files;
    options->file_count = count;
}
