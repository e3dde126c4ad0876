/* WORDING: structure and words of a kind of document in one language. Made by the check stage from
 *     templates/kinds/KIND/kind.yaml           structure, declared fields, slots, default layout
 *     templates/kinds/KIND/wording.LANG.yaml   patterns of the kind
 *     templates/kinds/NAME.LANG.yaml           patterns shared by kinds that name NAME under "wording"
 * const for every later stage. All pointers are owned by the arena it was made in.
 *
 * A pattern is ICU MessageFormat whose arguments have names: the path of a fact of the manifest
 * ("mandate.date"), of a value the composer works out ("respondents.count"), or of a value handed in beside
 * it. <em> and <strong> may stand in it; everything else of a value is inert. */
#ifndef SG_MODEL_WORDING_H
#define SG_MODEL_WORDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/source.h"
#include "model/dossier.h"
#include "model/report.h"

struct Pattern {
    const char *key;
    const char *text; /* ICU MessageFormat with named arguments */
    struct Span span;
};

/* One condition of a part: all of a list must hold.
 *   "mandate.paragraph"           the value is given (and not "no", 0 or an empty list)
 *   "not mandate.paragraph"       it is not
 *   "agenda.list is provisional"  it is that word; "is not" for the opposite */
struct Condition {
    const char *path;
    bool negated;
    const char *word; /* NULL: given */
    struct Span span;
};

struct Conditions {
    struct Condition *items;
    size_t count;
    const char **texts; /* as written */
    size_t text_count;
};

/* A footnote that a block of the structure calls by an argument of that name. */
struct NoteRule {
    const char *name, *pattern;
    int kind; /* enum NoteKind */
    struct Conditions when;
    struct Span span;
};

/* A sentence of a block: a pattern, once, or once for each item of a list of facts. */
struct SentenceRule {
    const char *pattern;
    const char *each, *as; /* path of the list; name of its item in the pattern; NULL: once */
    struct Conditions when;
    struct Span span;
};

/* One paragraph, title or line. */
struct BlockRule {
    const char *id, *style;
    const char *label; /* key: words before it ("80/204."); NULL: none */
    int role;          /* enum Role */
    int level;         /* of headings, from 1; they carry no numbers */
    struct SentenceRule *sentences;
    size_t sentence_count;
    struct NoteRule *notes;
    size_t note_count;
    bool page_break;
    struct Conditions when;
    struct Span span;
};

struct Part;

struct PartList {
    struct Part *items;
    size_t count;
};

struct BoxRule { /* a frame round its parts */
    struct PartList parts;
    struct Conditions when;
};

struct SectionRule {          /* a heading and what stands under it; without content it is left out */
    const char *id, *heading; /* key of the pattern */
    int level;
    bool unnumbered;
    bool draft; /* for reviewers: in drafts only, on pages of its own */
    struct PartList parts;
    struct Conditions when;
};

struct EachRule { /* its parts for each item of a list of facts */
    const char *list, *as;
    struct PartList parts;
    struct Conditions when;
};

/* Replies of so many kinds of respondent under one heading. */
struct ChapterRule {
    const char *id, *heading;
    const char **kinds; /* words of model/respondent-kinds.def */
    size_t kind_count;
    struct Span span;
};

/* A line under the heading of a respondent: "[Original: French]". */
struct LineRule {
    const char *pattern, *style;
    struct Conditions when;
    struct Span span;
};

struct RepliesRule {
    struct ChapterRule *chapters;
    size_t chapter_count;
    int level;                      /* of the chapter headings */
    const char *respondent_heading; /* key; of each respondent */
    const char *respondent_style;   /* block style of those headings, which carry no numbers */
    const char *group_heading;      /* key; of a theme or question */
    const char *rest_heading;       /* key; of what has no theme or question */
    const char *subject_heading;    /* key; over all themes or questions; NULL: none */
    struct LineRule *lines;
    size_t line_count;
    const char *no_observations; /* key: the paragraph of a reply without observations */
    const char *style;           /* of the paragraphs */
    bool unnumbered;             /* paragraphs carry no numbers */
    struct Conditions when;
};

struct ConclusionsRule { /* the generated section: conclude.h */
    const char *id;
    const struct Node *options; /* as written; read by the conclusions */
    struct Conditions when;
};

/* The verb or participle by which a paragraph of a resolution begins. */
enum LeadIn { LEAD_IN_NONE, LEAD_IN_PREAMBULAR, LEAD_IN_OPERATIVE, LEAD_IN_COUNT };

struct LeadIns { /* as registered; none in a language without register */
    const char **items;
    size_t count;
};

struct HandRule { /* parts written by hand for a place */
    const char *place;
    int level;           /* of their headings */
    const char *heading; /* key: of a part that gives none; NULL: none */
    const char *title_style; /* of their own headings; NULL: that of the level */
    bool unnumbered;     /* headings without number */
    bool annex;          /* each on a new page, with a label of its own and paragraphs numbered from 1 */
    const char *label, *label_many; /* keys: one annex, several */
    bool plain;                     /* paragraphs without numbers */
    const char *style;              /* of the paragraphs; NULL: "paragraph", or "plain" */
    const char *heading_style;      /* of headings without number inside it; NULL: "heading-4" */
    int lead_in;                    /* enum LeadIn: paragraphs begin with one, set in italics */
    struct Conditions when;
};

struct ContentsRule { /* the table of contents */
    const char *id, *heading;      /* key of its title */
    const char *paragraphs, *page; /* keys: over its columns */
    int levels;                    /* of headings that it lists */
    struct Conditions when;
};

struct RuleRule { /* the short rule at the end */
    const char *id;
    struct Conditions when;
};

/* Exactly one of the pointers is set. */
struct Part {
    struct BlockRule *block;
    struct BoxRule *box;
    struct SectionRule *section;
    struct EachRule *each;
    struct RepliesRule *replies;
    struct ConclusionsRule *conclusions;
    struct HandRule *hand;
    struct RuleRule *rule;
    struct ContentsRule *contents;
    struct Span span;
};

struct SlotRule {
    const char *name, *pattern;
    struct NoteRule *notes;
    size_t note_count;
    struct Conditions when;
    struct Span span;
};

/* How many words a document may have; of several the first whose conditions hold. */
struct WordLimit {
    int words;
    struct Conditions when;
    struct Span span;
};

/* A field of "fields:" of the manifest that this kind knows. */
struct DeclaredField {
    const char *name, *type, *doc; /* type: text, word, date, number, flag */
    bool required;
    struct Span span;
};

/* By what a document of this kind is cited: paths of the manifest; NULL: it is not. */
struct CitedRule {
    const char *number, *date;
};

/* Customs of a language. */
struct Conventions {
    const char *collation;     /* locale of the alphabetical order; NULL: the language */
    const char *list_locale;   /* of ICU list sentences: "en_GB" has no comma before "and" */
    int words_below;           /* counts below it are in words, and those that begin a sentence; 0: all in figures */
    bool unspaced;             /* sentences follow one another without a space */
    bool bare_names;           /* names in lists carry no article: no word before them asks for one */
    bool right_to_left;        /* pages are turned round */
    const char *sort_drops;    /* what does not count at the start of a name in the alphabetical order; NULL: all does */
    const char **sort_folds;   /* pairs of letters: the first counts as the second */
    size_t sort_fold_count;
    bool notes_before_punctuation;
    const char *note_mark; /* "({arabic})"; NULL: the number */
    const char *alphabet;  /* letters of lists, separated by spaces; NULL: a to z */
    const char **ordinals; /* "{ordinal}": names of the places from the first */
    size_t ordinal_count;
    const char **letter_names; /* "{letter-name}" */
    size_t letter_name_count;
    const char **items; /* labels of list items, one a level: "({letter})", "({lower-roman})" */
    size_t item_count;
    const char **headings; /* one pattern a level: "{roman}.", "{upper}.", "{arabic}." */
    size_t heading_count;
    const char *paragraph; /* "{arabic}." */
    const char **nobreak;  /* regular expressions of what is never broken */
    size_t nobreak_count;
    const char **months; /* 12 names; none: those of ICU */
    size_t month_count;
    const char *edition; /* letter of the language in job lines: "E" */
};

struct Wording {
    const char *kind;
    enum Language language;
    const char *layout;                   /* default of the kind */
    const char *title, *author, *subject; /* keys of patterns for the metadata */
    int list_limit;                       /* more names than this go into a footnote; 0: no limit */
    struct CitedRule *cited; /* NULL: not by a number and a day */
    struct WordLimit *word_limits;
    size_t word_limit_count;
    struct Conventions conventions;
    struct LeadIns lead_ins[LEAD_IN_COUNT];
    struct DeclaredField *fields;
    size_t field_count;
    struct SlotRule *slots;
    size_t slot_count;
    struct PartList parts;
    struct Pattern *patterns; /* sorted by key, bytewise; no two alike */
    size_t pattern_count;
    struct Span span;
};

/* Bytes of the longest lead-in that the text begins with; 0: none. */
size_t lead_in_length(const struct LeadIns *lead_ins, const char *text);
/* NULL when there is none. Borrowed. */
const struct Pattern *wording_pattern(const struct Wording *wording, const char *key);
void wording_dump(const struct Wording *wording, FILE *out);

#endif
