/* Sponsors of a draft: names of the register, each with the star that stands behind it or behind the mark of
 * punctuation that follows it. */
#include <string.h>

#include "base/arena.h"
#include "import/import_int.h"

struct Sponsors {
    struct Importer *im;
    const struct Passage *passage;
    GString *list, *notes;
    GPtrArray *labels; /* char *: of the notes, in the order of their stars */
    bool open;         /* a sponsor may still get its star */
    size_t block;
};

static void close_sponsor(struct Sponsors *s)
{
    if (s->open)
        g_string_append_c(s->list, '}');
    s->open = false;
}

static int compare_labels(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void meet_star(struct Sponsors *s, const struct Mark *call)
{
    if (!s->open)
        return;
    g_string_append_printf(s->list, ", note: star-%zu", strlen(call->value));
    close_sponsor(s);
    for (guint i = 0; i < s->labels->len; i++)
        if (!strcmp(g_ptr_array_index(s->labels, i), call->value))
            return;
    g_ptr_array_add(s->labels, call->value);
}

/* How many bytes a word takes that joins the last name to the others; 0: there is none. */
static size_t joining_word(const struct Type *type, const char *text)
{
    for (const struct Node *n = type->words->first; n; n = n->next) {
        size_t length = node_text(n) ? strlen(node_text(n)) : 0;
        if (length && !strncmp(text, node_text(n), length) && !g_ascii_isalnum(text[length]))
            return length;
    }
    return 0;
}

/* A list of sponsors is set anew: a star behind the mark of punctuation, no comma before the word that joins the last. */
static void check_marks(struct Sponsors *s, size_t at, size_t length, bool star)
{
    const char *text = s->passage->text->str;
    size_t before = at;
    while (before > 0 && (text[before - 1] == ' ' || text[before - 1] == '\n'))
        before--;
    bool stray_star = star && (text[at + length] == ',' || text[at + length] == ':');
    bool stray_comma = !star && before > 0 && (text[before - 1] == ',' || (before > CALL_CHARACTER_LENGTH &&
                       !strncmp(text + before - CALL_CHARACTER_LENGTH, CALL_CHARACTER, CALL_CHARACTER_LENGTH) &&
                       text[before - CALL_CHARACTER_LENGTH - 1] == ','));
    if (stray_star || stray_comma)
        diag(s->im->diags, SG_IMPORT_SPONSOR_MARKS, passage_span(s->passage, at, at + length), "%s", "");
}

static size_t meet_name(struct Sponsors *s, const struct Type *type, size_t at, size_t to)
{
    const char *text = s->passage->text->str;
    size_t length;
    const struct Name *name = rules_name_at(type, text, at, &length);
    if (name) {
        close_sponsor(s);
        g_string_append_printf(s->list, "\n  - {respondent: %s", name->id);
        s->open = true;
        return length;
    }
    close_sponsor(s);
    length = joining_word(type, text + at);
    if (length) {
        check_marks(s, at, length, false);
        return length;
    }
    size_t end = at;
    while (end < to && text[end] != ',' && text[end] != ':' && strncmp(text + end, CALL_CHARACTER, CALL_CHARACTER_LENGTH) != 0 &&
           !(end > at && text[end - 1] == ' ' && joining_word(type, text + end)))
        end++;
    char *words = passage_plain(s->passage, at, end);
    diag(s->im->diags, SG_IMPORT_SPONSOR_UNKNOWN, passage_span(s->passage, at, end), "\"%s\"", words);
    value_leave(s->im, words);
    g_free(words);
    return end - at;
}

static void write_notes(struct Sponsors *s)
{
    g_ptr_array_sort(s->labels, compare_labels);
    for (guint i = 0; i < s->labels->len; i++) {
        const char *label = g_ptr_array_index(s->labels, i);
        struct ImportBlock *body = note_take(s->im, label, s->block);
        const char *missing = rules_word(s->im->rules->root, "missing-note");
        char *words = body ? note_plain(body) : NULL, *quoted = rules_quoted(words ? words : missing ? missing : "");
        if (!body)
            diag(s->im->diags, SG_IMPORT_NOTE_MISSING, passage_span(s->passage, 0, s->passage->text->len), "\"%s\"", label);
        g_string_append_printf(s->notes, "\n  - {id: star-%zu, text: %s}", strlen(label), quoted);
        g_free(words);
        g_free(quoted);
    }
}

void sponsors_take(struct Importer *im, const struct Type *type, const struct Passage *passage, size_t from, size_t to, size_t block)
{
    struct Sponsors s = {im, passage, g_string_new(NULL), g_string_new(NULL), g_ptr_array_new(), false, block};
    const char *text = passage->text->str;
    for (size_t at = from; at < to;) {
        if (!strncmp(text + at, CALL_CHARACTER, CALL_CHARACTER_LENGTH)) {
            const struct Mark *call = passage_next_call(passage, at, to);
            if (call)
                meet_star(&s, call);
            check_marks(&s, at, CALL_CHARACTER_LENGTH, true);
            at += CALL_CHARACTER_LENGTH;
        } else if (g_ascii_isspace(text[at]) || g_ascii_ispunct(text[at])) {
            at++;
        } else {
            at += meet_name(&s, type, at, to);
        }
    }
    close_sponsor(&s);
    write_notes(&s);
    if (s.list->len)
        value_set(im, "sponsors", g_strdup(s.list->str));
    if (s.notes->len)
        value_set(im, "sponsor-notes", g_strdup(s.notes->str));
    g_string_free(s.list, TRUE);
    g_string_free(s.notes, TRUE);
    g_ptr_array_unref(s.labels);
}
