/* Quotations of originals, looked up in them. */
#include "check/lint.h"

#include "base/arena.h"

static void look_up(struct Lint *lint, const struct Original *original, const struct Quoted *quoted)
{
    size_t from, to;
    int page = quoted->source->page;
    if (!original->text) {
        lint_say(lint, SG_ORIGINAL_UNREADABLE, quoted->span, "\"%s\" is %s", original->file, original->why);
        return;
    }
    if (original_find(original, quoted->words, page, &from, &to))
        return;
    if (page && original_find(original, quoted->words, 0, &from, &to))
        lint_say(lint, SG_QUOTE_ELSEWHERE, quoted->span, "\"%s\" has it on page %d, not %d", original->file,
                 original_page(original, from), page);
    else
        lint_say(lint, SG_QUOTE_NOT_FOUND, quoted->span, "\"%s\": \"%s\"", original->file, quoted->words);
}

void check_originals(struct Arena *arena, const struct Dossier *dossier, const struct Originals *originals, struct Diags *diags)
{
    struct Lint lint = {.checker = {.arena = arena, .diags = diags, .language = dossier->language}, .dossier = dossier};
    lint_switch_off(&lint);
    for (size_t i = 0; i < dossier->submission_count; i++) {
        size_t count;
        const struct Quoted *quoted = dossier_quotations(arena, &dossier->submissions[i], &count);
        for (size_t q = 0; q < count; q++) {
            const struct Original *original = originals_find(originals, quoted[q].source->file);
            if (original)
                look_up(&lint, original, &quoted[q]);
        }
    }
}
