#include "cli/options.h"

#include <string.h>

struct CommandRow {
    const char *word;
    enum Status (*run)(const struct Options *);
    const char *arguments;
    int fewest, most;
    const char *help;
};

static const struct CommandRow commands[] = {
#define COMMAND(NAME, word, function, arguments, fewest, most, help) {word, function, arguments, fewest, most, help},
#include "cli/options.def"
#undef COMMAND
};

enum Kind { FLAG, TEXT, NUMBER };
enum Group { OUTPUT, MESSAGES, LOOK, GROUPS };
static const char *const group_titles[GROUPS] = {"What is written", "Messages", "Looking inside"};

struct OptionRow {
    const char *name;
    char short_name;
    enum Kind kind;
    size_t offset;
    const char *argument;
    enum Group group;
    unsigned commands;
    const char *help;
};

#define ON(NAME) (1u << COMMAND_##NAME)
#define ALL      (~0u)
static const struct OptionRow rows[] = {
#define OPTION(name, short_name, KIND, field, argument, GROUP, on, help) \
    {name, short_name, KIND, offsetof(struct Options, field), argument, GROUP, on, help},
#include "cli/options.def"
#undef OPTION
};

static bool usage(const char *format, ...) G_GNUC_PRINTF(1, 2);
static bool usage(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("sgreport: ", stderr);
    vfprintf(stderr, format, arguments);
    fputs(" (see sgreport --help)\n", stderr);
    va_end(arguments);
    return false;
}

/* The word of an option of closed choice, as its index; the first when it is not given. */
static bool choose(const char *option, const char *value, const char *const *words, int *index)
{
    *index = 0;
    if (!value)
        return true;
    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], value) == 0) {
            *index = i;
            return true;
        }
    char *list = g_strjoinv(", ", (char **)words);
    usage("--%s takes one of %s, not \"%s\"", option, list, value);
    g_free(list);
    return false;
}

static bool understand(struct Options *options)
{
    static const char *const formats[] = {"pdf", "png", "text", NULL};
    static const char *const dumps[] = {"node", "dossier", "report", "pages", NULL};
    static const char *const messages[] = {"text", "json", NULL};
    static const char *const standards[] = {"a-2a", "a-3a", "none", NULL};
    static const enum PdfStandard standard_kinds[] = {PDF_A2A, PDF_A3A, PDF_PLAIN};
    int format, dump, message, standard;
    if (!choose("format", options->format, formats, &format) || !choose("dump", options->dump, dumps, &dump) ||
        !choose("messages", options->messages, messages, &message) ||
        !choose("pdf-standard", options->standard, standards, &standard))
        return false;
    options->format_kind = (enum Format)format;
    options->dump_kind = options->dump ? (enum Dump)(dump + 1) : DUMP_NONE;
    options->message_format = (enum DiagFormat)message;
    options->pdf_standard = standard_kinds[standard];
    if (options->threads < 0 || options->threads > 64 || options->jobs < 0 || options->jobs > 1024)
        return usage("--threads and --jobs take a number from 0");
    return true;
}

/* GLib's parser, fed from the table. File names keep their bytes whatever the locale. */
static bool parse(struct Options *options, int *count, char ***words, unsigned *given)
{
    GOptionEntry entries[G_N_ELEMENTS(rows) + 2] = {{0}};
    static const GOptionArg kinds[] = {[FLAG] = G_OPTION_ARG_NONE, [TEXT] = G_OPTION_ARG_FILENAME, [NUMBER] = G_OPTION_ARG_INT};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        entries[i] = (GOptionEntry){rows[i].name, rows[i].short_name, 0, kinds[rows[i].kind],
                                    (char *)options + rows[i].offset, rows[i].help, rows[i].argument};
    entries[G_N_ELEMENTS(rows)] = (GOptionEntry){G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->arguments, NULL, NULL};
    GOptionContext *context = g_option_context_new(NULL);
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_add_main_entries(context, entries, NULL);
    GError *error = NULL;
    bool well = g_option_context_parse(context, count, words, &error);
    if (!well)
        usage("%s", error->message);
    g_clear_error(&error);
    g_option_context_free(context);
    *given = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const char *field = (const char *)options + rows[i].offset;
        bool set = rows[i].kind == TEXT ? *(char *const *)(const void *)field != NULL : *(const int *)(const void *)field != 0;
        *given |= (unsigned)set << i;
    }
    return well;
}

/* Takes the command's word off the arguments and checks their number and the options given. */
static bool take_command(struct Options *options, unsigned given)
{
    const char *word = options->arguments[0];
    size_t c = 0;
    while (c < COMMAND_COUNT && word && strcmp(word, commands[c].word) != 0)
        c++;
    if (!word)
        return usage("a command is missing");
    if (c == COMMAND_COUNT)
        return usage("there is no command \"%s\"", word);
    options->command = (enum Command)c;
    g_free(options->arguments[0]);
    options->argument_count = (int)g_strv_length(options->arguments + 1);
    memmove(options->arguments, options->arguments + 1, sizeof(char *) * (size_t)(options->argument_count + 1));
    if (options->help)
        return true;
    if (options->argument_count < commands[c].fewest ||
        (commands[c].most >= 0 && options->argument_count > commands[c].most))
        return usage("wrong number of arguments: sgreport %s %s", commands[c].word, commands[c].arguments);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        if ((given >> i & 1) && !(rows[i].commands >> c & 1))
            return usage("%s does not take --%s", commands[c].word, rows[i].name);
    return true;
}

struct Options *options_parse(int count, char **words)
{
    struct Options *options = g_new0(struct Options, 1);
    char **copy = g_strdupv(words), **left = g_memdup2(copy, sizeof(char *) * ((size_t)count + 1));
    unsigned given;
    bool well = parse(options, &count, &left, &given);
    g_strfreev(copy);
    g_free(left);
    if (!options->arguments)
        options->arguments = g_new0(char *, 1);
    bool asks = (options->help || options->version) && !options->arguments[0];
    if (asks)
        options->command = COMMAND_COUNT;
    if (well && (asks || take_command(options, given)) && understand(options))
        return options;
    options_free(options);
    return NULL;
}

void options_free(struct Options *options)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        if (rows[i].kind == TEXT)
            g_free(*(char **)(void *)((char *)options + rows[i].offset));
    g_strfreev(options->arguments);
    g_free(options);
}

enum Status options_run(const struct Options *options)
{
    return commands[options->command].run(options);
}

static void help_option(const struct OptionRow *row, FILE *out)
{
    char *left = g_strdup_printf("%c%c%c--%s%s%s", row->short_name ? '-' : ' ', row->short_name ? row->short_name : ' ',
                                 row->short_name ? ',' : ' ', row->name, row->argument ? "=" : "",
                                 row->argument ? row->argument : "");
    fprintf(out, "  %-36s %s\n", left, row->help);
    g_free(left);
}

void options_help(const struct Options *options, FILE *out)
{
    bool all = options->command == COMMAND_COUNT;
    if (all)
        fputs("sgreport COMMAND [OPTION...] [ARGUMENT...]\n"
              "Compiles replies of Governments and organizations into the report that is issued.\n\n",
              out);
    for (size_t c = 0; c < COMMAND_COUNT; c++)
        if (all || c == options->command)
            fprintf(out, "  %s %s\n      %s\n", commands[c].word, commands[c].arguments, commands[c].help);
    for (size_t g = 0; g < GROUPS; g++) {
        fprintf(out, "\n%s\n", group_titles[g]);
        for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
            if (rows[i].group == g && (all || rows[i].commands >> options->command & 1))
                help_option(&rows[i], out);
    }
    fputs("\nExit status: 0 built, nothing wrong; 1 built, with errors; 2 wrong usage; 3 not built because of the input;\n"
          "4 not built because of files, memory or a killed worker; 70 an error of the program itself.\n", out);
}
