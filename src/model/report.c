#include "model/report.h"

#include <stdint.h>
#include <string.h>

#include <glib.h>

const char *const role_words[ROLE_COUNT + 1] = {
#define ROLE(name, word) word,
#include "model/roles.def"
#undef ROLE
    NULL,
};

/* ---- Words ---- */

static size_t words_of_runs(const struct Report *report, const struct Run *runs, size_t count)
{
    size_t words = 0;
    bool inside = false;
    for (size_t i = 0; i < count; i++) {
        if (runs[i].flags & RUN_NOTE_CALL) {
            const struct Note *note = &report->notes[runs[i].note];
            for (size_t b = 0; b < note->block_count; b++)
                words += words_of_runs(report, note->blocks[b].runs, note->blocks[b].run_count);
            continue;
        }
        for (const unsigned char *p = (const unsigned char *)runs[i].text; *p; p++) {
            bool wide = *p == 0xC2 || *p == 0xE1 || *p == 0xE2 || *p == 0xE3; /* spaces above ASCII begin so */
            bool space = *p == ' ' || (wide && g_unichar_isspace(g_utf8_get_char((const char *)p)));
            words += !space && !inside;
            inside = !space;
            p += wide && space ? (*p == 0xC2 ? 1 : 2) : 0;
        }
    }
    return words;
}

static size_t words_of_block(const struct Report *report, const struct Block *block)
{
    size_t words = words_of_runs(report, block->runs, block->run_count);
    for (size_t r = 0; block->table && r < block->table->row_count; r++)
        for (size_t c = 0; c < block->table->rows[r].cell_count; c++)
            words += words_of_runs(report, block->table->rows[r].cells[c].runs, block->table->rows[r].cells[c].run_count);
    return words;
}

size_t report_words(const struct Report *report, const struct Submission *submission)
{
    size_t words = 0;
    for (size_t i = 0; i < report->block_count; i++) {
        const struct Block *block = &report->blocks[i];
        if (block->role != ROLE_MASTHEAD && !block->draft_only && (!submission || block->submission == submission))
            words += words_of_block(report, block);
    }
    return words;
}

size_t report_respondent_words(const struct Report *report, const struct Respondent *respondent)
{
    size_t words = 0;
    for (size_t i = 0; i < report->block_count; i++)
        if (report->blocks[i].submission && report->blocks[i].submission->respondent == respondent)
            words += words_of_block(report, &report->blocks[i]);
    return words;
}

const struct Slot *report_slot(const struct Report *report, const char *name)
{
    for (size_t i = 0; i < report->slot_count; i++)
        if (strcmp(report->slots[i].name, name) == 0)
            return &report->slots[i];
    return NULL;
}

const char *omission_name(const struct Omission *omission)
{
    return omission->statement ? omission->statement->id : omission->key;
}

/* ---- Dump ---- */

static const struct {
    unsigned flag;
    const char *mark;
} flag_marks[] = {{RUN_ITALIC, "i"}, {RUN_BOLD, "b"},  {RUN_SUPERSCRIPT, "^"}, {RUN_NOBREAK, "n"},
                  {RUN_STAR, "*"},   {RUN_LARGE, "L"}, {RUN_SMALL, "s"},
                  {RUN_RANGE, "r"},  {RUN_PAGE, "p"}};

/* Text with everything that a line of the dump could not hold written out. */
static void dump_text(const char *text, FILE *out)
{
    for (; *text; text++)
        if (*text == '\n')
            fputs("\\n", out);
        else if (*text == '\\' || *text == '"')
            fprintf(out, "\\%c", *text);
        else
            fputc(*text, out);
}

/* One line a run: its look, text, link, note and sentence. */
static void dump_runs(const struct Report *report, const struct Run *runs, size_t count, int depth, FILE *out)
{
    for (size_t i = 0; i < count; i++) {
        const struct Run *run = &runs[i];
        fprintf(out, "%*s\"", depth, "");
        dump_text(run->text, out);
        fputc('"', out);
        bool looks = false;
        for (size_t j = 0; j < G_N_ELEMENTS(flag_marks); j++)
            if (run->flags & flag_marks[j].flag) {
                fprintf(out, "%s%s", looks ? "" : " ", flag_marks[j].mark);
                looks = true;
            }
        if (strcmp(run->lang, report->lang) != 0)
            fprintf(out, " lang=%s", run->lang);
        if (run->uri)
            fprintf(out, " uri=%s", run->uri);
        if (run->dest)
            fprintf(out, " dest=%s", run->dest);
        if (run->flags & RUN_NOTE_CALL)
            fprintf(out, " note=%d", run->note);
        if (run->sentence >= 0)
            fprintf(out, " sentence=%d", run->sentence);
        if (run->expansion)
            fprintf(out, " expansion=\"%s\"", run->expansion);
        fputc('\n', out);
    }
}

static void dump_table(const struct Report *report, const struct ReportTable *table, FILE *out)
{
    fputs("    weights", out);
    for (size_t i = 0; i < table->column_count; i++)
        fprintf(out, " %d", table->weights[i]);
    fputc('\n', out);
    for (size_t i = 0; i < table->row_count; i++) {
        fprintf(out, "    row%s\n", table->rows[i].header ? " header" : "");
        for (size_t j = 0; j < table->rows[i].cell_count; j++) {
            static const char *const aligns[] = {"start", "centre", "end"};
            fprintf(out, "      cell %s\n", aligns[table->rows[i].cells[j].align]);
            dump_runs(report, table->rows[i].cells[j].runs, table->rows[i].cells[j].run_count, 8, out);
        }
    }
}

static void dump_origin(const struct Origin *origin, FILE *out)
{
    if (origin->generated)
        fprintf(out, " from=%s", origin->rule ? origin->rule : "template");
    for (size_t i = 0; i < origin->span_count; i++) {
        struct Place place = span_place(origin->spans[i]);
        if (origin->spans[i].source)
            fprintf(out, " from=%s:%zu:%zu", origin->spans[i].source->path, place.line, place.column);
    }
}

static void dump_block(const struct Report *report, const struct Block *block, int depth, FILE *out)
{
    fprintf(out, "%*s%s %s style=%s", depth, "", role_words[block->role], block->id ? block->id : "-",
            block->style);
    if (block->level)
        fprintf(out, " level=%d", block->level);
    if (block->label)
        fprintf(out, " label=\"%s\"", block->label);
    if (strcmp(block->lang, report->lang) != 0)
        fprintf(out, " lang=%s", block->lang);
    if (block->box)
        fprintf(out, " box=%d", block->box);
    fputs(block->page_break_before ? " new-page" : "", out);
    fputs(block->part_of_paragraph ? " part" : "", out);
    fputs(block->missing ? " missing" : "", out);
    if (block->margin)
        fprintf(out, " margin \"%s\"", block->margin);
    dump_origin(&block->origin, out);
    fputc('\n', out);
    dump_runs(report, block->runs, block->run_count, depth + 2, out);
    if (block->table)
        dump_table(report, block->table, out);
}

static void dump_sentence(const struct Sentence *s, size_t index, FILE *out)
{
    fprintf(out, "sentence %zu %s rule=%s wording=%s block=%zu", index, s->id, s->rule ? s->rule : "-",
            s->wording ? s->wording : "-", s->block);
    if (s->claim)
        fprintf(out, " claim=%s", s->claim->id);
    if (s->n)
        fprintf(out, " k=%d n=%d", s->k, s->n);
    if (s->respondent_count)
        fputs(" respondents=", out);
    for (size_t i = 0; i < s->respondent_count; i++)
        fprintf(out, "%s%s", i ? "," : "", s->respondents[i]->id);
    if (s->statement_count)
        fputs(" statements=", out);
    for (size_t i = 0; i < s->statement_count; i++)
        fprintf(out, "%s%s", i ? "," : "", s->statements[i]->id);
    fputs("\n  \"", out);
    dump_text(s->text ? s->text : "", out);
    fputs("\"\n", out);
}

static void dump_head(const struct Report *report, FILE *out)
{
    fprintf(out, "report lang=%s layout=%s symbol=%s file=%s%s\n", report->lang,
            report->layout ? report->layout : "-", report->symbol ? report->symbol : "-", report->file_stem,
            report->rtl ? " rtl" : "");
    const struct Metadata *m = &report->metadata;
    fprintf(out, "  title: %s\n  author: %s\n  subject: %s\n  keywords: %s\n", m->title ? m->title : "-",
            m->author ? m->author : "-", m->subject ? m->subject : "-", m->keywords ? m->keywords : "-");
    fprintf(out, "  date: %04d-%02d-%02d\n", m->date.year, m->date.month, m->date.day);
    fprintf(out, "  barcode: %s\n  qr: %s\n", report->barcode ? report->barcode : "-",
            report->qr ? report->qr : "-");
}

void report_dump(const struct Report *report, FILE *out)
{
    dump_head(report, out);
    for (size_t i = 0; i < report->slot_count; i++) {
        fprintf(out, "slot %s\n", report->slots[i].name);
        dump_runs(report, report->slots[i].runs, report->slots[i].run_count, 2, out);
    }
    for (size_t i = 0; i < report->block_count; i++)
        dump_block(report, &report->blocks[i], 0, out);
    for (size_t i = 0; i < report->note_count; i++) {
        const struct Note *note = &report->notes[i];
        fprintf(out, "note %s mark=%s", note->id, note->mark);
        if (note->call_block != SIZE_MAX)
            fprintf(out, " called-by=%s", report->blocks[note->call_block].id);
        fputc('\n', out);
        for (size_t j = 0; j < note->block_count; j++)
            dump_block(report, &note->blocks[j], 2, out);
    }
    for (size_t i = 0; i < report->sentence_count; i++)
        dump_sentence(&report->sentences[i], i, out);
    for (size_t i = 0; i < report->omission_count; i++)
        fprintf(out, "omission %s reason=%s\n", omission_name(&report->omissions[i]),
                report->omissions[i].reason ? report->omissions[i].reason : "-");
}

/* ---- Verify ---- */

struct Verification {
    const struct Report *report;
    GHashTable *ids;
    size_t *calls;        /* of each note */
    size_t next_numbered; /* note that must be called next */
    size_t stars;
};

static const char *verify_run(struct Verification *v, const struct Run *run, bool in_note)
{
    if (!run->text || !*run->text)
        return "a run without text";
    if (!g_utf8_validate(run->text, -1, NULL))
        return "a run that is not UTF-8";
    if (!run->lang || !*run->lang)
        return "a run without language";
    if (run->flags & ~(unsigned)0x3FF)
        return "a run that is still open";
    if (run->sentence >= 0 && (size_t)run->sentence >= v->report->sentence_count)
        return "a run of a sentence that is not there";
    if (!(run->flags & RUN_NOTE_CALL))
        return run->note >= 0 ? "a run with a note and no call" : NULL;
    if (run->note < 0 || (size_t)run->note >= v->report->note_count)
        return "a call of a note that is not there";
    if (strcmp(run->text, v->report->notes[run->note].mark) != 0)
        return "a call with another mark than its note";
    if (v->calls[run->note]++)
        return "a note called twice";
    if (v->report->notes[run->note].kind == NOTE_STAR)
        return NULL; /* their order is that of the blocks: verify_notes() */
    if (!in_note && (size_t)run->note != v->next_numbered)
        return "notes called out of order";
    v->next_numbered = (size_t)run->note + 1;
    return NULL;
}

static const char *verify_runs(struct Verification *v, const struct Run *runs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *broken = verify_run(v, &runs[i], false);
        if (broken)
            return broken;
        if (!(runs[i].flags & RUN_NOTE_CALL))
            continue;
        const struct Note *note = &v->report->notes[runs[i].note];
        for (size_t j = 0; j < note->block_count; j++) {
            broken = verify_runs(v, note->blocks[j].runs, note->blocks[j].run_count);
            if (broken)
                return broken;
        }
    }
    return NULL;
}

static const char *verify_table(struct Verification *v, const struct ReportTable *table)
{
    for (size_t i = 0; i < table->row_count; i++) {
        if (table->rows[i].cell_count > table->column_count)
            return "a row with more cells than the table has columns";
        for (size_t j = 0; j < table->rows[i].cell_count; j++) {
            const char *broken =
                verify_runs(v, table->rows[i].cells[j].runs, table->rows[i].cells[j].run_count);
            if (broken)
                return broken;
        }
    }
    return NULL;
}

static const char *verify_block(struct Verification *v, const struct Block *block)
{
    if (!block->id || !*block->id || !g_hash_table_add(v->ids, (void *)block->id))
        return "a block without an id of its own";
    if (!block->style || !block->lang)
        return "a block without style or language";
    if (!block->run_count && !block->table && block->role != ROLE_RULE)
        return "an empty block";
    if ((block->role == ROLE_TABLE) != (block->table != NULL))
        return "a table block without table, or a table in another block";
    if ((block->role == ROLE_NUMBERED) != (block->number > 0) || (block->number && !block->label))
        return "a numbered paragraph without number, or a number on another block";
    if ((block->role == ROLE_HEADING || block->role == ROLE_LIST_ITEM) && block->level < 1)
        return "a heading or item without level";
    const char *broken = verify_runs(v, block->runs, block->run_count);
    return broken || !block->table ? broken : verify_table(v, block->table);
}

/* A number follows the one before, or begins again. */
static const char *verify_numbers(const struct Report *report)
{
    int last = 0;
    for (size_t i = 0; i < report->block_count; i++) {
        int number = report->blocks[i].number;
        if (number && number != last + 1 && number != 1)
            return "paragraph numbers that do not run through";
        last = number ? number : last;
    }
    return NULL;
}

static const char *verify_notes(struct Verification *v)
{
    bool numbered = false;
    for (size_t i = 0; i < v->report->note_count; i++) {
        const struct Note *note = &v->report->notes[i];
        numbered = numbered || note->kind == NOTE_NUMBERED;
        if (numbered && note->kind == NOTE_STAR)
            return "a star note after a numbered one";
        if (i > 0 && note->kind == NOTE_STAR && note->call_block + 1 < v->report->notes[i - 1].call_block + 1)
            return "star notes out of the order of their blocks"; /* those of slots come first: SIZE_MAX + 1 is 0 */
        if (!v->calls[i])
            return "a note that is not called";
        if (!note->block_count || !note->id || !g_hash_table_add(v->ids, (void *)note->id))
            return "a note without text or id of its own";
    }
    return NULL;
}

static const char *verify_destinations(struct Verification *v)
{
    for (size_t i = 0; i < v->report->block_count; i++)
        for (size_t j = 0; j < v->report->blocks[i].run_count; j++) {
            const char *dest = v->report->blocks[i].runs[j].dest;
            if (dest && !g_hash_table_contains(v->ids, dest))
                return "a link to a block that is not there";
        }
    return NULL;
}

static const char *verify_all(struct Verification *v)
{
    const struct Report *report = v->report;
    const char *broken = NULL;
    for (size_t i = 0; i < report->slot_count && !broken; i++)
        broken = verify_runs(v, report->slots[i].runs, report->slots[i].run_count);
    for (size_t i = 0; i < report->block_count && !broken; i++)
        broken = verify_block(v, &report->blocks[i]);
    if (!broken)
        broken = verify_numbers(report);
    if (!broken)
        broken = verify_notes(v);
    if (!broken)
        broken = verify_destinations(v);
    for (size_t i = 0; i < report->sentence_count && !broken; i++)
        if (!report->sentences[i].id || !report->sentences[i].rule ||
            report->sentences[i].block >= report->block_count)
            broken = "a sentence without id, rule or block";
    return broken;
}

const char *report_verify(const struct Report *report)
{
    if (!report->lang || !report->file_stem || !*report->file_stem)
        return "a report without language or file name";
    struct Verification v = {.report = report, .ids = g_hash_table_new(g_str_hash, g_str_equal)};
    v.calls = g_new0(size_t, report->note_count + 1);
    while (v.stars < report->note_count && report->notes[v.stars].kind == NOTE_STAR)
        v.stars++;
    v.next_numbered = v.stars;
    const char *broken = verify_all(&v);
    g_free(v.calls);
    g_hash_table_unref(v.ids);
    return broken;
}
