/* LEXICON: the words of one language that the editorial findings look for, and how they are found in a text. Made by the check
 * stage from templates/registers/lint.yaml; const for every later stage. */
#ifndef SG_MODEL_LEXICON_H
#define SG_MODEL_LEXICON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/source.h"

struct Arena;
struct Node;

/* A name that is not to be used, and whose it is. */
struct VariantForm {
    const char *form, *respondent;
};

struct TypographyForm {
    const char *pattern, *right;
    struct Span span;
};

/* Words of a name that tell the kind of a respondent. */
struct KindSign {
    const char *kind;
    const char **words;
    size_t word_count;
};

struct WordList {
    const char **items;
    size_t count;
};

/* How the paragraphs of one half of a resolution begin and end. */
struct ClauseWords {
    struct WordList chain; /* the lead-in again, as "{verb} also", "{verb} further"; after the last one it stands alone once more */
    struct WordList end;   /* marks at the end of a paragraph, */
    struct WordList last;  /* of the last one, */
    struct WordList item;  /* and of a subparagraph that others follow */
};

struct ResolutionWords {
    struct ClauseWords *preambular, *operative;
    struct WordList again;   /* words that make a lead-in one that comes again: "also" */
    struct WordList opening; /* marks before subparagraphs */
    struct WordList closing; /* how a paragraph begins that nothing follows */
    struct WordList last;    /* lead-ins of the last paragraph */
    struct WordList dated;   /* words between the number of a resolution and its date */
    struct WordList about;   /* words between two numbers that have one date */
    struct WordList numbered; /* words before the number of a resolution */
    struct WordList calls;   /* regular expressions: marks of notes typed in a text, */
    struct WordList bodies;  /* and notes typed as paragraphs */
    struct Span span;
};

/* How a paragraph of a resolution asks for a report. Patterns are regular expressions with named groups. */
struct MandateWords {
    struct WordList requests;  /* a whole paragraph: "addressee" and "what" */
    struct WordList lists;     /* a paragraph whose subparagraphs say what is asked: "addressee", */
    struct WordList points;    /* and such a subparagraph: "what" */
    const char *session;       /* "session": ordinal of the session that receives the report */
    const char *deadline;      /* words before the day by which it is asked for */
    const char *report;        /* the end of what is asked that asks for the report itself */
    struct WordList consults;  /* verbs of asking for views */
    struct WordList reports;   /* verbs of reporting */
    struct KindSign *invited;  /* words for the kinds of respondent */
    size_t invited_count;
    struct WordList anyone;    /* words for whoever else */
    struct Span span;
};

struct Lexicon {
    struct WordList loaded, modals, subjects, reporting, stops;
    struct WordList present;       /* reporting verbs in the present tense */
    struct WordList strong, weak;  /* reporting verbs that differ in force */
    struct WordList joins;         /* what stands between the names of a list, beside commas */
    struct WordList received;      /* "received from": a list of those who replied follows */
    struct WordList examples;      /* "including": what follows is not all */
    struct WordList collectives;   /* "respondents", "States": many of them at once */
    struct WordList counts;        /* numbers in words, and what stands for one */
    struct WordList as_at;         /* "as at": the day something was so follows */
    struct WordList months, weekdays;
    struct WordList references;    /* "para.": the number of a paragraph follows */
    struct WordList sides;         /* "above": ... of this document */
    struct WordList small;         /* words within names that have no capital */
    struct WordList abbreviations; /* those that need no introduction */
    struct WordList compounds;     /* what means something else when written apart: "may be" */
    struct WordList nouns;         /* words that end like gerunds and are nouns */
    struct WordList instruments;   /* names of instruments and organs in full */
    struct KindSign *kinds;
    size_t kind_count;
    struct VariantForm *variants;
    size_t variant_count;
    struct TypographyForm *typography;
    size_t typography_count;
    struct ResolutionWords *resolution; /* NULL: none */
    struct MandateWords *mandate;       /* NULL: none */
    const struct Node *numbers;         /* words of numbers, each with its number; NULL: none */
};

/* ---- Words of a text ---- */

/* A word: letters, digits, hyphens and straight apostrophes. */
struct Word {
    const char *text;
    size_t length;
};

/* Bytes of the word that begins here; 0: none does. */
size_t word_length(const char *text);
unsigned word_hash(const void *word);      /* of struct Word */
int word_equal(const void *a, const void *b); /* of struct Word */
bool word_list_has(const struct WordList *list, const char *text, size_t length);
/* Does the mark at `at` end a sentence? White space and a capital follow, and no abbreviation stands before. */
bool lexicon_ends_sentence(const struct Lexicon *lexicon, const char *text, size_t at);
/* The end of the sentence that begins at `at`, its mark included. */
size_t lexicon_sentence_end(const struct Lexicon *lexicon, const char *text, size_t at);

/* "sixty-eighth" as 68: the words of a number are added up, and those written "x100" multiply what stands before them and is less,
 * as in "one hundred and third" and "quatre-vingtième". By the words of templates/registers/numbers.yaml; 0: another word is there. */
unsigned long number_of_words(const struct Node *numbers, const char *text, size_t length);

/* ---- Phrases: words looked for, all of them in one pass ---- */

struct Phrase {
    const char *text;
    size_t length;
    int kind;           /* of whoever looks for it */
    const void *of;     /* what it stands for; NULL */
    struct Phrase *next; /* with the same first word */
};

/* Phrases by their first words. In the arena. */
struct Phrases *phrases_new(struct Arena *arena);
/* Borrows text. A text that begins with no word is not added. */
void phrases_add(struct Phrases *phrases, int kind, const char *text, const void *of);
void phrases_add_list(struct Phrases *phrases, int kind, const struct WordList *list);
/* Those that begin with this word; NULL: none. */
const struct Phrase *phrases_at(const struct Phrases *phrases, struct Word word);
/* Does the whole of it stand here, and a word end with it? */
bool phrase_stands(const struct Phrase *phrase, const char *here);
/* The longest that stands here; NULL: none. */
const struct Phrase *phrases_longest(const struct Phrases *phrases, struct Word word);

#endif
