#include "model/drawing.h"

static void font_free(struct DrawnFont *font)
{
    g_free(font->name);
    if (font->program)
        g_byte_array_unref(font->program);
    g_array_unref(font->codes);
    g_array_unref(font->glyphs);
    g_free(font);
}

void drawing_drop_page(struct Drawing *drawing, guint page)
{
    g_clear_pointer(&g_array_index(drawing->pages, struct DrawnPage, page).content, g_free);
}

void drawing_free(struct Drawing *drawing)
{
    for (guint i = 0; i < drawing->fonts->len; i++)
        font_free(g_ptr_array_index(drawing->fonts, i));
    for (guint i = 0; i < drawing->pages->len; i++) {
        struct DrawnPage *page = &g_array_index(drawing->pages, struct DrawnPage, i);
        g_free(page->content);
        g_array_unref(page->stretches);
    }
    g_ptr_array_unref(drawing->fonts);
    g_array_unref(drawing->pages);
    if (drawing->artwork)
        g_byte_array_unref(drawing->artwork);
    g_string_chunk_free(drawing->texts);
    g_free(drawing);
}
