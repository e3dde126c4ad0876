/* Reports and pages made by hand, for tests of draw and seal: text in one face, set line by line. */
#ifndef SG_TESTS_HAND_H
#define SG_TESTS_HAND_H

#include <string.h>

#include <glib.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include "base/arena.h"
#include "base/diag.h"
#include "draw/draw.h"
#include "model/pages.h"
#include "model/report.h"
#include "seal/seal.h"

enum { HAND_SIZE = 10 * LENGTH_UNIT, HAND_LEADING = 12 * LENGTH_UNIT, HAND_TRACKING = 3 * LENGTH_UNIT / 10 };
enum { HAND_LEFT = 123 * LENGTH_UNIT, HAND_RIGHT = 489 * LENGTH_UNIT, HAND_TOP = 84 * LENGTH_UNIT, HAND_FOOT = 732 * LENGTH_UNIT };

struct HandPage {
    GArray *runs, *rules, *figures, *links, *dests;
};

struct Hand {
    struct Arena *arena;
    struct Report report;
    struct Pages pages;
    struct Face face;
    FT_Library library;
    FT_Face font;
    GArray *blocks, *notes, *slots; /* of the report */
    GPtrArray *all;                 /* of struct HandPage */
    Length x, y;                    /* the pen */
};

static inline const char *hand_face_file(void)
{
    static const char *const files[] = {"/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf",
                                        "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"};
    return g_file_test(files[0], G_FILE_TEST_EXISTS) ? files[0] : files[1];
}

static inline struct HandPage *hand_page(struct Hand *hand)
{
    return g_ptr_array_index(hand->all, hand->all->len - 1);
}

static inline void hand_new_page(struct Hand *hand)
{
    struct HandPage *page = g_new(struct HandPage, 1);
    page->runs = g_array_new(FALSE, TRUE, sizeof(struct GlyphRun));
    page->rules = g_array_new(FALSE, TRUE, sizeof(struct PageRule));
    page->figures = g_array_new(FALSE, TRUE, sizeof(struct PageFigure));
    page->links = g_array_new(FALSE, TRUE, sizeof(struct PageLink));
    page->dests = g_array_new(FALSE, TRUE, sizeof(struct PageDest));
    g_ptr_array_add(hand->all, page);
    hand->x = HAND_LEFT;
    hand->y = HAND_TOP;
}

static inline void hand_begin(struct Hand *hand)
{
    memset(hand, 0, sizeof *hand);
    hand->arena = arena_new();
    FT_Init_FreeType(&hand->library);
    g_assert_cmpint(FT_New_Face(hand->library, hand_face_file(), 0, &hand->font), ==, 0);
    hand->face = (struct Face){.family = "Liberation Serif", .style = "Regular", .file = hand_face_file()};
    hand->blocks = g_array_new(FALSE, TRUE, sizeof(struct Block));
    hand->notes = g_array_new(FALSE, TRUE, sizeof(struct Note));
    hand->slots = g_array_new(FALSE, TRUE, sizeof(struct Slot));
    hand->all = g_ptr_array_new();
    hand->report.lang = "en";
    hand->report.metadata = (struct Metadata){.title = "A report", .author = "Secretary-General", .lang = "en", .date = {2013, 7, 22}};
    hand_new_page(hand);
}

static inline struct Run *hand_runs(struct Hand *hand, const char *text)
{
    struct Run *run = ARENA_NEW(hand->arena, struct Run);
    *run = (struct Run){.text = text, .lang = "en", .note = -1, .sentence = -1};
    return run;
}

/* A block of one run; its index. */
static inline int hand_block(struct Hand *hand, enum Role role, const char *id, const char *label, const char *text)
{
    struct Block block = {.id = id, .role = role, .style = "plain", .label = label, .lang = "en", .level = 1,
                          .runs = hand_runs(hand, text), .run_count = 1};
    g_array_append_val(hand->blocks, block);
    return (int)hand->blocks->len - 1;
}

static inline void hand_report_settle(struct Hand *hand)
{
    hand->report.blocks = (struct Block *)(void *)hand->blocks->data;
    hand->report.block_count = hand->blocks->len;
    hand->report.notes = (struct Note *)(void *)hand->notes->data;
    hand->report.note_count = hand->notes->len;
    hand->report.slots = (struct Slot *)(void *)hand->slots->data;
    hand->report.slot_count = hand->slots->len;
}

/* Sets a piece of text at the pen, on this line. */
static inline void hand_set(struct Hand *hand, const char *text, size_t length, struct Mark mark)
{
    glong count = g_utf8_strlen(text, (gssize)length);
    struct Glyph *glyphs = ARENA_ARRAY(hand->arena, struct Glyph, count);
    struct Cluster *clusters = ARENA_ARRAY(hand->arena, struct Cluster, count);
    Length x = 0;
    const char *c = text;
    for (glong i = 0; i < count; i++) {
        const char *next = g_utf8_next_char(c);
        glyphs[i] = (struct Glyph){(uint16_t)FT_Get_Char_Index(hand->font, g_utf8_get_char(c)), 0, x};
        clusters[i] = (struct Cluster){(uint16_t)(next - c), 1};
        FT_Load_Glyph(hand->font, glyphs[i].id, FT_LOAD_NO_SCALE);
        x += (Length)(hand->font->glyph->metrics.horiAdvance * HAND_SIZE / hand->font->units_per_EM) + HAND_TRACKING;
        c = next;
    }
    struct Setting *setting = ARENA_NEW(hand->arena, struct Setting);
    *setting = (struct Setting){glyphs, clusters, (uint32_t)count, (uint32_t)count};
    struct SetWord *word = ARENA_NEW(hand->arena, struct SetWord);
    word->setting = setting;
    struct GlyphRun run = {.face = 0, .size = HAND_SIZE, .hscale = 1000, .x = hand->x, .y = hand->y, .width = x,
                           .words = word, .word_count = 1, .glyph_count = (uint32_t)count, .text = text, .text_length = (uint32_t)length,
                           .cluster_count = (uint32_t)count, .mark = mark};
    g_array_append_val(hand_page(hand)->runs, run);
    hand->x += x;
}

static inline void hand_line(struct Hand *hand)
{
    hand->x = HAND_LEFT;
    hand->y += HAND_LEADING;
    if (hand->y > HAND_FOOT)
        hand_new_page(hand);
}

/* Sets a text word by word; lines and pages end where they are full. Links get their rectangles. */
static inline void hand_flow(struct Hand *hand, const struct Run *run, struct Mark mark)
{
    for (const char *word = run->text; *word;) {
        const char *end = strchr(word, ' ');
        size_t length = end ? (size_t)(end - word) + 1 : strlen(word);
        if (hand->x + (Length)length * LENGTH_PT(5.5) > HAND_RIGHT)
            hand_line(hand);
        Length left = hand->x;
        hand_set(hand, word, length, mark);
        if (run->uri || run->dest) {
            struct PageLink link = {left, hand->y - LENGTH_PT(9), hand->x - left, LENGTH_PT(12), run->uri, run->dest, mark};
            g_array_append_val(hand_page(hand)->links, link);
        }
        word += length;
    }
}

static inline void hand_dest(struct Hand *hand, const char *id)
{
    struct PageDest dest = {id, hand->x, hand->y - LENGTH_PT(9)};
    g_array_append_val(hand_page(hand)->dests, dest);
}

/* Sets block `index`, label and all, and goes to the next line. */
static inline void hand_set_block(struct Hand *hand, int index)
{
    hand_report_settle(hand);
    const struct Block *block = &hand->report.blocks[index];
    hand_dest(hand, block->id);
    if (block->label) {
        char *label = arena_printf(hand->arena, "%s ", block->label);
        hand_set(hand, label, strlen(label), (struct Mark){.kind = MARK_LABEL, .index = index, .run = -1});
    }
    for (size_t r = 0; r < block->run_count; r++)
        hand_flow(hand, &block->runs[r], (struct Mark){.kind = MARK_BLOCK, .index = index, .run = (int)r});
    hand_line(hand);
}

/* Sets a note where the pen is. */
static inline void hand_set_note(struct Hand *hand, int index)
{
    hand_report_settle(hand);
    const struct Note *note = &hand->report.notes[index];
    hand_dest(hand, arena_printf(hand->arena, "note.%s", note->id));
    hand_set(hand, note->mark, strlen(note->mark), (struct Mark){.kind = MARK_NOTE_LABEL, .index = index, .run = -1});
    for (size_t b = 0; b < note->block_count; b++)
        for (size_t r = 0; r < note->blocks[b].run_count; r++)
            hand_flow(hand, &note->blocks[b].runs[r],
                      (struct Mark){.kind = MARK_NOTE, .index = index, .part = (int)b, .run = (int)r});
    hand_line(hand);
}

/* Calls a note of one paragraph; its text. The runs of the block are text, call, text. */
static inline void hand_call(struct Hand *hand, int block, const char *id, const char *mark, const char *text, const char *rest)
{
    struct Block *body = ARENA_NEW(hand->arena, struct Block);
    *body = (struct Block){.id = id, .role = ROLE_PARAGRAPH, .style = "note", .lang = "en", .runs = hand_runs(hand, text), .run_count = 1};
    struct Note note = {.id = id, .kind = NOTE_NUMBERED, .mark = mark, .blocks = body, .block_count = 1, .call_block = (size_t)block};
    g_array_append_val(hand->notes, note);
    struct Block *caller = &g_array_index(hand->blocks, struct Block, (guint)block);
    struct Run *runs = ARENA_ARRAY(hand->arena, struct Run, caller->run_count + 2);
    memcpy(runs, caller->runs, sizeof *runs * caller->run_count);
    struct Run *call = &runs[caller->run_count];
    *call = (struct Run){.text = mark, .flags = RUN_NOTE_CALL | RUN_SUPERSCRIPT, .lang = "en", .note = (int)hand->notes->len - 1,
                         .sentence = -1, .dest = arena_printf(hand->arena, "note.%s", id)};
    call[1] = (struct Run){.text = rest, .lang = "en", .note = -1, .sentence = -1};
    caller->runs = runs;
    caller->run_count += 2;
}

static inline void hand_settle(struct Hand *hand)
{
    hand_report_settle(hand);
    struct Page *pages = ARENA_ARRAY(hand->arena, struct Page, hand->all->len);
    for (guint i = 0; i < hand->all->len; i++) {
        struct HandPage *page = g_ptr_array_index(hand->all, i);
        pages[i] = (struct Page){.number = (int)i + 1,
                                 .runs = (struct GlyphRun *)(void *)page->runs->data, .run_count = page->runs->len,
                                 .rules = (struct PageRule *)(void *)page->rules->data, .rule_count = page->rules->len,
                                 .figures = (struct PageFigure *)(void *)page->figures->data, .figure_count = page->figures->len,
                                 .links = (struct PageLink *)(void *)page->links->data, .link_count = page->links->len,
                                 .dests = (struct PageDest *)(void *)page->dests->data, .dest_count = page->dests->len};
    }
    hand->pages = (struct Pages){.width = LENGTH_PT(612), .height = LENGTH_PT(792), .faces = &hand->face, .face_count = 1,
                                 .pages = pages, .page_count = hand->all->len};
}

static inline GByteArray *hand_seal(struct Hand *hand, struct SealOptions options, struct Diags *diags)
{
    hand_settle(hand);
    struct Drawing *drawn = draw_pages(&hand->pages, &hand->report, 1, diags);
    GByteArray *sealed = drawn ? seal_pdf(drawn, &hand->pages, &hand->report, options, diags) : NULL;
    if (drawn)
        drawing_free(drawn);
    return sealed;
}

static inline void hand_end(struct Hand *hand)
{
    for (guint i = 0; i < hand->all->len; i++) {
        struct HandPage *page = g_ptr_array_index(hand->all, i);
        GArray *arrays[] = {page->runs, page->rules, page->figures, page->links, page->dests};
        for (size_t a = 0; a < G_N_ELEMENTS(arrays); a++)
            g_array_unref(arrays[a]);
        g_free(page);
    }
    g_ptr_array_unref(hand->all);
    g_array_unref(hand->blocks);
    g_array_unref(hand->notes);
    g_array_unref(hand->slots);
    FT_Done_Face(hand->font);
    FT_Done_FreeType(hand->library);
    arena_free(hand->arena);
}

#endif
