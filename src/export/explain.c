/* Where the sentences of a paragraph come from, for a person at a terminal. */
#include "export/export.h"

#include <string.h>

#include "export/proof.h"
#include "model/node.h"

/* "18 (c)" and "18(c)" are the same paragraph. */
static void squeeze(GString *text)
{
    gsize kept = 0;
    for (gsize i = 0; i < text->len; i++)
        if (text->str[i] != ' ' && text->str[i] != '.')
            text->str[kept++] = text->str[i];
    g_string_truncate(text, kept);
}

/* The paragraph asked for: its number, with or without the letter of an item; a whole paragraph takes its
 * items along. */
static bool stands_in(const struct Report *report, const struct Sentence *s, const char *paragraph)
{
    if (!strcmp(s->id, paragraph))
        return true;
    GString *own = g_string_new(NULL), *asked = g_string_new(paragraph);
    proof_append_paragraph(own, report, s->block);
    squeeze(own);
    squeeze(asked);
    gsize length = asked->len;
    bool found = length && own->len >= length && !strncmp(own->str, asked->str, length) &&
                 (own->len == length || own->str[length] == '(');
    g_string_free(own, TRUE);
    g_string_free(asked, TRUE);
    return found;
}

static void add_statement(GString *out, const struct Report *report, const struct Dossier *dossier,
                          const struct Statement *s)
{
    g_string_append(out, "    ");
    proof_append_place(out, s->span);
    g_string_append_printf(out, ": %s (%s", s->id, proof_name(dossier, s->submission->respondent));
    size_t block = s->paragraph_id ? proof_block(report, s->paragraph_id) : SIZE_MAX;
    if (block != SIZE_MAX && proof_paragraph_number(report, block))
        g_string_append_printf(out, ", para. %d", proof_paragraph_number(report, block));
    g_string_append_printf(out, "; %s, %s, %s%s%s)", act_words[s->act], stance_words[s->stance],
                           provenance_words[s->provenance], s->tagged_by ? " by " : "",
                           s->tagged_by ? s->tagged_by : "");
    g_string_append_printf(out, "\n        %s\n", s->text ? s->text : "");
    if (s->qualifier)
        g_string_append_printf(out, "        with: %s\n", s->qualifier);
    if (s->source && s->source->quote)
        g_string_append_printf(out, "        source: %s: “%s”\n", s->source->file ? s->source->file : "",
                               s->source->quote);
}

static bool uses(const struct Sentence *sentence, const struct Statement *statement)
{
    for (size_t i = 0; i < sentence->statement_count; i++)
        if (sentence->statements[i] == statement)
            return true;
    for (size_t i = 0; i < sentence->also_count; i++)
        if (sentence->also[i] == statement)
            return true;
    return false;
}

/* Why a statement of the same claim is not evidence of the sentence. */
static void add_reason(GString *out, const struct Report *report, const struct Dossier *dossier,
                       const struct Sentence *sentence, const struct Statement *s)
{
    if (s->submission->superseded) {
        g_string_append(out, "        not used: its reply is superseded\n");
        return;
    }
    if (!dossier_admits(dossier, s->submission)) {
        g_string_append(out, "        not used: its reply came after the cut-off date\n");
        return;
    }
    for (size_t i = 0; i < report->omission_count; i++)
        if (report->omissions[i].statement == s)
            g_string_append_printf(out, "        not used: omitted by %s: %s\n", report->omissions[i].by,
                                   report->omissions[i].reason);
    for (size_t i = 0; i < report->sentence_count; i++)
        if (&report->sentences[i] != sentence && uses(&report->sentences[i], s)) {
            g_string_append_printf(out, "        counted in %s, paragraph ", report->sentences[i].id);
            proof_append_paragraph(out, report, report->sentences[i].block);
            g_string_append_c(out, '\n');
            return;
        }
}

static bool is_considered(const struct Sentence *sentence, const struct Statement *s)
{
    if (!sentence->claim || !s->claim || uses(sentence, s))
        return false;
    return !strcmp(s->claim->id, sentence->claim->id) || s->claim->opposite == sentence->claim ||
           sentence->claim->opposite == s->claim;
}

static void add_considered(GString *out, const struct Report *report, const struct Dossier *dossier,
                           const struct Sentence *sentence)
{
    bool any = false;
    for (size_t i = 0; i < dossier->submission_count; i++)
        for (const struct Statement *s = dossier->submissions[i].statements; s; s = s->next) {
            if (!is_considered(sentence, s))
                continue;
            if (!any)
                g_string_append(out, "  considered and not used\n");
            any = true;
            add_statement(out, report, dossier, s);
            add_reason(out, report, dossier, sentence, s);
        }
    for (size_t i = 0; sentence->claim && i < sentence->claim->not_same_count; i++)
        g_string_append_printf(out, "  kept apart by a person: %s\n", sentence->claim->not_same_as[i]);
}

static void add_field(GString *out, const char *name, const char *text)
{
    if (text)
        g_string_append_printf(out, "  %-10s %s\n", name, text);
}

static void add_count(GString *out, const struct Dossier *dossier, const struct Sentence *s)
{
    if (!s->respondent_count)
        return;
    g_string_append_printf(out, "  %-10s ", "count");
    if (s->n)
        g_string_append_printf(out, "%d of %d%s%s: ", s->k, s->n, s->group ? " " : "",
                               s->group ? s->group : "");
    for (size_t i = 0; i < s->respondent_count; i++)
        g_string_append_printf(out, "%s%s", i ? ", " : "", proof_name(dossier, s->respondents[i]));
    g_string_append_c(out, '\n');
}

static void add_override(GString *out, const struct Sentence *s)
{
    if (!s->override)
        return;
    g_string_append_printf(out, "  %-10s ", "override");
    proof_append_place(out, s->override->span);
    static const char *const keys[] = {"reason", "by", "on"};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        const struct Node *node = node_child(s->override->node, keys[i]);
        if (node && node_text(node))
            g_string_append_printf(out, "%s%s: %s", i ? ", " : " ", keys[i], node_text(node));
    }
    g_string_append(out, s->stale ? "; stale: the evidence has changed\n" : "\n");
    add_field(out, "generated", s->generated);
}

static void add_sentence(GString *out, const struct Report *report, const struct Dossier *dossier,
                         const struct Sentence *s)
{
    char *basis = proof_basis(s);
    GString *place = g_string_new(NULL);
    proof_append_paragraph(place, report, s->block);
    g_string_append_printf(out, "%s%s%s\n  %s\n\n", place->str, place->len ? "  " : "", s->id,
                           s->text ? s->text : "");
    g_string_free(place, TRUE);
    add_field(out, "rule", s->rule);
    add_field(out, "pattern", s->wording);
    add_count(out, dossier, s);
    add_field(out, "word", s->threshold);
    add_field(out, "change", s->change);
    add_field(out, "basis", basis);
    add_override(out, s);
    if (s->statement_count)
        g_string_append(out, "  evidence\n");
    for (size_t i = 0; i < s->statement_count; i++)
        add_statement(out, report, dossier, s->statements[i]);
    if (s->also_count)
        g_string_append(out, "  also, beside the count\n");
    for (size_t i = 0; i < s->also_count; i++)
        add_statement(out, report, dossier, s->also[i]);
    add_considered(out, report, dossier, s);
    g_string_append_c(out, '\n');
    g_free(basis);
}

GString *export_explain(const struct Report *report, const struct Dossier *dossier, const char *paragraph)
{
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < report->sentence_count; i++)
        if (stands_in(report, &report->sentences[i], paragraph))
            add_sentence(out, report, dossier, &report->sentences[i]);
    if (out->len)
        return out;
    g_string_free(out, TRUE);
    return NULL;
}
