#include "export/proof.h"

#include <string.h>

#include "base/sha256.h"

/* The numbered block that the block belongs to: itself, or the one its list or quotation stands in. */
static size_t paragraph_of(const struct Report *report, size_t block)
{
    while (block < report->block_count && !report->blocks[block].number &&
           report->blocks[block].part_of_paragraph && block > 0)
        block--;
    return block;
}

int proof_paragraph_number(const struct Report *report, size_t block)
{
    size_t paragraph = paragraph_of(report, block);
    return paragraph < report->block_count ? report->blocks[paragraph].number : 0;
}

void proof_append_paragraph(GString *out, const struct Report *report, size_t block)
{
    int number = proof_paragraph_number(report, block);
    if (!number)
        return;
    g_string_append_printf(out, "%d", number);
    if (report->blocks[block].role == ROLE_LIST_ITEM && report->blocks[block].label)
        g_string_append_printf(out, " %s", report->blocks[block].label);
}

size_t proof_block(const struct Report *report, const char *id)
{
    for (size_t i = 0; i < report->block_count; i++)
        if (report->blocks[i].id && !strcmp(report->blocks[i].id, id))
            return i;
    return SIZE_MAX;
}

char *proof_basis(const struct Sentence *sentence)
{
    if (sentence->basis)
        return g_strdup(sentence->basis);
    struct Sha256 sum;
    char hex[SHA256_HEX];
    sha256_begin(&sum);
    const char *wording = sentence->wording ? sentence->wording : "";
    sha256_add(&sum, wording, strlen(wording) + 1);
    for (size_t i = 0; i < sentence->respondent_count; i++)
        sha256_add(&sum, sentence->respondents[i]->id, strlen(sentence->respondents[i]->id) + 1);
    sha256_end(&sum, hex);
    return g_strndup(hex, 12);
}

void proof_append_place(GString *out, struct Span span)
{
    struct Place place = span_place(span);
    g_string_append_printf(out, "%s:%zu:%zu", span.source ? span.source->path : "", place.line, place.column);
}

const char *proof_name(const struct Dossier *dossier, const struct Respondent *respondent)
{
    const struct Names *names = &respondent->names[dossier->language];
    return names->text ? names->text : names->list ? names->list : respondent->id;
}
