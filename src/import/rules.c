#include "import/rules.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "model/lexicon.h"

const char *rules_word(const struct Node *node, const char *key)
{
    const struct Node *child = node ? node_child(node, key) : NULL;
    return child ? node_text(child) : NULL;
}

/* ---- Values ---- */

bool rules_is_odd(gunichar c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF;
}

char *rules_quoted(const char *text)
{
    GString *out = g_string_new("\"");
    for (; *text; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        if (c == '\n')
            g_string_append_c(out, ' ');
        else if (rules_is_odd(c))
            g_string_append_printf(out, "\\u%04X", c);
        else if (c == '"' || c == '\\')
            g_string_append_printf(out, "\\%c", (char)c);
        else
            g_string_append_unichar(out, c);
    }
    g_string_append_c(out, '"');
    return g_string_free(out, FALSE);
}

static size_t length_of_apostrophe(const char *p)
{
    return *p == '\'' ? 1 : !strncmp(p, "’", strlen("’")) ? strlen("’") : 0;
}

/* How much of the text the name takes; 0: it does not stand there. */
static size_t name_length(const char *text, const char *name)
{
    const char *p = text;
    while (*name) {
        size_t own = length_of_apostrophe(p), other = length_of_apostrophe(name);
        if (own && other) {
            p += own;
            name += other;
        } else if (*p == *name || (*p == '\n' && *name == ' ')) {
            p++;
            name++;
        } else {
            return 0;
        }
    }
    return (size_t)(p - text);
}

const struct Name *rules_name_at(const struct Type *type, const char *text, size_t at, size_t *length)
{
    for (guint i = 0; i < type->names->len; i++) {
        const struct Name *name = g_ptr_array_index(type->names, i);
        *length = name_length(text + at, name->text);
        char next = text[at + *length];
        if (*length && !g_ascii_isalnum(next))
            return name;
    }
    return NULL;
}

const struct Name *rules_name(const struct Type *type, const char *text)
{
    size_t length;
    const struct Name *name = *text ? rules_name_at(type, text, 0, &length) : NULL;
    return name && !text[length] ? name : NULL;
}

static int index_of(const struct Node *list, const char *word, size_t length)
{
    int index = 1;
    for (const struct Node *n = list ? list->first : NULL; n; n = n->next, index++) {
        const char *text = node_text(n);
        if (text && strlen(text) == length && !g_ascii_strncasecmp(text, word, length))
            return index;
    }
    return 0;
}

/* "22 July 2013" to 2013-07-22: day, name of the month, year in any order that keeps the day before the year. */
static char *date_value(const struct Type *type, const char *text)
{
    unsigned long day = 0, year = 0;
    int month = 0;
    for (const char *p = text; *p;) {
        size_t length = strcspn(p, " \n\t,");
        if (g_ascii_isdigit(*p)) {
            unsigned long number = strtoul(p, NULL, 10);
            if (!day && number <= 31)
                day = number;
            else
                year = number;
        } else if (length && !month) {
            month = index_of(type->words, p, length);
        }
        p += length ? length : 1;
    }
    return day && month && year >= 1000 && year <= 9999 ? g_strdup_printf("%04lu-%02d-%02lu", year, month, day) : NULL;
}

static char *ordinal_value(const struct Type *type, const char *text)
{
    unsigned long number = number_of_words(type->words, text, strlen(text));
    return number ? g_strdup_printf("%lu", number) : NULL;
}

char *rules_value(const struct Type *type, const char *text)
{
    switch (type->kind) {
    case TYPE_NUMBER:
        return g_strdup(text);
    case TYPE_WORD: {
        const struct Name *name = rules_name(type, text);
        return name ? g_strdup(name->id) : NULL;
    }
    case TYPE_DATE:
        return date_value(type, text);
    case TYPE_ORDINAL:
        return ordinal_value(type, text);
    case TYPE_TEXT:
    case TYPE_NAMES:
        break;
    }
    return rules_quoted(text);
}

/* ---- Types ---- */

static int longest_first(gconstpointer first, gconstpointer second)
{
    const struct Name *a = *(const struct Name *const *)first, *b = *(const struct Name *const *)second;
    size_t x = strlen(a->text), y = strlen(b->text);
    return x != y ? (x > y ? -1 : 1) : strcmp(a->text, b->text);
}

static void add_name(struct Rules *rules, struct Type *type, const char *text, const char *id, const char *kind)
{
    if (!text || !*text || !id)
        return;
    struct Name *name = ARENA_NEW(rules->arena, struct Name);
    *name = (struct Name){text, id, kind};
    g_ptr_array_add(type->names, name);
}

/* Names of a register in the language: name, list, text; and the abbreviation is none. */
static void add_register(struct Rules *rules, struct Type *type, const struct Node *place)
{
    static const char *const forms[] = {"name", "list", "text"};
    const char *file_name = rules_word(place, "file"), *list_name = rules_word(place, "list");
    const struct InputFile *file = file_name ? input_file(rules->templates, file_name) : NULL;
    const struct Node *list = file && file->root && list_name ? node_child(file->root, list_name) : NULL;
    for (const struct Node *item = list ? list->first : NULL; item; item = item->next) {
        const struct Node *names = node_child(item, "names"), *own = names ? node_child(names, rules->language) : NULL;
        const char *last = NULL;
        for (size_t i = 0; own && i < G_N_ELEMENTS(forms); i++) {
            const char *text = rules_word(own, forms[i]);
            if (text && g_strcmp0(text, last) != 0)
                add_name(rules, type, text, rules_word(item, "id"), rules_word(item, "kind"));
            last = text;
        }
    }
}

static void unref_names(void *names)
{
    g_ptr_array_unref(names);
}

/* Alternatives of all names, as a pattern. */
static const char *names_pattern(struct Rules *rules, const struct Type *type)
{
    GString *pattern = g_string_new("(?:");
    for (guint i = 0; i < type->names->len; i++) {
        const struct Name *name = g_ptr_array_index(type->names, i);
        char *quoted = g_regex_escape_string(name->text, -1);
        g_string_append_printf(pattern, "%s%s", i ? "|" : "", quoted);
        g_free(quoted);
    }
    g_string_append_c(pattern, ')');
    const char *kept = arena_strdup(rules->arena, pattern->str);
    g_string_free(pattern, TRUE);
    return kept;
}

/* Words of numbers stand in a register. */
static const struct Node *number_words(const struct Rules *rules, const struct Node *node)
{
    const char *name = rules_word(node, "numbers");
    const struct InputFile *file = name ? input_file(rules->templates, name) : NULL;
    const struct Node *languages = file && file->root ? node_child(file->root, "numbers") : NULL;
    return languages ? node_child(languages, rules->language) : NULL;
}

static void read_type(struct Rules *rules, const struct Node *node)
{
    struct Type *type = ARENA_NEW(rules->arena, struct Type);
    *type = (struct Type){.name = node->name, .pattern = rules_word(node, "pattern")};
    type->names = arena_defer(rules->arena, unref_names, g_ptr_array_new());
    const struct Node *words = node_child(node, "words"), *registers = node_child(node, "registers");
    for (const struct Node *n = words ? words->first : NULL; n; n = n->next)
        add_name(rules, type, n->name, node_text(n), NULL);
    for (const struct Node *n = registers ? registers->first : NULL; n; n = n->next)
        add_register(rules, type, n);
    g_ptr_array_sort(type->names, longest_first);
    const struct Node *joins = node_child(node, "joins"), *months = node_child(node, "months"),
                      *numbers = number_words(rules, node);
    const char *is = rules_word(node, "is");
    type->words = joins ? joins : months ? months : numbers;
    type->kind = joins                              ? TYPE_NAMES
                 : months                           ? TYPE_DATE
                 : numbers                          ? TYPE_ORDINAL
                 : words || registers               ? TYPE_WORD
                 : is && !strcmp(is, "number")      ? TYPE_NUMBER
                                                    : TYPE_TEXT;
    if (!type->pattern)
        type->pattern = names_pattern(rules, type);
    g_ptr_array_add(rules->types, type);
}

static const struct Type *find_type(const struct Rules *rules, const char *name, size_t length)
{
    for (guint i = 0; i < rules->types->len; i++) {
        const struct Type *type = g_ptr_array_index(rules->types, i);
        if (strlen(type->name) == length && !memcmp(type->name, name, length))
            return type;
    }
    return NULL;
}

/* ---- Patterns ---- */

/* {KEY:TYPE} at the place; *close is its last bracket. NULL: it is none, but a bracket of PCRE. */
static const struct Type *placeholder(const struct Rules *rules, const char *at, const char **colon, const char **close)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz-.";
    if (*at != '{')
        return NULL;
    *colon = at + 1 + strspn(at + 1, letters);
    if (**colon != ':')
        return NULL;
    *close = *colon + 1 + strspn(*colon + 1, letters);
    return **close == '}' ? find_type(rules, *colon + 1, (size_t)(*close - *colon - 1)) : NULL;
}

/* Puts the patterns of types where {KEY:TYPE} stands, each in brackets that capture. */
static GString *expand(struct Rules *rules, const char *pattern, GArray *captures)
{
    GString *out = g_string_new(NULL);
    while (*pattern) {
        const char *colon, *close;
        const struct Type *type = placeholder(rules, pattern, &colon, &close);
        if (!type) {
            g_string_append_c(out, *pattern++);
            continue;
        }
        struct Capture capture = {arena_strndup(rules->arena, pattern + 1, (size_t)(colon - pattern - 1)), type};
        g_string_append_printf(out, "(%s)", type->pattern);
        g_array_append_val(captures, capture);
        pattern = close + 1;
    }
    return out;
}

static void unref_regex(void *regex)
{
    if (regex)
        g_regex_unref(regex);
}

static GRegex *compile(struct Rules *rules, const struct Node *node, const char *pattern, GRegexCompileFlags flags,
                       struct Diags *diags)
{
    GError *error = NULL;
    GRegex *regex = g_regex_new(pattern, flags | G_REGEX_DOTALL, 0, &error);
    if (!regex)
        diag(diags, SG_IMPORT_PATTERN, node_value_span(node), "%s", error->message);
    g_clear_error(&error);
    return arena_defer(rules->arena, unref_regex, regex);
}

static struct RuleList read_list(struct Rules *rules, const char *name, struct Diags *diags)
{
    const struct Node *list = node_child(rules->root, name);
    struct RuleList result = {NULL, 0};
    size_t count = 0;
    for (const struct Node *n = list ? list->first : NULL; n; n = n->next)
        count++;
    result.items = ARENA_ARRAY(rules->arena, struct Rule, count);
    for (const struct Node *n = list ? list->first : NULL; n; n = n->next) {
        const char *pattern = rules_word(n, "pattern"), *own = rules_word(n, "name"), *more = rules_word(n, "more");
        if (!pattern)
            continue;
        GArray *captures = g_array_new(FALSE, FALSE, sizeof(struct Capture));
        GString *expanded = expand(rules, pattern, captures);
        GRegex *regex = compile(rules, n, expanded->str, G_REGEX_ANCHORED, diags);
        if (regex)
            result.items[result.count++] = (struct Rule){
                own ? own : "", regex, arena_memdup(rules->arena, captures->data, captures->len * sizeof(struct Capture)),
                captures->len, n, more && !strcmp(more, "yes")};
        g_string_free(expanded, TRUE);
        g_array_unref(captures);
    }
    return result;
}

static struct Rules *read_one(struct Arena *arena, const struct Input *templates, const struct InputFile *file,
                              struct Diags *diags)
{
    struct Rules *rules = ARENA_NEW(arena, struct Rules);
    const struct InputFile *shared = input_file(templates, "import/kinds.yaml");
    *rules = (struct Rules){.arena = arena, .templates = templates, .root = file->root, .shared = shared ? shared->root : NULL};
    rules->language = rules_word(file->root, "language");
    rules->types = arena_defer(arena, unref_names, g_ptr_array_new());
    const struct Node *types = node_child(file->root, "types"), *end = node_child(file->root, "sentence-end");
    for (const struct Node *n = types ? types->first : NULL; n; n = n->next)
        read_type(rules, n);
    struct {
        const char *name;
        struct RuleList *list;
    } lists[] = {{"front", &rules->front},       {"begin", &rules->begin},     {"star-notes", &rules->star_notes},
                 {"closing", &rules->closing},   {"furniture", &rules->furniture}, {"headings", &rules->headings},
                 {"numbers", &rules->numbers},   {"items", &rules->items},     {"starts", &rules->starts},   {"annexes", &rules->annexes}};
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
        *lists[i].list = read_list(rules, lists[i].name, diags);
    if (end && node_text(end))
        rules->sentence_end = compile(rules, end, node_text(end), 0, diags);
    rules->respondents = find_type(rules, "respondent", strlen("respondent"));
    return rules;
}

struct Rules **rules_read(struct Arena *arena, const struct Input *templates, size_t *count, struct Diags *diags)
{
    size_t all, first = input_files_under(templates, "import/", &all);
    struct Rules **result = ARENA_ARRAY(arena, struct Rules *, all);
    *count = 0;
    for (size_t i = first; i < first + all; i++) {
        const struct InputFile *file = &templates->files[i];
        if (file->root && rules_word(file->root, "language"))
            result[(*count)++] = read_one(arena, templates, file, diags);
    }
    return result;
}
