#include "model/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "model/node.h"

struct Phrases {
    struct Arena *arena;
    GHashTable *by_word; /* struct Word -> struct Phrase */
};

/* ---- Words of a text ---- */

static bool in_word(char c)
{
    return g_ascii_isalnum(c) || (unsigned char)c >= 0x80 || c == '-' || c == '\'';
}

/* Bytes of a quotation mark, apostrophe, dash, ellipsis or space above ASCII; 0: none begins here. */
static size_t mark_length(const char *text)
{
    const unsigned char *p = (const unsigned char *)text;
    if (p[0] == 0xE2 && p[1] == 0x80) /* U+2000 to U+203F */
        return 3;
    if (p[0] == 0xC2 && (p[1] == 0xA0 || p[1] == 0xAB || p[1] == 0xBB))
        return 2;
    return 0;
}

size_t word_length(const char *text)
{
    size_t n = 0;
    while (in_word(text[n]) && ((unsigned char)text[n] < 0x80 || !mark_length(text + n)))
        n++;
    return n;
}

unsigned word_hash(const void *word)
{
    const struct Word *w = word;
    unsigned hash = 5381;
    for (size_t i = 0; i < w->length; i++)
        hash = hash * 33 + (unsigned char)w->text[i];
    return hash;
}

int word_equal(const void *a, const void *b)
{
    const struct Word *first = a, *second = b;
    return first->length == second->length && memcmp(first->text, second->text, first->length) == 0;
}

bool word_list_has(const struct WordList *list, const char *text, size_t length)
{
    for (size_t i = 0; i < list->count; i++)
        if (strlen(list->items[i]) == length && memcmp(list->items[i], text, length) == 0)
            return true;
    return false;
}

bool lexicon_ends_sentence(const struct Lexicon *lexicon, const char *text, size_t at)
{
    if (text[at] != '.' && text[at] != '?' && text[at] != '!')
        return false;
    size_t next = at + 1;
    while (text[next] == ')' || g_str_has_prefix(text + next, "\xE2\x80\x9D") || g_str_has_prefix(text + next, "\xE2\x80\x99"))
        next += text[next] == ')' ? 1 : 3;
    if (!text[next])
        return true;
    if (text[next] != ' ')
        return false;
    size_t begin = at;
    while (begin > 0 && text[begin - 1] != ' ' && text[begin - 1] != '(')
        begin--;
    gunichar c = g_utf8_get_char(text + next + 1);
    bool initial = at - begin == 1 && g_ascii_isupper(text[begin]);
    return !initial && !word_list_has(&lexicon->stops, text + begin, at + 1 - begin) &&
           (g_unichar_isupper(c) || c == 0x201C || c == '(');
}

size_t lexicon_sentence_end(const struct Lexicon *lexicon, const char *text, size_t at)
{
    while (text[at] && !lexicon_ends_sentence(lexicon, text, at))
        at++;
    return text[at] ? at + 1 : at;
}

unsigned long number_of_words(const struct Node *numbers, const char *text, size_t length)
{
    unsigned long total = 0;
    for (const char *p = text, *end = text + length; p < end;) {
        size_t n = MIN(strcspn(p, "- \n"), (size_t)(end - p));
        char *word = g_utf8_strdown(p, (gssize)n);
        const struct Node *found = n && numbers ? node_child(numbers, word) : NULL;
        const char *number = found ? node_text(found) : NULL;
        g_free(word);
        bool joins = number && !strcmp(number, "0"), multiplies = number && *number == 'x';
        unsigned long value = number ? strtoul(number + multiplies, NULL, 10) : 0;
        if (n && !value && !joins)
            return 0;
        total = multiplies && total && total < value ? total * value : total + value;
        p += n ? n : 1;
    }
    return total;
}

/* ---- Phrases ---- */

static void end_table(void *table)
{
    g_hash_table_unref(table);
}

struct Phrases *phrases_new(struct Arena *arena)
{
    struct Phrases *phrases = ARENA_NEW(arena, struct Phrases);
    phrases->arena = arena;
    phrases->by_word = arena_defer(arena, end_table, g_hash_table_new(word_hash, word_equal));
    return phrases;
}

void phrases_add(struct Phrases *phrases, int kind, const char *text, const void *of)
{
    struct Word key = {text, word_length(text)};
    if (!key.length)
        return;
    struct Phrase *phrase = ARENA_NEW(phrases->arena, struct Phrase);
    *phrase = (struct Phrase){text, strlen(text), kind, of, g_hash_table_lookup(phrases->by_word, &key)};
    g_hash_table_insert(phrases->by_word, arena_memdup(phrases->arena, &key, sizeof key), phrase);
}

void phrases_add_list(struct Phrases *phrases, int kind, const struct WordList *list)
{
    for (size_t i = 0; i < list->count; i++)
        phrases_add(phrases, kind, list->items[i], NULL);
}

const struct Phrase *phrases_at(const struct Phrases *phrases, struct Word word)
{
    return g_hash_table_lookup(phrases->by_word, &word);
}

bool phrase_stands(const struct Phrase *phrase, const char *here)
{
    return strncmp(here, phrase->text, phrase->length) == 0 && !word_length(here + phrase->length);
}

const struct Phrase *phrases_longest(const struct Phrases *phrases, struct Word word)
{
    const struct Phrase *longest = NULL;
    for (const struct Phrase *p = phrases_at(phrases, word); p; p = p->next)
        if (phrase_stands(p, word.text) && (!longest || p->length > longest->length))
            longest = p;
    return longest;
}
