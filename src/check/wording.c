/* Structure and words of a kind of document: the tables by which kind.yaml and the files of words become a
 * struct Wording. */
#include "check/check.h"

#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "check/kind.h"
#include "check/schema.h"

#define ROW(type, kind, key, member, flagset, text) FIELD(key, kind, flagset, struct type, member, text)
#define KEY(type, key, member, text)                ROW(type, FIELD_TEXT, key, member, 0, text)
#define NEEDED(type, key, member, text)             ROW(type, FIELD_TEXT, key, member, FIELD_REQUIRED, text)
#define IDENT(type, key, member, text)              ROW(type, FIELD_ID, key, member, FIELD_REQUIRED, text)
#define FLAG(type, key, member, text)               ROW(type, FIELD_FLAG, key, member, 0, text)
#define NUMBER(type, key, member, text)             ROW(type, FIELD_NUMBER, key, member, 0, text)
#define WHEN(type)                                                                                           \
    FIELD_MANY("when", FIELD_TEXTS, 0, struct type, when.texts, when.text_count,                             \
               "what must hold for it to be printed")
#define LIST(type, key, member, counter, inner, text)                                                        \
    FIELD_MANY(key, FIELD_ELEMENTS, 0, struct type, member, counter, text, .element = inner)
#define TEXTS(type, key, member, counter, text)                                                              \
    FIELD_MANY(key, FIELD_TEXTS, 0, struct type, member, counter, text)
#define WORD(type, key, member, list, flagset, text)                                                         \
    FIELD(key, FIELD_WORD, flagset, struct type, member, text, .words = list)
#define ONE(key, member, inner, text)                                                                        \
    FIELD(key, FIELD_ELEMENT, 0, struct Part, member, text, .element = inner)

static const char *const note_kind_words[] = {"numbered", "star", NULL};
static const char *const lead_in_words[] = {"none", "preambular", "operative", NULL};
static const struct Element part_element;

static const struct Field note_fields[] = {
    NEEDED(NoteRule, "name", name, "the argument by which a pattern calls it"),
    NEEDED(NoteRule, "pattern", pattern, "its words"),
    WORD(NoteRule, "kind", kind, note_kind_words, 0, "numbered or star"),
    WHEN(NoteRule),
};
static const struct Element note_element =
    ELEMENT_WITH_SPAN("note", struct NoteRule, note_fields, "a footnote");

static const struct Field sentence_fields[] = {
    ROW(SentenceRule, FIELD_TEXT, "pattern", pattern, FIELD_REQUIRED | FIELD_CONTENT, "its words"),
    KEY(SentenceRule, "each", each, "path of a list: once for each item"),
    KEY(SentenceRule, "as", as, "name of the item in the pattern"),
    WHEN(SentenceRule),
};
static const struct Element sentence_element =
    ELEMENT_WITH_SPAN("sentence", struct SentenceRule, sentence_fields, "a sentence");

static const struct Field block_fields[] = {
    IDENT(BlockRule, "id", id, "stable name of the block"),
    IDENT(BlockRule, "style", style, "style of the layout"),
    WORD(BlockRule, "role", role, role_words, FIELD_REQUIRED, "what it is in the structure of the document"),
    KEY(BlockRule, "label", label, "words of its label"),
    NUMBER(BlockRule, "level", level, "of a heading"),
    LIST(BlockRule, "say", sentences, sentence_count, &sentence_element, "its sentences"),
    LIST(BlockRule, "notes", notes, note_count, &note_element, "footnotes its patterns call"),
    FLAG(BlockRule, "new-page", page_break, "it begins a page"),
    WHEN(BlockRule),
};
static const struct Element block_element =
    ELEMENT_WITH_SPAN("block", struct BlockRule, block_fields, "a paragraph, title or line");

#define PARTS(type) LIST(type, "parts", parts.items, parts.count, &part_element, "what stands in it")

static const struct Field box_fields[] = {PARTS(BoxRule), WHEN(BoxRule)};
static const struct Element box_element = ELEMENT("box", struct BoxRule, box_fields, "a frame");

static const struct Field section_fields[] = {
    IDENT(SectionRule, "id", id, "stable name of its heading"),
    NEEDED(SectionRule, "heading", heading, "words of its heading"),
    NUMBER(SectionRule, "level", level, "of the heading, from 1"),
    FLAG(SectionRule, "unnumbered", unnumbered, "the heading carries no number"),
    FLAG(SectionRule, "draft", draft, "it stands in drafts only, on pages of its own"),
    PARTS(SectionRule),
    WHEN(SectionRule),
};
static const struct Element section_element =
    ELEMENT("section", struct SectionRule, section_fields, "a heading and its text");

static const struct Field each_fields[] = {
    NEEDED(EachRule, "list", list, "path of a list of the manifest"),
    NEEDED(EachRule, "as", as, "name of the item"),
    PARTS(EachRule),
    WHEN(EachRule),
};
static const struct Element each_element =
    ELEMENT("each", struct EachRule, each_fields, "once for each item of a list");

static const struct Field chapter_fields[] = {
    IDENT(ChapterRule, "id", id, "stable name"),
    KEY(ChapterRule, "heading", heading, "words of its heading"),
    FIELD_MANY("kinds", FIELD_TEXTS, FIELD_REQUIRED, struct ChapterRule, kinds, kind_count,
               "kinds of respondent"),
};
static const struct Element chapter_element =
    ELEMENT_WITH_SPAN("chapter", struct ChapterRule, chapter_fields, "replies of some kinds of respondent");

static const struct Field line_fields[] = {
    NEEDED(LineRule, "pattern", pattern, "its words"),
    IDENT(LineRule, "style", style, "style of the layout"),
    WHEN(LineRule),
};
static const struct Element line_element =
    ELEMENT_WITH_SPAN("line", struct LineRule, line_fields, "a line under a respondent's heading");

static const struct Field replies_fields[] = {
    LIST(RepliesRule, "chapters", chapters, chapter_count, &chapter_element, "in their order"),
    NUMBER(RepliesRule, "level", level, "of their headings"),
    NEEDED(RepliesRule, "respondent-heading", respondent_heading, "words of a respondent's heading"),
    KEY(RepliesRule, "respondent-style", respondent_style, "style of a respondent's heading"),
    KEY(RepliesRule, "subject-heading", subject_heading, "words over all themes or questions"),
    NEEDED(RepliesRule, "group-heading", group_heading, "words of the heading of a theme or question"),
    NEEDED(RepliesRule, "rest-heading", rest_heading, "words over what has none"),
    LIST(RepliesRule, "lines", lines, line_count, &line_element, "under a respondent's heading"),
    KEY(RepliesRule, "no-observations", no_observations, "paragraph of a reply without observations"),
    NEEDED(RepliesRule, "style", style, "of the paragraphs"),
    FLAG(RepliesRule, "unnumbered", unnumbered, "paragraphs carry no numbers"),
    WHEN(RepliesRule),
};
static const struct Element replies_element =
    ELEMENT("replies", struct RepliesRule, replies_fields, "the replies in their order");

static const struct Field conclusions_fields[] = {
    IDENT(ConclusionsRule, "id", id, "beginning of its stable names"),
    ROW(ConclusionsRule, FIELD_NODE, "options", options, 0, "how conclusions are drawn"),
    WHEN(ConclusionsRule),
};
static const struct Element conclusions_element =
    ELEMENT("conclusions", struct ConclusionsRule, conclusions_fields, "the generated conclusions");

static const struct Field hand_fields[] = {
    IDENT(HandRule, "place", place, "name by which parts ask for it"),
    NUMBER(HandRule, "level", level, "of their headings"),
    KEY(HandRule, "heading", heading, "words of the heading of a part that gives none"),
    KEY(HandRule, "title-style", title_style, "style of their own headings; else that of the level"),
    FLAG(HandRule, "unnumbered", unnumbered, "headings carry no number"),
    FLAG(HandRule, "annex", annex, "each begins a page, with a label, and counts for itself"),
    KEY(HandRule, "label", label, "words of the label of the only annex"),
    KEY(HandRule, "label-many", label_many, "words of the label of one of several"),
    FLAG(HandRule, "plain", plain, "paragraphs carry no numbers"),
    KEY(HandRule, "style", style, "style of the paragraphs"),
    KEY(HandRule, "heading-style", heading_style, "style of headings without number inside it"),
    WORD(HandRule, "lead-in", lead_in, lead_in_words, 0,
         "paragraphs begin with a registered lead-in, set in italics"),
    WHEN(HandRule),
};
static const struct Element hand_element =
    ELEMENT("hand", struct HandRule, hand_fields, "parts written by hand");

static const struct Field rule_fields[] = {IDENT(RuleRule, "id", id, "stable name"), WHEN(RuleRule)};
static const struct Element rule_element =
    ELEMENT("rule", struct RuleRule, rule_fields, "the short rule at the end");

static const struct Field contents_fields[] = {
    IDENT(ContentsRule, "id", id, "beginning of its stable names"),
    NEEDED(ContentsRule, "heading", heading, "words of its title"),
    NEEDED(ContentsRule, "paragraphs", paragraphs, "words over the column of paragraphs"),
    NEEDED(ContentsRule, "page", page, "words over the column of pages"),
    FIELD("levels", FIELD_NUMBER, 0, struct ContentsRule, levels, "of headings that it lists", .initial = "3", .minimum = 1,
          .maximum = 9),
    WHEN(ContentsRule),
};
static const struct Element contents_element =
    ELEMENT("contents", struct ContentsRule, contents_fields, "the table of contents");

static const struct Field part_fields[] = {
    ONE("block", block, &block_element, "a paragraph, title or line"),
    ONE("box", box, &box_element, "a frame"),
    ONE("section", section, &section_element, "a heading and its text"),
    ONE("each", each, &each_element, "once for each item of a list"),
    ONE("replies", replies, &replies_element, "the replies"),
    ONE("conclusions", conclusions, &conclusions_element, "the generated conclusions"),
    ONE("hand", hand, &hand_element, "parts written by hand"),
    ONE("rule", rule, &rule_element, "the short rule at the end"),
    ONE("contents", contents, &contents_element, "the table of contents"),
};
static const struct Element part_element =
    ELEMENT_WITH_SPAN("part", struct Part, part_fields, "a part of the document");

static const struct Field slot_fields[] = {
    IDENT(SlotRule, "name", name, "fixed place of the layout"),
    NEEDED(SlotRule, "pattern", pattern, "its words"),
    LIST(SlotRule, "notes", notes, note_count, &note_element, "footnotes its pattern calls"),
    WHEN(SlotRule),
};
static const struct Element slot_element =
    ELEMENT_WITH_SPAN("slot", struct SlotRule, slot_fields, "text of a fixed place");

static const struct Field declared_fields[] = {
    IDENT(DeclaredField, "name", name, "key under \"fields\" of the manifest"),
    NEEDED(DeclaredField, "type", type, "text, word, date, number or flag"),
    KEY(DeclaredField, "doc", doc, "what it is for"),
    FLAG(DeclaredField, "required", required, "must be given"),
};
static const struct Element declared_element =
    ELEMENT_WITH_SPAN("field", struct DeclaredField, declared_fields, "a field of the manifest");

static const struct Field limit_fields[] = {
    NUMBER(WordLimit, "words", words, "so many, footnotes and headings included"),
    WHEN(WordLimit),
};
static const struct Element limit_element =
    ELEMENT_WITH_SPAN("word-limit", struct WordLimit, limit_fields, "how many words the document may have");

static const struct Field cited_fields[] = {
    NEEDED(CitedRule, "number", number, "path of its number"),
    NEEDED(CitedRule, "date", date, "path of the day of its adoption"),
};
static const struct Element cited_element = ELEMENT("cited", struct CitedRule, cited_fields, "by what it is cited");

struct KindFile {
    struct Wording wording;
    const char **shared; /* names of the files of words it shares */
    size_t shared_count;
};

static const struct Field kind_fields[] = {
    NEEDED(KindFile, "layout", wording.layout, "default layout"),
    FIELD_MANY("wording", FIELD_IDS, 0, struct KindFile, shared, shared_count,
               "files of words it shares with other kinds"),
    FIELD("title", FIELD_TEXT, 0, struct KindFile, wording.title, "words of the title in the metadata",
          .initial = "document-title"),
    FIELD("author", FIELD_TEXT, 0, struct KindFile, wording.author, "words of the author in the metadata",
          .initial = "metadata-author"),
    FIELD("subject", FIELD_TEXT, 0, struct KindFile, wording.subject, "words of the subject in the metadata",
          .initial = "metadata-subject"),
    FIELD("cited", FIELD_ELEMENT, 0, struct KindFile, wording.cited, "by what a document of this kind is cited",
          .element = &cited_element),
    LIST(KindFile, "word-limits", wording.word_limits, wording.word_limit_count, &limit_element,
         "the first that holds"),
    NUMBER(KindFile, "list-limit", wording.list_limit, "more names than this go into a footnote"),
    LIST(KindFile, "fields", wording.fields, wording.field_count, &declared_element,
         "fields of the manifest"),
    LIST(KindFile, "slots", wording.slots, wording.slot_count, &slot_element, "texts of fixed places"),
    LIST(KindFile, "parts", wording.parts.items, wording.parts.count, &part_element, "the document"),
};
static const struct Element kind_element =
    ELEMENT("kind", struct KindFile, kind_fields, "a kind of document");

static const struct Field convention_fields[] = {
    KEY(Conventions, "collation", collation,
        "locale of the alphabetical order, where it is not the language"),
    FLAG(Conventions, "right-to-left", right_to_left, "pages are turned round"),
    KEY(Conventions, "sort-drops", sort_drops, "what does not count at the start of a name in its order"),
    TEXTS(Conventions, "sort-folds", sort_folds, sort_fold_count, "pairs of letters: the first counts as the second"),
    KEY(Conventions, "list-locale", list_locale, "of ICU list sentences"),
    NUMBER(Conventions, "words-below", words_below,
           "counts below it are in words, and those that begin a sentence"),
    FLAG(Conventions, "unspaced", unspaced, "sentences follow one another without a space"),
    FLAG(Conventions, "bare-names", bare_names, "names in lists carry no article"),
    FLAG(Conventions, "notes-before-punctuation", notes_before_punctuation,
         "footnote marks stand before punctuation"),
    KEY(Conventions, "note-mark", note_mark, "mark of a footnote, as \"({arabic})\""),
    KEY(Conventions, "alphabet", alphabet, "letters of lists, with spaces between"),
    TEXTS(Conventions, "ordinals", ordinals, ordinal_count, "of labels: {ordinal}"),
    TEXTS(Conventions, "letter-names", letter_names, letter_name_count, "of labels: {letter-name}"),
    TEXTS(Conventions, "items", items, item_count, "labels of list items, one a level"),
    TEXTS(Conventions, "headings", headings, heading_count, "labels of headings, one a level"),
    KEY(Conventions, "paragraph", paragraph, "number of a paragraph"),
    TEXTS(Conventions, "nobreak", nobreak, nobreak_count, "regular expressions of what is never broken"),
    TEXTS(Conventions, "months", months, month_count, "names of the twelve months in dates"),
    NEEDED(Conventions, "edition", edition, "letter of the language in job lines"),
};
static const struct Element convention_element =
    ELEMENT("conventions", struct Conventions, convention_fields, "customs of a language");

struct WordsFile {
    struct Conventions *conventions;
    const struct Node *patterns;
};

static const struct Field words_fields[] = {
    FIELD("conventions", FIELD_ELEMENT, 0, struct WordsFile, conventions, "customs of the language",
          .element = &convention_element),
    FIELD("patterns", FIELD_NODE, 0, struct WordsFile, patterns, "words by key"),
};
static const struct Element words_element =
    ELEMENT("words", struct WordsFile, words_fields, "words of a kind in one language");

/* Names of organs and authors are in the registers, for every kind. */
struct NamedBody {
    const char *id;
    const struct Node *names;
};

static const struct Field body_fields[] = {
    FIELD("id", FIELD_ID, FIELD_REQUIRED, struct NamedBody, id, "of the body"),
    FIELD("names", FIELD_NODE, FIELD_REQUIRED, struct NamedBody, names, "by language"),
};
static const struct Element body_element =
    ELEMENT("body", struct NamedBody, body_fields, "an organ or author");

struct BodiesFile {
    struct NamedBody *organs, *committees, *authors;
    size_t organ_count, committee_count, author_count;
};

static const struct Field bodies_fields[] = {
    LIST(BodiesFile, "organs", organs, organ_count, &body_element, "organs"),
    LIST(BodiesFile, "committees", committees, committee_count, &body_element, "Main Committees"),
    LIST(BodiesFile, "authors", authors, author_count, &body_element, "authors"),
};
static const struct Element bodies_element =
    ELEMENT("bodies", struct BodiesFile, bodies_fields, "organs and authors");

struct LeadInFile {
    struct LeadIns preambular, operative;
};

static const struct Field lead_in_fields[] = {
    TEXTS(LeadInFile, "preambular", preambular.items, preambular.count, "of preambular paragraphs"),
    TEXTS(LeadInFile, "operative", operative.items, operative.count, "of operative paragraphs"),
};
static const struct Element lead_in_element =
    ELEMENT("lead-ins", struct LeadInFile, lead_in_fields, "lead-ins of the paragraphs of resolutions");

/* ---- Conditions ---- */

static struct Condition read_condition(struct Arena *arena, const char *text, struct Span span)
{
    struct Condition condition = {.span = span};
    char **words = g_strsplit(text, " ", -1);
    size_t count = g_strv_length(words), at = 0;
    if (count > 1 && strcmp(words[0], "not") == 0) {
        condition.negated = true;
        at++;
    }
    condition.path = arena_strdup(arena, at < count ? words[at] : "");
    at++;
    if (at + 1 < count && strcmp(words[at], "is") == 0) {
        at++;
        if (at + 1 < count && strcmp(words[at], "not") == 0) {
            condition.negated = !condition.negated;
            at++;
        }
        condition.word = arena_strdup(arena, words[at]);
    }
    g_strfreev(words);
    return condition;
}

static void read_conditions(struct Arena *arena, struct Conditions *when, struct Span span)
{
    when->items = ARENA_ARRAY(arena, struct Condition, when->text_count);
    when->count = when->text_count;
    for (size_t i = 0; i < when->count; i++)
        when->items[i] = read_condition(arena, when->texts[i], span);
}

static void read_note_conditions(struct Arena *arena, struct NoteRule *notes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        read_conditions(arena, &notes[i].when, notes[i].span);
}

static void read_block_conditions(struct Arena *arena, struct BlockRule *block)
{
    read_conditions(arena, &block->when, block->span);
    read_note_conditions(arena, block->notes, block->note_count);
    for (size_t i = 0; i < block->sentence_count; i++)
        read_conditions(arena, &block->sentences[i].when, block->sentences[i].span);
}

static void read_part_conditions(struct Arena *arena, const struct PartList *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        const struct Part *part = &parts->items[i];
        const struct PartList *inner = NULL;
        struct Conditions *when = NULL;
        if (part->block)
            read_block_conditions(arena, part->block);
        if (part->box)
            when = &part->box->when, inner = &part->box->parts;
        if (part->section)
            when = &part->section->when, inner = &part->section->parts;
        if (part->each)
            when = &part->each->when, inner = &part->each->parts;
        if (part->replies) {
            when = &part->replies->when;
            for (size_t j = 0; j < part->replies->line_count; j++)
                read_conditions(arena, &part->replies->lines[j].when, part->replies->lines[j].span);
        }
        if (part->conclusions)
            when = &part->conclusions->when;
        if (part->hand)
            when = &part->hand->when;
        if (part->contents)
            when = &part->contents->when;
        if (part->rule)
            when = &part->rule->when;
        if (when)
            read_conditions(arena, when, part->span);
        if (inner)
            read_part_conditions(arena, inner);
    }
}

/* ---- Patterns ---- */

struct Words {
    struct Checker *checker;
    GHashTable *patterns; /* key -> struct Pattern */
    struct Conventions *conventions;
};

static void add_pattern(struct Words *words, const char *key, const char *text, struct Span span)
{
    struct Pattern *pattern = ARENA_NEW(words->checker->arena, struct Pattern);
    *pattern = (struct Pattern){key, text, span};
    g_hash_table_insert(words->patterns, (void *)key, pattern);
}

static void add_patterns(struct Words *words, const struct Node *node)
{
    for (const struct Node *child = node->first; child; child = child->next) {
        const char *text = child->name ? node_text(child) : NULL;
        if (!text)
            schema_error(words->checker, SG_WRONG_TYPE, child->span, "'%s'", child->name ? child->name : "");
        else
            add_pattern(words, child->name, text, node_value_span(child));
    }
}

/* Later files go before earlier ones: those of the kind before the shared ones. */
static bool add_words(struct Words *words, const struct Input *templates, const char *name)
{
    const struct InputFile *file = input_file(templates, name);
    if (!file) {
        diag(words->checker->diags, SG_FILE_MISSING, SPAN_NONE, "%s/%s", templates->path, name);
        words->checker->errors++;
        return false;
    }
    if (!file->root)
        return false;
    struct WordsFile *decoded = schema_decode(words->checker, file->root, &words_element);
    if (decoded->conventions)
        words->conventions = decoded->conventions;
    if (decoded->patterns)
        add_patterns(words, decoded->patterns);
    return true;
}

/* "general-assembly.name", ".article", ".short", and ".full": the name after its article. */
static void add_body(struct Words *words, const struct NamedBody *body)
{
    struct Arena *arena = words->checker->arena;
    const struct Node *names =
        body->names ? node_child(body->names, language_tags[words->checker->language]) : NULL;
    if (!names || !body->id)
        return;
    const char *article = "";
    for (const struct Node *child = names->first; child; child = child->next) {
        const char *text = child->name ? node_text(child) : NULL;
        if (!text)
            continue;
        if (strcmp(child->name, "article") == 0)
            article = text;
        add_pattern(words, arena_printf(arena, "%s.%s", body->id, child->name), text, child->span);
    }
    const char *const forms[] = {"name", "short"};
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        const struct Node *form = node_child(names, forms[i]);
        if (form && node_text(form))
            add_pattern(words, arena_printf(arena, "%s.the-%s", body->id, forms[i]),
                        arena_printf(arena, "%s%s", article, node_text(form)), form->span);
    }
}

static void add_bodies(struct Words *words, const struct Input *templates, const char *name)
{
    const struct InputFile *file = input_file(templates, name);
    if (!file || !file->root)
        return;
    struct BodiesFile *bodies = schema_decode(words->checker, file->root, &bodies_element);
    for (size_t i = 0; i < bodies->organ_count; i++)
        add_body(words, &bodies->organs[i]);
    for (size_t i = 0; i < bodies->committee_count; i++)
        add_body(words, &bodies->committees[i]);
    for (size_t i = 0; i < bodies->author_count; i++)
        add_body(words, &bodies->authors[i]);
}

/* A language without a register of lead-ins has none: authors mark them. */
static void add_lead_ins(struct Checker *checker, const struct Input *templates, struct Wording *wording)
{
    const struct InputFile *file =
        input_file(templates, arena_printf(checker->arena, "registers/lead-ins.%s.yaml", language_tags[checker->language]));
    if (!file || !file->root)
        return;
    const struct LeadInFile *lead_ins = schema_decode(checker, file->root, &lead_in_element);
    wording->lead_ins[LEAD_IN_PREAMBULAR] = lead_ins->preambular;
    wording->lead_ins[LEAD_IN_OPERATIVE] = lead_ins->operative;
}

static int compare_patterns(const void *a, const void *b)
{
    return strcmp(((const struct Pattern *)a)->key, ((const struct Pattern *)b)->key);
}

static void take_patterns(struct Words *words, struct Wording *wording)
{
    guint count = g_hash_table_size(words->patterns);
    wording->patterns = ARENA_ARRAY(words->checker->arena, struct Pattern, count);
    GHashTableIter iter;
    gpointer pattern;
    g_hash_table_iter_init(&iter, words->patterns);
    while (g_hash_table_iter_next(&iter, NULL, &pattern))
        wording->patterns[wording->pattern_count++] = *(const struct Pattern *)pattern;
    qsort(wording->patterns, wording->pattern_count, sizeof *wording->patterns, compare_patterns);
}

static void read_words(struct Checker *checker, const struct Input *templates, const char *kind,
                       struct KindFile *file)
{
    const char *tag = language_tags[checker->language];
    struct Words words = {checker, g_hash_table_new(g_str_hash, g_str_equal), NULL};
    add_bodies(&words, templates, "registers/organs.yaml");
    add_bodies(&words, templates, "registers/authors.yaml");
    for (size_t i = 0; i < file->shared_count; i++)
        add_words(&words, templates, arena_printf(checker->arena, "kinds/%s.%s.yaml", file->shared[i], tag));
    const char *own = arena_printf(checker->arena, "kinds/%s/wording.%s.yaml", kind, tag);
    if (!file->shared_count || input_file(templates, own)) /* a kind may say all it says by words it shares */
        add_words(&words, templates, own);
    if (words.conventions)
        file->wording.conventions = *words.conventions;
    else
        schema_error(checker, SG_NO_CONVENTIONS, SPAN_NONE, "'%s' in '%s'", kind, tag);
    take_patterns(&words, &file->wording);
    g_hash_table_unref(words.patterns);
}

struct Wording *check_wording(struct Arena *arena, const struct Input *templates, const char *kind,
                              enum Language language, struct Diags *diags)
{
    struct Checker checker = {.arena = arena, .diags = diags, .language = language};
    const struct Node *root = kind_node(arena, templates, kind, diags);
    if (!root)
        return NULL;
    struct KindFile *decoded = schema_decode(&checker, root, &kind_element);
    decoded->wording.kind = arena_strdup(arena, kind);
    decoded->wording.language = language;
    decoded->wording.span = root->span;
    read_words(&checker, templates, kind, decoded);
    add_lead_ins(&checker, templates, &decoded->wording);
    const char *layout = decoded->wording.layout ? decoded->wording.layout : "";
    if (!input_folder(templates, arena_printf(arena, "layouts/%s", layout)))
        schema_error(&checker, SG_UNKNOWN_TEMPLATE, root->span, "\"%s\" in layouts", layout);
    if (checker.errors)
        return NULL;
    struct Wording *wording = &decoded->wording;
    read_part_conditions(arena, &wording->parts);
    for (size_t i = 0; i < wording->word_limit_count; i++)
        read_conditions(arena, &wording->word_limits[i].when, wording->word_limits[i].span);
    for (size_t i = 0; i < wording->slot_count; i++) {
        read_conditions(arena, &wording->slots[i].when, wording->slots[i].span);
        read_note_conditions(arena, wording->slots[i].notes, wording->slots[i].note_count);
    }
    return wording;
}
