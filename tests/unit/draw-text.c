/* Text as a viewer sets it: the operators of a page are carried out by the letter of ISO 32000-1, 9.4.4, with the widths the
 * font declares, and every glyph must stand where the pages say, and say what its cluster says. */
#include <math.h>

#include "hand.h"

struct Placed {
    double x, y;
    int code;
};

struct Viewer {
    const char *at, *end;
    const struct DrawnFont *font;
    double size, scale, tracking, spacing, rise;
    double line_x, line_y, x; /* start of the line; pen from there */
    GArray *operands;         /* of double */
    GByteArray *string;       /* of the TJ at hand: codes and distances are carried out as they come */
    GArray *placed;           /* of struct Placed */
    const struct Drawing *drawing;
};

static double code_width(const struct DrawnFont *font, int code)
{
    int cid = g_array_index(font->codes, struct DrawnCode, (guint)code).cid;
    for (guint i = 0; i < font->glyphs->len; i++)
        if (g_array_index(font->glyphs, struct DrawnGlyph, i).cid == cid)
            return g_array_index(font->glyphs, struct DrawnGlyph, i).width / 10000.0;
    g_assert_not_reached();
}

static void show(struct Viewer *v, const GByteArray *string)
{
    for (guint i = 0; i < string->len; i += (guint)v->font->code_bytes) {
        int code = v->font->code_bytes == 1 ? string->data[i] : string->data[i] << 8 | string->data[i + 1];
        struct Placed placed = {v->line_x + v->x, v->line_y + v->rise, code};
        g_array_append_val(v->placed, placed);
        bool space = v->font->code_bytes == 1 && code == ' ';
        v->x += (code_width(v->font, code) * v->size + v->tracking + (space ? v->spacing : 0)) * v->scale;
    }
}

static void read_string(struct Viewer *v)
{
    GByteArray *string = g_byte_array_new();
    while (*v->at != ')') {
        guint8 byte = (guint8)*v->at++;
        if (byte == '\\')
            byte = *v->at == 'r' ? '\r' : (guint8)*v->at, v->at++;
        g_byte_array_append(string, &byte, 1);
    }
    v->at++;
    show(v, string);
    g_byte_array_unref(string);
}

static double operand(const struct Viewer *v, guint from_end)
{
    g_assert_cmpuint(v->operands->len, >=, from_end);
    return g_array_index(v->operands, double, v->operands->len - from_end);
}

static void carry_out(struct Viewer *v, const char *operator)
{
    if (strcmp(operator, "Tf") == 0)
        v->size = operand(v, 1);
    else if (strcmp(operator, "Tz") == 0)
        v->scale = operand(v, 1) / 100;
    else if (strcmp(operator, "Tc") == 0)
        v->tracking = operand(v, 1);
    else if (strcmp(operator, "Tw") == 0)
        v->spacing = operand(v, 1);
    else if (strcmp(operator, "Ts") == 0)
        v->rise = operand(v, 1);
    else if (strcmp(operator, "Td") == 0) {
        v->line_x += operand(v, 2);
        v->line_y += operand(v, 1);
        v->x = 0;
    } else
        g_assert_true(strcmp(operator, "Tj") == 0 || strcmp(operator, "TJ") == 0);
    g_array_set_size(v->operands, 0);
}

static void read_word(struct Viewer *v, bool in_array)
{
    const char *start = v->at;
    while (v->at < v->end && !strchr(" \n()[]/", *v->at))
        v->at++;
    char *word = g_strndup(start, (gsize)(v->at - start)), *end;
    double number = g_ascii_strtod(word, &end);
    if (*end)
        carry_out(v, word);
    else if (in_array)
        v->x -= number / 1000 * v->size * v->scale;
    else
        g_array_append_val(v->operands, number);
    g_free(word);
}

static void view(struct Viewer *v, const struct DrawnPage *page)
{
    bool in_array = false;
    v->at = page->content;
    v->end = page->content + page->length;
    while (v->at < v->end) {
        char c = *v->at;
        if (c == '/') {
            v->font = g_ptr_array_index(v->drawing->fonts, (guint)(v->at[2] - '0'));
            v->at += 3;
        } else if (strchr(" \n[]()", c)) {
            v->at++;
            in_array = c == '[' || (in_array && c != ']');
            if (c == '(')
                read_string(v);
        } else {
            read_word(v, in_array);
        }
    }
}

/* A run of random words: tracked, kerned, justified, squeezed, raised. */
static struct GlyphRun random_run(struct Hand *hand, GRand *rand, bool wide)
{
    static const char *const letters[] = {"a", "e", "A", "V", "T", "o", ".", "(", ")", "\\", "é", "ß", "–", " ", " "};
    guint count = (guint)g_rand_int_range(rand, 1, 90);
    struct Glyph *glyphs = ARENA_ARRAY(hand->arena, struct Glyph, count);
    struct Cluster *clusters = ARENA_ARRAY(hand->arena, struct Cluster, count);
    GString *text = g_string_new(NULL);
    Length size = LENGTH_PT(g_rand_int_range(rand, 6, 21)), tracking = g_rand_boolean(rand) ? 0 : LENGTH_PT(0.3);
    int hscale = g_rand_boolean(rand) ? 1000 : g_rand_int_range(rand, 900, 1050);
    Length stretch = g_rand_int_range(rand, -1500, 9000), x = 0;
    int16_t rise = (int16_t)(g_rand_int_range(rand, 0, 8) ? 0 : g_rand_int_range(rand, -3000, 3000));
    for (guint i = 0; i < count; i++) {
        char wide_letter[8] = {0};
        const char *letter = letters[g_rand_int_range(rand, 0, G_N_ELEMENTS(letters))];
        if (wide && g_rand_boolean(rand)) {
            g_unichar_to_utf8((gunichar)g_rand_int_range(rand, 0xC0, 0x240), wide_letter);
            letter = wide_letter;
        }
        unsigned glyph = FT_Get_Char_Index(hand->font, g_utf8_get_char(letter));
        g_assert_cmpuint(glyph, !=, 0);
        FT_Load_Glyph(hand->font, glyph, FT_LOAD_NO_SCALE);
        glyphs[i] = (struct Glyph){(uint16_t)glyph, rise, x};
        clusters[i] = (struct Cluster){(uint16_t)strlen(letter), 1};
        g_string_append(text, letter);
        double advance = (double)hand->font->glyph->metrics.horiAdvance * size / hand->font->units_per_EM * hscale / 1000;
        x += (Length)lround(advance) + tracking + (*letter == ' ' ? stretch : 0);
        x += g_rand_int_range(rand, 0, 10) ? 0 : g_rand_int_range(rand, -900, 900); /* a kern */
    }
    struct Setting *setting = ARENA_NEW(hand->arena, struct Setting);
    *setting = (struct Setting){glyphs, clusters, count, count};
    struct SetWord *word = ARENA_NEW(hand->arena, struct SetWord);
    word->setting = setting;
    char *said = arena_strdup(hand->arena, text->str);
    struct GlyphRun run = {.face = 0, .size = size, .hscale = hscale, .x = g_rand_int_range(rand, 0, 90000),
                           .y = g_rand_int_range(rand, 0, 800000), .width = x, .words = word, .word_count = 1, .glyph_count = count,
                           .cluster_count = count, .text = said, .text_length = (uint32_t)text->len, .mark = {.kind = MARK_HEAD, .run = -1}};
    g_string_free(text, TRUE);
    return run;
}

static void assert_run(const struct Viewer *v, const struct Hand *hand, const struct GlyphRun *run, guint *at)
{
    const char *text = run->text;
    for (uint32_t i = 0; i < run->glyph_count; i++, (*at)++) {
        const struct Glyph *glyph = &run->words->setting->glyphs[i];
        const struct Placed *placed = &g_array_index(v->placed, struct Placed, *at);
        unsigned length = run->words->setting->clusters[i].bytes;
        const char *said = g_array_index(v->font->codes, struct DrawnCode, (guint)placed->code).text;
        g_assert_true(strlen(said) == length && memcmp(said, text, length) == 0);
        text += length;
        g_assert_cmpfloat(fabs(placed->x - length_points(run->x + glyph->x)), <, 0.03);
        g_assert_cmpfloat(fabs(placed->y - length_points(hand->pages.height - run->y - glyph->y)), <, 0.011);
    }
}

static void test_places(const void *wide)
{
    GRand *rand = g_rand_new_with_seed(wide ? 2 : 1);
    struct Hand hand;
    hand_begin(&hand);
    for (int i = 0; i < 300; i++) {
        struct GlyphRun run = random_run(&hand, rand, wide != NULL);
        g_array_append_val(hand_page(&hand)->runs, run);
    }
    hand_settle(&hand);
    struct Diags *diags = diags_new();
    struct Drawing *drawing = draw_pages(&hand.pages, &hand.report, 1, diags);
    g_assert_cmpint((int)diags_total(diags), ==, 0);
    struct Viewer v = {.drawing = drawing, .scale = 1, .operands = g_array_new(FALSE, FALSE, sizeof(double)),
                       .placed = g_array_new(FALSE, FALSE, sizeof(struct Placed))};
    view(&v, &g_array_index(drawing->pages, struct DrawnPage, 0));
    g_assert_cmpint(v.font->code_bytes, ==, wide ? 2 : 1);
    guint at = 0;
    for (guint i = 0; i < 300; i++)
        assert_run(&v, &hand, &g_array_index(hand_page(&hand)->runs, struct GlyphRun, i), &at);
    g_assert_cmpuint(at, ==, v.placed->len);
    g_array_unref(v.operands);
    g_array_unref(v.placed);
    drawing_free(drawing);
    diags_free(diags);
    hand_end(&hand);
    g_rand_free(rand);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_data_func("/draw/text/one-byte", NULL, test_places);
    g_test_add_data_func("/draw/text/two-bytes", "wide", test_places);
    return g_test_run();
}
