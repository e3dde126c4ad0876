/* templates/registers/lint.yaml: the words that editorial findings look for, by language. */
#include "check/check.h"

#include "check/schema.h"

struct LexiconByLanguage {
    struct Lexicon *languages[LANGUAGES];
};

struct LintFile {
    struct LexiconByLanguage *lint;
};

static const struct Field variant_fields[] = {
    FIELD("form", FIELD_TEXT, FIELD_REQUIRED, struct VariantForm, form, "a name that is not printed"),
    FIELD("respondent", FIELD_ID, FIELD_REQUIRED, struct VariantForm, respondent, "whose it is"),
};
static const struct Element variant_element = ELEMENT("variant", struct VariantForm, variant_fields, "a name not to be used");

static const struct Field typography_fields[] = {
    FIELD("pattern", FIELD_TEXT, FIELD_REQUIRED, struct TypographyForm, pattern, "a regular expression"),
    FIELD("right", FIELD_TEXT, FIELD_REQUIRED, struct TypographyForm, right, "what is right"),
};
static const struct Element typography_element =
    ELEMENT_WITH_SPAN("typography", struct TypographyForm, typography_fields, "what is not printed so");

static const struct Field kind_fields[] = {
    FIELD("kind", FIELD_ID, FIELD_REQUIRED, struct KindSign, kind, "kind of respondent"),
    FIELD_MANY("words", FIELD_TEXTS, FIELD_REQUIRED, struct KindSign, words, word_count, "words of the names of such ones"),
};
static const struct Element kind_element = ELEMENT("kind", struct KindSign, kind_fields, "how the kind of a respondent shows");

#define CLAUSE_WORDS(key, member, doc) FIELD_MANY(key, FIELD_TEXTS, 0, struct ClauseWords, member.items, member.count, doc)
static const struct Field clause_fields[] = {
    CLAUSE_WORDS("chain", chain, "a lead-in again, the second time and so on, as \"{verb} also\""),
    CLAUSE_WORDS("end", end, "marks at the end of a paragraph"),
    CLAUSE_WORDS("last", last, "marks at the end of the last one"),
    CLAUSE_WORDS("item", item, "marks at the end of a subparagraph that others follow"),
};
static const struct Element clause_element = ELEMENT("paragraphs", struct ClauseWords, clause_fields, "paragraphs of a resolution");

#define RESOLUTION_WORDS(key, member, doc) \
    FIELD_MANY(key, FIELD_TEXTS, 0, struct ResolutionWords, member.items, member.count, doc)
static const struct Field resolution_fields[] = {
    FIELD("preambular", FIELD_ELEMENT, FIELD_REQUIRED, struct ResolutionWords, preambular, "paragraphs of the preamble",
          .element = &clause_element),
    FIELD("operative", FIELD_ELEMENT, FIELD_REQUIRED, struct ResolutionWords, operative, "paragraphs of the operative part",
          .element = &clause_element),
    RESOLUTION_WORDS("again", again, "words of a lead-in that comes again"),
    RESOLUTION_WORDS("opening", opening, "marks before subparagraphs"),
    RESOLUTION_WORDS("closing", closing, "how a paragraph begins that nothing follows"),
    RESOLUTION_WORDS("last", last, "lead-ins of the last paragraph"),
    RESOLUTION_WORDS("dated", dated, "words between the number of a resolution and its date"),
    RESOLUTION_WORDS("about", about, "words between two numbers that have one date"),
    RESOLUTION_WORDS("numbered", numbered, "words before the number of a resolution"),
    RESOLUTION_WORDS("calls", calls, "regular expressions of marks of notes typed in a text"),
    RESOLUTION_WORDS("bodies", bodies, "regular expressions of notes typed as paragraphs"),
};
static const struct Element resolution_element =
    ELEMENT_WITH_SPAN("resolution", struct ResolutionWords, resolution_fields, "words of resolutions");

#define MANDATE_WORDS(key, member, doc) FIELD_MANY(key, FIELD_TEXTS, 0, struct MandateWords, member.items, member.count, doc)
static const struct Field mandate_fields[] = {
    FIELD_MANY("requests", FIELD_TEXTS, FIELD_REQUIRED, struct MandateWords, requests.items, requests.count,
               "regular expressions of a paragraph that asks for a report"),
    MANDATE_WORDS("lists", lists, "regular expressions of a paragraph whose subparagraphs say what is asked"),
    MANDATE_WORDS("points", points, "regular expressions of such a subparagraph"),
    FIELD("session", FIELD_TEXT, FIELD_REQUIRED, struct MandateWords, session, "regular expression of the session that receives it"),
    FIELD("deadline", FIELD_TEXT, FIELD_REQUIRED, struct MandateWords, deadline, "regular expression before the day it is asked for by"),
    FIELD("report-request", FIELD_TEXT, FIELD_REQUIRED, struct MandateWords, report,
          "regular expression of the end that asks for the report itself"),
    MANDATE_WORDS("consults", consults, "verbs of asking for views"),
    MANDATE_WORDS("reports", reports, "verbs of reporting"),
    FIELD_MANY("invited", FIELD_ELEMENTS, 0, struct MandateWords, invited, invited_count, "words for the kinds of respondent",
               .element = &kind_element),
    MANDATE_WORDS("anyone", anyone, "words for whoever else"),
};
static const struct Element mandate_element =
    ELEMENT_WITH_SPAN("mandate", struct MandateWords, mandate_fields, "how a resolution asks for a report");

#define WORDS(key, member, doc) FIELD_MANY(key, FIELD_TEXTS, 0, struct Lexicon, member.items, member.count, doc)
static const struct Field lexicon_fields[] = {
    WORDS("loaded", loaded, "words that judge"),
    WORDS("modals", modals, "words that demand"),
    WORDS("subjects", subjects, "words that stand for a respondent"),
    WORDS("reporting", reporting, "verbs by which a report tells"),
    WORDS("present", present, "such verbs in the present tense"),
    WORDS("strong", strong, "such verbs with force"),
    WORDS("weak", weak, "such verbs with little force"),
    WORDS("stops", stops, "abbreviations whose full stop ends no sentence"),
    WORDS("joins", joins, "words between the names of a list"),
    WORDS("received", received, "words before a list of those who replied"),
    WORDS("examples", examples, "words before a list that is not all"),
    WORDS("collectives", collectives, "words for many respondents at once"),
    WORDS("counts", counts, "numbers in words"),
    WORDS("as-at", as_at, "words before a day on which something was so"),
    WORDS("months", months, "months, from January on"),
    WORDS("weekdays", weekdays, "days of the week, from Monday on"),
    WORDS("references", references, "words before the number of a paragraph"),
    WORDS("sides", sides, "words after it, of this document"),
    WORDS("small", small, "words within names that have no capital"),
    WORDS("abbreviations", abbreviations, "abbreviations that need no introduction"),
    WORDS("compounds", compounds, "what means something else when written as one word"),
    WORDS("nouns", nouns, "words that end like gerunds and are nouns"),
    WORDS("instruments", instruments, "names of instruments and organs in full"),
    FIELD_MANY("kinds", FIELD_ELEMENTS, 0, struct Lexicon, kinds, kind_count, "words of names that tell a kind",
               .element = &kind_element),
    FIELD_MANY("variants", FIELD_ELEMENTS, 0, struct Lexicon, variants, variant_count, "names not to be used",
               .element = &variant_element),
    FIELD_MANY("typography", FIELD_ELEMENTS, 0, struct Lexicon, typography, typography_count, "what is not printed so",
               .element = &typography_element),
    FIELD("resolution", FIELD_ELEMENT, 0, struct Lexicon, resolution, "resolutions", .element = &resolution_element),
    FIELD("mandate", FIELD_ELEMENT, 0, struct Lexicon, mandate, "requests for reports", .element = &mandate_element),
};
static const struct Element lexicon_element = ELEMENT("lint", struct Lexicon, lexicon_fields, "words of one language");

#define BY_LANGUAGE(tag, index) \
    FIELD(tag, FIELD_ELEMENT, 0, struct LexiconByLanguage, languages[index], "words", .element = &lexicon_element)
static const struct Field languages_fields[] = {
    BY_LANGUAGE("en", LANG_EN), BY_LANGUAGE("fr", LANG_FR), BY_LANGUAGE("es", LANG_ES),
    BY_LANGUAGE("ru", LANG_RU), BY_LANGUAGE("zh", LANG_ZH), BY_LANGUAGE("ar", LANG_AR),
};
static const struct Element languages_element = ELEMENT("lint", struct LexiconByLanguage, languages_fields, "by language");
static const struct Field file_fields[] = {
    FIELD("lint", FIELD_ELEMENT, FIELD_REQUIRED, struct LintFile, lint, "by language", .element = &languages_element),
};
static const struct Element file_element = ELEMENT("lint.yaml", struct LintFile, file_fields, "words the lint looks for");

struct Lexicon *check_lexicon(struct Arena *arena, const struct Input *templates, enum Language language, struct Diags *diags)
{
    struct Checker checker = {.arena = arena, .diags = diags, .language = language};
    const struct InputFile *file = input_file(templates, "registers/lint.yaml");
    if (!file || !file->root)
        return NULL;
    const struct LintFile *form = schema_decode(&checker, file->root, &file_element);
    struct Lexicon *lexicon = form->lint ? form->lint->languages[language] : NULL;
    const struct InputFile *numbers = input_file(templates, "registers/numbers.yaml");
    const struct Node *languages = numbers && numbers->root ? node_child(numbers->root, "numbers") : NULL;
    if (lexicon && languages)
        lexicon->numbers = node_child(languages, language_tags[language]);
    return lexicon;
}
