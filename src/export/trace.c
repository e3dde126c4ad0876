/* The proof of every generated sentence as JSON, one sentence a line, so that two traces can be compared line
 * by line. */
#include "export/export.h"

#include <string.h>

#include "base/diag.h"
#include "export/proof.h"
#include "model/node.h"

static void add_key(GString *out, const char *key)
{
    if (out->str[out->len - 1] != '{')
        g_string_append_c(out, ',');
    g_string_append_c(out, '"');
    g_string_append(out, key);
    g_string_append_len(out, "\":", 2);
}

static void add_text(GString *out, const char *key, const char *text)
{
    add_key(out, key);
    if (text)
        diag_json_string(out, text);
    else
        g_string_append(out, "null");
}

static void add_number(GString *out, const char *key, long number)
{
    char digits[24];
    add_key(out, key);
    g_snprintf(digits, sizeof digits, "%ld", number);
    g_string_append(out, digits);
}

static void add_place(GString *out, struct Span span)
{
    struct Place place = span_place(span);
    add_text(out, "file", span.source ? span.source->name : NULL);
    add_number(out, "line", (long)place.line);
    add_number(out, "column", (long)place.column);
}

static void add_statement(GString *out, const struct Statement *s)
{
    g_string_append_c(out, '{');
    add_text(out, "id", s->id);
    add_text(out, "respondent", s->submission->respondent->id);
    add_text(out, "act", act_words[s->act]);
    add_text(out, "stance", stance_words[s->stance]);
    add_text(out, "claim", s->claim ? s->claim->id : NULL);
    add_text(out, "provenance", provenance_words[s->provenance]);
    if (s->qualifier)
        add_text(out, "qualifier", s->qualifier);
    if (s->source)
        add_text(out, "source", s->source->file);
    add_place(out, s->span);
    g_string_append_c(out, '}');
}

static void add_statements(GString *out, const char *key, const struct Statement *const *statements, size_t count)
{
    add_key(out, key);
    for (size_t i = 0; i < count; i++) {
        g_string_append_c(out, i ? ',' : '[');
        add_statement(out, statements[i]);
    }
    g_string_append(out, count ? "]" : "[]");
}

static void add_lists(GString *out, const struct Report *report, const struct Sentence *s, GHashTable *blocks)
{
    add_key(out, "respondents");
    for (size_t i = 0; i < s->respondent_count; i++) {
        g_string_append_c(out, i ? ',' : '[');
        diag_json_string(out, s->respondents[i]->id);
    }
    g_string_append(out, s->respondent_count ? "]" : "[]");
    add_statements(out, "statements", s->statements, s->statement_count);
    add_statements(out, "also", s->also, s->also_count);
    add_key(out, "paragraphs");
    for (size_t i = 0; i < s->paragraph_count; i++) {
        size_t block = GPOINTER_TO_SIZE(g_hash_table_lookup(blocks, s->paragraphs[i]));
        g_string_append(out, i ? ",{" : "[{");
        add_text(out, "id", s->paragraphs[i]);
        add_number(out, "number", block ? proof_paragraph_number(report, block - 1) : 0);
        g_string_append_c(out, '}');
    }
    g_string_append(out, s->paragraph_count ? "]" : "[]");
}

/* Who decided what and why is for the house alone. */
static void add_decision(GString *out, const char *key, const char *text, bool issued)
{
    if (!issued)
        add_text(out, key, text);
}

static void add_override(GString *out, const struct Sentence *s, bool issued)
{
    static const char *const keys[] = {"reason", "by", "on"};
    add_key(out, "override");
    if (!s->override) {
        g_string_append(out, "null");
        return;
    }
    g_string_append_c(out, '{');
    add_text(out, "key", s->override->key);
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        const struct Node *node = node_child(s->override->node, keys[i]);
        add_decision(out, keys[i], node ? node_text(node) : NULL, issued);
    }
    add_text(out, "stale", s->stale ? "yes" : "no");
    add_place(out, s->override->span);
    g_string_append_c(out, '}');
}

static void add_sentence(GString *out, const struct Report *report, const struct Sentence *s,
                         GHashTable *blocks, bool issued)
{
    GString *paragraph = g_string_new(NULL);
    char *basis = proof_basis(s);
    proof_append_paragraph(paragraph, report, s->block);
    g_string_append_c(out, '{');
    add_text(out, "id", s->id);
    add_text(out, "paragraph", paragraph->str);
    add_text(out, "block", s->block < report->block_count ? report->blocks[s->block].id : NULL);
    add_text(out, "text", s->text);
    add_text(out, "rule", s->rule);
    add_text(out, "wording", s->wording);
    add_text(out, "claim", s->claim ? s->claim->id : NULL);
    add_text(out, "act", s->act >= 0 ? act_words[s->act] : NULL);
    add_text(out, "stance", s->stance >= 0 ? stance_words[s->stance] : NULL);
    add_number(out, "k", s->k);
    add_number(out, "n", s->n);
    add_text(out, "group", s->group);
    add_text(out, "quantifier", s->quantifier);
    add_text(out, "threshold", s->threshold);
    add_text(out, "change", s->change);
    add_lists(out, report, s, blocks);
    add_text(out, "provenance", s->statement_count ? provenance_words[s->provenance] : NULL);
    add_override(out, s, issued);
    add_text(out, "generated", s->generated);
    add_text(out, "basis", basis);
    g_string_append_c(out, '}');
    g_string_free(paragraph, TRUE);
    g_free(basis);
}

static void add_omissions(GString *out, const struct Report *report, bool issued)
{
    add_key(out, "omissions");
    g_string_append_c(out, '[');
    for (size_t i = 0; i < report->omission_count; i++) {
        g_string_append(out, i ? ",\n {" : "\n {");
        add_text(out, "key", report->omissions[i].key);
        add_text(out, "statement", report->omissions[i].statement ? report->omissions[i].statement->id : NULL);
        add_decision(out, "reason", report->omissions[i].reason, issued);
        add_decision(out, "by", report->omissions[i].by, issued);
        g_string_append_c(out, '}');
    }
    g_string_append_c(out, ']');
}

GString *export_trace(const struct Report *report, const struct Dossier *dossier, bool issued)
{
    GString *out = g_string_new("{");
    GHashTable *blocks = g_hash_table_new(g_str_hash, g_str_equal); /* id -> index + 1 */
    for (size_t i = 0; i < report->block_count; i++)
        g_hash_table_insert(blocks, (void *)report->blocks[i].id, GSIZE_TO_POINTER(i + 1));
    add_text(out, "report", report->symbol);
    add_text(out, "language", report->lang);
    add_text(out, "input", dossier->input_hash);
    add_key(out, "sentences");
    g_string_append_c(out, '[');
    for (size_t i = 0; i < report->sentence_count; i++) {
        g_string_append(out, i ? ",\n " : "\n ");
        add_sentence(out, report, &report->sentences[i], blocks, issued);
    }
    g_string_append_c(out, ']');
    add_omissions(out, report, issued);
    g_string_append(out, "}\n");
    g_hash_table_destroy(blocks);
    return out;
}
