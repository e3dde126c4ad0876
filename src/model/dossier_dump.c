/* The dossier as lines that a person reads and a test compares: one thing a line, two spaces a level. */
#include "model/dossier.h"

static const char *const fact_words[] = {"record", "list", "text", "date", "number", "flag", "word", "symbol", "respondent"};

static void indent(int depth, FILE *out)
{
    fprintf(out, "%*s", depth * 2, "");
}

static void put_date(const char *name, struct Date date, FILE *out)
{
    if (date_given(date))
        fprintf(out, " %s=%04d-%02d-%02d", name, date.year, date.month, date.day);
}

static void put_text(const char *name, const char *text, FILE *out)
{
    if (text)
        fprintf(out, " %s=\"%s\"", name, text);
}

/* ---- Text ---- */

static void dump_blocks(const struct Content *blocks, int depth, FILE *out);

static void dump_inlines(const struct Inline *inlines, int depth, FILE *out)
{
    static const char *const words[] = {"text", "emphasis", "strong",  "link",      "symbol",
                                        "note", "reference", "foreign", "statement", "content"};
    for (const struct Inline *i = inlines; i; i = i->next) {
        indent(depth, out);
        fputs(words[i->kind], out);
        if (i->text)
            fprintf(out, " \"%s\"", i->text);
        put_text("uri", i->uri, out);
        put_text("target", i->target, out);
        put_text("lang", i->lang, out);
        if (i->statement)
            fprintf(out, " %s", i->statement->id ? i->statement->id : "?");
        fputc('\n', out);
        dump_inlines(i->children, depth + 1, out);
        dump_blocks(i->content, depth + 1, out);
    }
}

static void dump_table(const struct Table *table, int depth, FILE *out)
{
    static const char *const aligns[] = {"start", "centre", "end"};
    for (size_t c = 0; c < table->column_count; c++) {
        indent(depth, out);
        fprintf(out, "column %d %s\n", table->columns[c].weight, aligns[table->columns[c].align]);
    }
    if (table->caption) {
        indent(depth, out);
        fputs("caption\n", out);
        dump_inlines(table->caption, depth + 1, out);
    }
    for (size_t r = 0; r < table->row_count; r++) {
        indent(depth, out);
        fprintf(out, "row%s\n", table->rows[r].header ? " header" : "");
        for (size_t c = 0; c < table->rows[r].cell_count; c++) {
            indent(depth + 1, out);
            fputs("cell\n", out);
            dump_inlines(table->rows[r].cells[c].inlines, depth + 2, out);
        }
    }
}

static void dump_source(const struct StatementSource *source, FILE *out)
{
    fputs("    source", out);
    put_text("file", source->file, out);
    if (source->page)
        fprintf(out, " page=%d", source->page);
    put_text("paragraph", source->paragraph, out);
    put_text("quote", source->quote, out);
    fputc('\n', out);
}

static void dump_blocks(const struct Content *blocks, int depth, FILE *out)
{
    static const char *const words[] = {"paragraph", "list", "item", "quotation", "table", "heading", "missing"};
    for (const struct Content *c = blocks; c; c = c->next) {
        indent(depth, out);
        fputs(words[c->kind], out);
        if (c->id)
            fprintf(out, " %s", c->id);
        if (c->level)
            fprintf(out, " level=%d%s", c->level, c->numbered ? " numbered" : "");
        fputc('\n', out);
        dump_inlines(c->inlines, depth + 1, out);
        if (c->source)
            dump_source(c->source, out);
        dump_blocks(c->children, depth + 1, out);
        if (c->table)
            dump_table(c->table, depth + 1, out);
    }
}

/* ---- Manifest ---- */

static void dump_fact(const struct Fact *fact, int depth, FILE *out)
{
    indent(depth, out);
    fprintf(out, "%s: %s", fact->name ? fact->name : "-", fact_words[fact->kind]);
    if (fact->text)
        fprintf(out, " \"%s\"", fact->text);
    if (fact->kind == FACT_DATE)
        put_date("day", fact->date, out);
    if (fact->kind == FACT_NUMBER)
        fprintf(out, " %ld", fact->number);
    if (fact->kind == FACT_FLAG)
        fputs(fact->flag ? " yes" : " no", out);
    fputc('\n', out);
    for (const struct Fact *child = fact->first; child; child = child->next)
        dump_fact(child, depth + 1, out);
}

static void dump_taxonomy(const struct Dossier *d, FILE *out)
{
    for (size_t i = 0; i < d->question_count; i++) {
        fprintf(out, "question %s\n", d->questions[i].id);
        dump_inlines(d->questions[i].text, 1, out);
    }
    for (size_t i = 0; i < d->theme_count; i++) {
        const struct Theme *t = &d->themes[i];
        fprintf(out, "theme %s", t->id);
        put_text("question", t->question ? t->question->id : NULL, out);
        for (int l = 0; l < LANGUAGES; l++)
            put_text(language_tags[l], t->title[l], out);
        fputc('\n', out);
    }
    for (size_t i = 0; i < d->claim_count; i++) {
        const struct Claim *c = &d->claims[i];
        fprintf(out, "claim %s", c->id);
        put_text("theme", c->theme ? c->theme->id : NULL, out);
        put_text("opposite", c->opposite ? c->opposite->id : NULL, out);
        for (size_t k = 0; k < c->not_same_count; k++)
            put_text("not-same-as", c->not_same_as[k], out);
        for (int l = 0; l < LANGUAGES; l++)
            put_text(language_tags[l], c->phrase[l], out);
        for (int l = 0; l < LANGUAGES; l++)
            put_text("item", c->item[l], out);
        fputc('\n', out);
    }
}

/* ---- Replies ---- */

static void dump_statement(const struct Statement *s, FILE *out)
{
    fprintf(out, "  statement %s %s %s%s", s->id, act_words[s->act], stance_words[s->stance], s->norm ? " norm" : "");
    put_text("claim", s->claim ? s->claim->id : NULL, out);
    put_text("theme", s->theme ? s->theme->id : NULL, out);
    put_text("verb", s->verb, out);
    put_text("addressee", s->addressee, out);
    put_text("qualifier", s->qualifier, out);
    if (s->provenance != TAG_STAFF)
        fprintf(out, " %s", provenance_words[s->provenance]);
    put_text("by", s->tagged_by, out);
    put_date("on", s->tagged_on, out);
    if (s->score)
        fprintf(out, " score=%d", s->score);
    put_text("in", s->paragraph_id, out);
    fprintf(out, "\n    \"%s\"\n", s->text);
    if (s->source)
        dump_source(s->source, out);
}

static void dump_submission(const struct Submission *s, FILE *out)
{
    fprintf(out, "submission %s %s %s lang=%s", s->id, s->respondent->id, relation_words[s->relation], s->lang);
    put_date("dated", s->dated, out);
    put_date("received", s->received, out);
    put_text("supersedes", s->supersedes, out);
    for (size_t i = 0; i < s->on_behalf_count; i++)
        put_text("on-behalf-of", s->on_behalf_of[i]->id, out);
    fprintf(out, "%s%s%s%s\n", s->superseded ? " superseded" : "", s->late ? " late" : "",
            s->observations ? "" : " no-observations", s->broken ? " broken" : "");
    for (size_t i = 0; i < s->attachment_count; i++) {
        const struct Attachment *a = &s->attachments[i];
        fprintf(out, "  attachment %s pages=%d%s", a->file, a->pages, a->is_public ? " public" : "");
        put_text("lang", a->lang, out);
        fputc('\n', out);
    }
    dump_blocks(s->content, 1, out);
    for (const struct Statement *statement = s->statements; statement; statement = statement->next)
        dump_statement(statement, out);
}

/* Of the register only those that the dossier uses: the rest is the same in every dossier. */
static void dump_respondents(const struct Dossier *d, FILE *out)
{
    for (size_t i = 0; i < d->respondent_count; i++) {
        const struct Respondent *r = &d->respondents[i];
        bool used = false;
        for (size_t k = 0; k < d->submission_count && !used; k++) {
            used = d->submissions[k].respondent == r;
            for (size_t b = 0; b < d->submissions[k].on_behalf_count && !used; b++)
                used = d->submissions[k].on_behalf_of[b] == r;
        }
        if (!used)
            continue;
        const struct Names *n = &r->names[d->language];
        fprintf(out, "respondent %s %s", r->id, respondent_kind_words[r->kind]);
        put_text("list", n->list, out);
        put_text("text", n->text, out);
        put_text("article", n->article, out);
        put_text("abbreviation", n->abbreviation, out);
        put_text("sort", n->sort, out);
        fputc('\n', out);
    }
}

static void dump_kept(const struct Dossier *d, FILE *out)
{
    for (size_t i = 0; i < d->kept_count; i++) {
        fprintf(out, "kept %s kind=%s", d->kept[i].name, d->kept[i].dossier->kind);
        put_text("symbol", d->kept[i].symbol, out);
        put_date("date", d->kept[i].date, out);
        fputc('\n', out);
    }
    const struct Mandate *m = d->mandate;
    if (!m)
        return;
    fprintf(out, "mandate %s paragraph=%d session=%d", m->resolution->name, m->paragraph, m->session);
    put_date("deadline", m->deadline, out);
    for (int k = 0; k < KIND_COUNT; k++)
        if (m->invited[k])
            fprintf(out, " %s", respondent_kind_words[k]);
    fputs(m->anyone ? " anyone\n" : "\n", out);
}

void dossier_dump(const struct Dossier *d, FILE *out)
{
    static const char *const policies[] = {"exclude", "include-flagged", "addendum"};
    static const char *const arrangements[] = {"respondent", "theme", "question"};
    fprintf(out, "dossier kind=%s templates=%d language=%s late=%s arrange=%s", d->kind, d->templates_version,
            language_tags[d->language], policies[d->late_policy], arrangements[d->arrangement]);
    put_text("layout", d->layout, out);
    put_text("symbol", d->symbol, out);
    put_date("date", d->date, out);
    put_date("cut-off", d->cut_off, out);
    put_text("emblem", d->emblem ? d->emblem->path : NULL, out);
    fputc('\n', out);
    for (int k = 0; k < KIND_COUNT; k++)
        if (d->respondent_invited[k])
            fprintf(out, "invited %s\n", respondent_kind_words[k]);
    fputs("manifest\n", out);
    for (const struct Fact *fact = d->manifest->first; fact; fact = fact->next)
        dump_fact(fact, 1, out);
    dump_kept(d, out);
    dump_taxonomy(d, out);
    dump_respondents(d, out);
    for (size_t i = 0; i < d->submission_count; i++)
        dump_submission(&d->submissions[i], out);
    for (size_t i = 0; i < d->part_count; i++) {
        const struct HandPart *p = &d->parts[i];
        fprintf(out, "part %s place=%s\n", p->id, p->place);
        dump_inlines(p->heading, 1, out);
        dump_blocks(p->content, 1, out);
    }
    for (size_t i = 0; i < d->override_count; i++)
        fprintf(out, "override %s\n", d->overrides[i].key);
    for (size_t i = 0; i < d->unread_count; i++)
        fprintf(out, "unread %s\n", d->unread[i].name);
}
