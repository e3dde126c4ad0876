/* Tables of words: read from the register of acts of a language. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "infer/infer_int.h"

bool phrase_at(const char *text, size_t at, const char *words, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (lower(text[at + i]) != lower(words[i]))
            return false;
    bool start = at == 0 || !is_letter(text[at - 1]) || !is_letter(*words);
    bool end = !is_letter(text[at + length]) || !is_letter(words[length - 1]);
    return start && end;
}

static void add_beginning(struct Beginnings *beginnings, const char *words, size_t length)
{
    unsigned bit = beginning(words);
    if (length < 3)
        beginnings->brief[lower(*words)] = true;
    else
        beginnings->bits[bit / 64] |= UINT64_C(1) << bit % 64;
}

size_t words_at(const struct Words *words, const char *text, size_t at)
{
    size_t longest = 0;
    if (!may_begin(&words->beginnings, text, at))
        return 0;
    unsigned char letter = lower(text[at]);
    for (size_t i = words->starts[letter]; i < words->starts[letter + 1]; i++)
        if (words->items[i].length > longest &&
            phrase_at(text, at, words->items[i].text, words->items[i].length))
            longest = words->items[i].length;
    return longest;
}

size_t words_find(const struct Words *words, const char *text, size_t from, size_t to, size_t *length)
{
    for (size_t at = from; at < to; at = next_place(text, at)) {
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

static int compare_words(const void *a, const void *b)
{
    return (int)lower(*((const struct Word *)a)->text) -
           (int)lower(*((const struct Word *)b)->text);
}

static struct Words read_words(struct Arena *arena, const struct Node *root, const char *name)
{
    const struct Node *list = node_child(root, name);
    struct Words words = {.items = ARENA_ARRAY(arena, struct Word, child_count(list))};
    for (const struct Node *n = list ? list->first : NULL; n; n = n->next) {
        const char *text = node_text(n);
        if (text && *text)
            words.items[words.count++] = (struct Word){text, strlen(text)};
    }
    if (words.count)
        qsort(words.items, words.count, sizeof *words.items, compare_words);
    for (size_t letter = 0, i = 0; letter <= 256; letter++) {
        while (i < words.count && lower(*words.items[i].text) < letter)
            i++;
        words.starts[letter] = (uint32_t)i;
    }
    for (size_t i = 0; i < words.count; i++)
        add_beginning(&words.beginnings, words.items[i].text, words.items[i].length);
    return words;
}

static int compare_heads(const void *a, const void *b)
{
    return (int)lower(*((const struct Head *)a)->words) -
           (int)lower(*((const struct Head *)b)->words);
}

static void index_heads(struct InferTables *t)
{
    if (t->head_count)
        qsort(t->heads, t->head_count, sizeof *t->heads, compare_heads);
    for (size_t letter = 0, i = 0; letter <= 256; letter++) {
        while (i < t->head_count && lower(*t->heads[i].words) < letter)
            i++;
        t->head_starts[letter] = (uint32_t)i;
    }
    for (size_t i = 0; i < t->head_count; i++)
        add_beginning(&t->head_beginnings, t->heads[i].words, t->heads[i].length);
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
    index_heads(t);
    t->not_after = read_words(arena, root, "not-after");
    t->not_before = read_words(arena, root, "not-before");
    t->modals = read_words(arena, root, "modals");
    t->lack = read_words(arena, root, "lack");
    t->done = read_words(arena, root, "done");
    for (size_t i = 0; i < G_N_ELEMENTS(t->content_beginnings.bits); i++)
        t->content_beginnings.bits[i] = t->lack.beginnings.bits[i] | t->modals.beginnings.bits[i] | t->done.beginnings.bits[i];
    for (size_t i = 0; i < G_N_ELEMENTS(t->content_beginnings.brief); i++)
        t->content_beginnings.brief[i] = t->lack.beginnings.brief[i] || t->modals.beginnings.brief[i] || t->done.beginnings.brief[i];
    t->conditions = read_words(arena, root, "conditions");
    t->cuts = read_words(arena, root, "cuts");
    t->abbreviations = read_words(arena, root, "abbreviations");
    return t;
}
