/* Tables of words: read from the register of acts of a language. */
#include <string.h>

#include "base/arena.h"
#include "infer/infer_int.h"

static bool is_letter(const char *p)
{
    return g_ascii_isalnum(*p) || (unsigned char)*p >= 0x80;
}

bool phrase_at(const char *text, size_t at, const char *words, size_t length)
{
    if (g_ascii_strncasecmp(text + at, words, length) != 0)
        return false;
    bool start = at == 0 || !is_letter(text + at - 1) || !is_letter(words);
    bool end = !is_letter(text + at + length) || !is_letter(words + length - 1);
    return start && end;
}

size_t words_at(const struct Words *words, const char *text, size_t at)
{
    size_t longest = 0;
    for (size_t i = 0; i < words->count; i++)
        if (words->lengths[i] > longest && phrase_at(text, at, words->items[i], words->lengths[i]))
            longest = words->lengths[i];
    return longest;
}

size_t words_find(const struct Words *words, const char *text, size_t from, size_t to, size_t *length)
{
    for (size_t at = from; at < to; at++) {
        *length = words_at(words, text, at);
        if (*length && at + *length <= to)
            return at;
    }
    return SIZE_MAX;
}

/* ---- Reading ---- */

static size_t child_count(const struct Node *list)
{
    size_t count = 0;
    for (const struct Node *n = list ? list->first : NULL; n; n = n->next)
        count++;
    return count;
}

static struct Words read_words(struct Arena *arena, const struct Node *root, const char *name)
{
    const struct Node *list = node_child(root, name);
    size_t count = child_count(list);
    struct Words words = {ARENA_ARRAY(arena, const char *, count), ARENA_ARRAY(arena, size_t, count), 0};
    for (const struct Node *n = list ? list->first : NULL; n; n = n->next) {
        const char *text = node_text(n);
        if (!text || !*text)
            continue;
        words.items[words.count] = text;
        words.lengths[words.count++] = strlen(text);
    }
    return words;
}

static int word_index(const char *const *words, const char *word, int absent)
{
    for (int i = 0; word && words[i]; i++)
        if (!strcmp(words[i], word))
            return i;
    return absent;
}

static const char *child_text(const struct Node *node, const char *name)
{
    const struct Node *child = node_child(node, name);
    return child ? node_text(child) : NULL;
}

static void read_heads(struct Arena *arena, const struct Node *root, struct InferTables *t)
{
    const struct Node *rows = node_child(root, "heads");
    size_t count = 0;
    for (const struct Node *row = rows ? rows->first : NULL; row; row = row->next)
        count += child_count(node_child(row, "words"));
    t->heads = ARENA_ARRAY(arena, struct Head, count);
    for (const struct Node *row = rows ? rows->first : NULL; row; row = row->next) {
        int act = word_index(act_words, child_text(row, "act"), HEAD_SAY);
        int stance = word_index(stance_words, child_text(row, "stance"), STANCE_FOR);
        const struct Node *words = node_child(row, "words");
        for (const struct Node *n = words ? words->first : NULL; n; n = n->next)
            if (node_text(n) && *node_text(n))
                t->heads[t->head_count++] =
                    (struct Head){node_text(n), strlen(node_text(n)), act, (enum Stance)stance};
    }
}

struct InferTables *infer_tables(struct Arena *arena, const struct Input *templates, const char *lang)
{
    char *name = g_strdup_printf("registers/acts.%s.yaml", lang);
    const struct InputFile *file = input_file(templates, name);
    g_free(name);
    if (!file || !file->root)
        return NULL;
    struct InferTables *t = ARENA_NEW(arena, struct InferTables);
    const struct Node *root = file->root;
    t->lang = arena_strdup(arena, lang);
    read_heads(arena, root, t);
    t->not_after = read_words(arena, root, "not-after");
    t->not_before = read_words(arena, root, "not-before");
    t->modals = read_words(arena, root, "modals");
    t->lack = read_words(arena, root, "lack");
    t->done = read_words(arena, root, "done");
    t->conditions = read_words(arena, root, "conditions");
    t->cuts = read_words(arena, root, "cuts");
    t->abbreviations = read_words(arena, root, "abbreviations");
    return t;
}
