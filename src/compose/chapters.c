/* Replies: who is printed, and how they are arranged: by kind of respondent in chapters, or their paragraphs
 * under themes or questions of the mandate. */
#include "compose/chapters.h"

#include <string.h>

#include "base/arena.h"
#include "compose/inline.h"
#include "compose/words.h"

/* ---- Who is printed ---- */

struct Ranked {
    const struct Submission *submission;
    size_t rank;
};

static int compare_ranked(gconstpointer first, gconstpointer second)
{
    const struct Ranked *a = first, *b = second;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    const struct Submission *x = a->submission, *y = b->submission;
    if (x->relation != y->relation && (x->relation == RELATION_ORIGINAL || y->relation == RELATION_ORIGINAL))
        return x->relation == RELATION_ORIGINAL ? -1 : 1;
    int order = date_compare(x->received, y->received);
    return order ? order : strcmp(x->id, y->id);
}

static size_t distinct(const struct Respondent **all, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!kept || all[kept - 1] != all[i])
            all[kept++] = all[i];
    return kept;
}

void admit_replies(struct Composer *c)
{
    const struct Dossier *d = c->dossier;
    c->admitted = ARENA_ARRAY(c->arena, const struct Submission *, d->submission_count);
    c->respondents = ARENA_ARRAY(c->arena, const struct Respondent *, d->submission_count);
    c->late = ARENA_ARRAY(c->arena, const struct Submission *, d->submission_count);
    for (size_t i = 0; i < d->submission_count; i++) {
        const struct Submission *s = &d->submissions[i];
        if (s->superseded || !s->respondent)
            continue;
        if (s->late)
            c->late[c->late_count++] = s;
        if (!dossier_admits(d, s))
            continue;
        c->admitted[c->admitted_count] = s;
        c->respondents[c->admitted_count++] = s->respondent;
    }
    respondents_sort(c, c->respondents, c->admitted_count);
    c->respondent_count = distinct(c->respondents, c->admitted_count);

    GHashTable *ranks = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < c->respondent_count; i++)
        g_hash_table_insert(ranks, (void *)c->respondents[i], GSIZE_TO_POINTER(i));
    struct Ranked *ranked = ARENA_ARRAY(c->scratch, struct Ranked, c->admitted_count);
    for (size_t i = 0; i < c->admitted_count; i++) {
        const struct Submission *s = c->admitted[i];
        ranked[i] = (struct Ranked){s, GPOINTER_TO_SIZE(g_hash_table_lookup(ranks, s->respondent))};
    }
    g_hash_table_unref(ranks);
    qsort(ranked, c->admitted_count, sizeof *ranked, compare_ranked);
    for (size_t i = 0; i < c->admitted_count; i++)
        c->admitted[i] = ranked[i].submission;
}

/* ---- Names of joint replies ---- */

static const struct Submission *joint_reply(struct Composer *c, const struct Respondent *respondent)
{
    if (!c->joint) {
        c->joint = arena_defer(c->scratch, (void (*)(void *))g_hash_table_unref, g_hash_table_new(NULL, NULL));
        for (size_t i = c->dossier->submission_count; i-- > 0;) { /* of several the first */
            const struct Submission *s = &c->dossier->submissions[i];
            if (s->on_behalf_count && !s->superseded)
                g_hash_table_insert(c->joint, (void *)s->respondent, (void *)s);
        }
    }
    return g_hash_table_lookup(c->joint, respondent);
}

static struct Value joint_value(struct Composer *c, const struct Submission *submission, enum NameForm form)
{
    size_t count = submission ? submission->on_behalf_count : 0;
    if (!count)
        return value_none("joint");
    const struct Respondent **others =
        arena_memdup(c->scratch, submission->on_behalf_of, sizeof *others * submission->on_behalf_count);
    respondents_sort(c, others, count);
    return value_respondents(c, "joint", others, count, form);
}

struct Value reply_name_value(struct Composer *c, const char *name, const struct Respondent *respondent)
{
    const struct Submission *joint = joint_reply(c, respondent);
    struct Value own = value_respondents(c, name, &respondent, 1, NAME_ITEM);
    if (!joint)
        return own;
    own.name = "name";
    return value_pattern(c, name, "respondent.joint", VALUES(own, joint_value(c, joint, NAME_ITEM)));
}

struct Value reply_names_value(struct Composer *c, const char *name, const struct Respondent *const *respondents,
                               size_t count, const char *where)
{
    enum NameForm form = strcmp(where, "subject") ? NAME_ITEM : NAME_TEXT;
    bool joint = false;
    for (size_t i = 0; i < count && !joint; i++)
        joint = joint_reply(c, respondents[i]) != NULL;
    if (!joint)
        return value_respondents(c, name, respondents, count, form);
    const char *key = composer_has_pattern(c, "conclusions.joint") ? "conclusions.joint" : "respondent.joint";
    struct Value *items = ARENA_ARRAY(c->scratch, struct Value, count);
    for (size_t i = 0; i < count; i++) {
        const struct Submission *reply = joint_reply(c, respondents[i]);
        items[i] = value_respondents(c, "name", &respondents[i], 1, form);
        if (reply)
            items[i] = value_pattern(c, "", key, VALUES(items[i], joint_value(c, reply, NAME_ITEM), value_word("where", where)));
    }
    return value_list(c, name, items, count);
}

/* ---- Lines and paragraphs of one reply ---- */

static void bind_reply(struct Composer *c, const struct Submission *s)
{
    scope_push(c, "reply.language", value_word("reply.language", s->lang ? s->lang : ""));
    scope_push(c, "reply.dated", value_date(c, "reply.dated", s->dated));
    scope_push(c, "reply.received", value_date(c, "reply.received", s->received));
    scope_push(c, "reply.late", value_word("reply.late", s->late ? "yes" : "no"));
    scope_push(c, "reply.relation", value_word("reply.relation", relation_words[s->relation]));
    struct Value name = value_respondents(c, "reply.name", &s->respondent, 1, NAME_TEXT);
    scope_push(c, "reply.name", name);
    scope_push(c, "reply.government",
               value_word("reply.government", s->respondent->kind == KIND_GOVERNMENT ? "yes" : "no"));
}

static void add_lines(struct Composer *c, const struct RepliesRule *rule, const struct Submission *s)
{
    for (size_t i = 0; i < rule->line_count; i++) {
        const struct LineRule *line = &rule->lines[i];
        if (!conditions_hold(c, &line->when))
            continue;
        const char *id = unique_id(c, arena_printf(c->arena, "%s.line%zu", s->id, i + 1));
        composer_open(c, ROLE_PARAGRAPH, line->style, id)->submission = s;
        composer_say(c, line->pattern, -1, NULL, 0);
        composer_close(c);
    }
}

static struct Flow reply_flow(const struct RepliesRule *rule, const struct Submission *s, int heading_level)
{
    return (struct Flow){.submission = s,
                         .id = s->id,
                         .style = rule->style,
                         .heading_level = heading_level,
                         .numbered = !rule->unnumbered};
}

static void add_no_observations(struct Composer *c, const struct RepliesRule *rule,
                                const struct Submission *s)
{
    enum Role role = rule->unnumbered ? ROLE_PARAGRAPH : ROLE_NUMBERED;
    composer_open(c, role, rule->style, arena_printf(c->arena, "%s.none", s->id))->submission = s;
    composer_say(c, rule->no_observations, -1, NULL, 0);
    composer_close(c);
}

static void add_reply_lines(struct Composer *c, const struct RepliesRule *rule, const struct Submission *s)
{
    size_t depth = c->scope->len;
    bind_reply(c, s);
    add_lines(c, rule, s);
    scope_pop(c, depth);
}

static void add_reply(struct Composer *c, const struct RepliesRule *rule, const struct Submission *s,
                      int heading_level)
{
    size_t depth = c->scope->len;
    bind_reply(c, s);
    add_lines(c, rule, s);
    struct Flow flow = reply_flow(rule, s, heading_level);
    if (s->content)
        content_add(c, s->content, NULL, &flow);
    else if (!s->observations && rule->no_observations)
        add_no_observations(c, rule, s);
    scope_pop(c, depth);
}

/* ---- By respondent ---- */

static void respondent_heading(struct Composer *c, const struct RepliesRule *rule, const struct Submission *s,
                               int level)
{
    const struct Submission *joint = joint_reply(c, s->respondent);
    struct Block *heading = composer_heading(
        c, level, true, unique_id(c, arena_printf(c->arena, "%s.heading", s->respondent->id)),
        rule->respondent_heading,
        VALUES(value_respondents(c, "name", &s->respondent, 1, NAME_LIST), joint_value(c, joint, NAME_LIST)));
    heading->submission = s;
    if (rule->respondent_style)
        heading->style = rule->respondent_style;
}

/* The kinds present in a chapter, for the wording of its heading: "un_igo". */
static const char *kinds_present(struct Composer *c, size_t from, size_t end)
{
    bool present[KIND_COUNT] = {false};
    for (size_t i = from; i < end; i++)
        present[c->admitted[i]->respondent->kind] = true;
    GString *kinds = g_string_new(NULL);
    for (int kind = 0; kind < KIND_COUNT; kind++)
        if (present[kind])
            g_string_append_printf(kinds, "%s%s", kinds->len ? "_" : "", respondent_kind_words[kind]);
    const char *copy = arena_strdup(c->arena, kinds->str);
    g_string_free(kinds, TRUE);
    return copy;
}

static size_t chapter_end(struct Composer *c, size_t from)
{
    const struct ChapterRule *chapter = chapter_of(c, c->admitted[from]->respondent);
    size_t end = from;
    while (end < c->admitted_count && chapter_of(c, c->admitted[end]->respondent) == chapter)
        end++;
    return end;
}

static void by_respondent(struct Composer *c, const struct RepliesRule *rule)
{
    for (size_t from = 0, end; from < c->admitted_count; from = end) {
        end = chapter_end(c, from);
        const struct ChapterRule *chapter = chapter_of(c, c->admitted[from]->respondent);
        if (chapter->heading)
            composer_heading(c, rule->level, false, arena_printf(c->arena, "chapter.%s", chapter->id),
                             chapter->heading,
                             VALUES(value_word("kinds", kinds_present(c, from, end)),
                                    value_count(c, "count", (long)(end - from))));
        for (size_t i = from; i < end; i++) {
            const struct Submission *s = c->admitted[i];
            if (i == from || c->admitted[i - 1]->respondent != s->respondent)
                respondent_heading(c, rule, s, rule->level + 1);
            add_reply(c, rule, s, rule->level + 1);
        }
    }
}

/* ---- By theme or question ---- */

/* A paragraph with what belongs to it: a heading before it, lists and tables after it. The unit that moves
 * whole, so that no word is lost or said twice. */
struct Unit {
    const struct Submission *submission;
    const struct Content *first, *end;
    size_t key; /* index of its theme or question; count of them: none */
};

static size_t theme_key(struct Composer *c, const struct Theme *theme)
{
    const struct Dossier *d = c->dossier;
    if (d->arrangement == ARRANGE_THEME)
        return theme ? (size_t)(theme - d->themes) : d->theme_count;
    return theme && theme->question ? (size_t)(theme->question - d->questions) : d->question_count;
}

/* The theme or question of most statements of the paragraph, the first of those that have as many. */
static size_t unit_key(struct Composer *c, const struct Submission *s, const struct Content *paragraph,
                       size_t keys)
{
    size_t *votes = g_new0(size_t, keys + 1);
    size_t best = keys;
    for (const struct Statement *st = s->statements; st; st = st->next)
        if (paragraph->id && st->paragraph_id && strcmp(st->paragraph_id, paragraph->id) == 0) {
            const struct Theme *theme = st->theme ? st->theme : st->claim ? st->claim->theme : NULL;
            votes[theme_key(c, theme)]++;
        }
    for (const struct Statement *st = s->statements; st; st = st->next)
        if (paragraph->id && st->paragraph_id && strcmp(st->paragraph_id, paragraph->id) == 0) {
            const struct Theme *theme = st->theme ? st->theme : st->claim ? st->claim->theme : NULL;
            size_t key = theme_key(c, theme);
            if (key < keys && (best == keys || votes[key] > votes[best]))
                best = key;
        }
    g_free(votes);
    return best;
}

static void cut_units(struct Composer *c, const struct Submission *s, size_t keys, GArray *units)
{
    const struct Content *item = s->content;
    while (item) {
        struct Unit unit = {.submission = s, .first = item, .key = keys};
        while (item && item->kind == CONTENT_HEADING)
            item = item->next;
        if (item && item->kind == CONTENT_PARAGRAPH)
            unit.key = unit_key(c, s, item, keys);
        for (item = item ? item->next : NULL; item; item = item->next)
            if (item->kind == CONTENT_PARAGRAPH || item->kind == CONTENT_HEADING)
                break;
        unit.end = item;
        g_array_append_val(units, unit);
    }
}

static void group_heading(struct Composer *c, const struct RepliesRule *rule, size_t key, size_t keys,
                          int level)
{
    const struct Dossier *d = c->dossier;
    const char *id = "group.rest";
    if (key == keys) {
        composer_heading(c, level, false, id, rule->rest_heading, NULL, 0);
        return;
    }
    struct Value title;
    if (d->arrangement == ARRANGE_THEME) {
        const struct Theme *theme = &d->themes[key];
        id = arena_printf(c->arena, "theme.%s", theme->id);
        const char *text = theme->title[d->language];
        if (!text)
            diag(c->diags, SG_NO_NAME, theme->span, "'%s' in '%s'", theme->id, c->lang);
        title = value_text(c, "title", text ? text : theme->id);
    } else {
        id = arena_printf(c->arena, "question.%s", d->questions[key].id);
        title = value_inlines(c, "title", d->questions[key].text);
    }
    composer_heading(c, level, false, id, rule->group_heading, &title, 1);
}

/* Within a group each respondent has its heading again: "the Government" of a paragraph is that of its reply.
 */
static void add_group(struct Composer *c, const struct RepliesRule *rule, GArray *units, size_t key,
                      int level, struct Flow *flows)
{
    const struct Submission *before = NULL;
    for (guint i = 0; i < units->len; i++) {
        const struct Unit *unit = &g_array_index(units, struct Unit, i);
        if (unit->key != key)
            continue;
        size_t place = 0;
        while (c->admitted[place] != unit->submission)
            place++;
        if (!flows[place].id)
            flows[place] = reply_flow(rule, unit->submission, level + 1);
        if (!before || before->respondent != unit->submission->respondent)
            respondent_heading(c, rule, unit->submission, level + 1);
        if (before != unit->submission)
            add_reply_lines(c, rule, unit->submission);
        before = unit->submission;
        content_add(c, unit->first, unit->end, &flows[place]);
    }
}

static void by_subject(struct Composer *c, const struct RepliesRule *rule)
{
    const struct Dossier *d = c->dossier;
    size_t keys = d->arrangement == ARRANGE_THEME ? d->theme_count : d->question_count;
    GArray *units = g_array_new(FALSE, FALSE, sizeof(struct Unit));
    for (size_t i = 0; i < c->admitted_count; i++)
        cut_units(c, c->admitted[i], keys, units);
    struct Flow *flows = ARENA_ARRAY(c->scratch, struct Flow, c->admitted_count);
    if (rule->subject_heading)
        composer_heading(c, rule->level, false, "chapter.subjects", rule->subject_heading, NULL, 0);
    int level = rule->subject_heading ? rule->level + 1 : rule->level;
    for (size_t key = 0; key <= keys; key++) {
        bool any = false;
        for (guint i = 0; i < units->len; i++)
            any = any || g_array_index(units, struct Unit, i).key == key;
        if (!any)
            continue;
        group_heading(c, rule, key, keys, level);
        add_group(c, rule, units, key, level, flows);
    }
    for (size_t i = 0; i < c->admitted_count; i++)
        if (!c->admitted[i]->content && !c->admitted[i]->observations) {
            respondent_heading(c, rule, c->admitted[i], level + 1);
            add_reply(c, rule, c->admitted[i], level + 1);
        }
    g_array_unref(units);
}

void replies_add(struct Composer *c, const struct RepliesRule *rule)
{
    if (!conditions_hold(c, &rule->when))
        return;
    if (c->dossier->arrangement == ARRANGE_RESPONDENT)
        by_respondent(c, rule);
    else
        by_subject(c, rule);
    missing_files_add(c);
}

/* A file of which nothing could be read has a visible place in drafts. */
void missing_files_add(struct Composer *c)
{
    for (size_t i = 0; i < c->dossier->unread_count; i++) {
        const struct UnreadFile *file = &c->dossier->unread[i];
        struct Block *block = composer_open(c, ROLE_PARAGRAPH, "plain", unique_id(c, "unread"));
        block->missing = true;
        block->origin.spans = arena_memdup(c->arena, &file->span, sizeof file->span);
        block->origin.span_count = 1;
        composer_say(c, "missing-file", -1, VALUES(value_text(c, "file", file->name)));
        composer_close(c);
    }
}
