#include "seal/sealer.h"

#include <string.h>

#include "base/diag.h"

/* Brackets and the apostrophe are legal in an address and would end or confuse a string elsewhere: they go too. */
char *uri_encode(const char *uri)
{
    GString *out = g_string_new(NULL);
    for (const char *c = uri; *c; c++) {
        bool escape = *c == '%' && g_ascii_isxdigit(c[1]) && g_ascii_isxdigit(c[2]);
        if (escape || g_ascii_isalnum(*c) || strchr("-._~:/?#[]@!$&*+,;=", *c))
            g_string_append_c(out, *c);
        else
            g_string_append_printf(out, "%%%02X", (unsigned char)*c);
    }
    return g_string_free(out, FALSE);
}

static bool scheme_allowed(const char *uri)
{
    static const char *const schemes[] = {"https://", "http://", "mailto:"};
    for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++)
        if (g_ascii_strncasecmp(uri, schemes[i], strlen(schemes[i])) == 0)
            return true;
    return false;
}

static bool leads_somewhere(const struct Sealer *sealer, const struct PageLink *link)
{
    return link->uri ? scheme_allowed(link->uri) : link->dest && g_hash_table_contains(sealer->dests, link->dest);
}

void links_begin(struct Sealer *sealer)
{
    for (guint i = 0; i < sealer->tree.links->len; i++) {
        struct Link *link = &g_array_index(sealer->tree.links, struct Link, i);
        if (link->element < 0)
            continue;
        if (leads_somewhere(sealer, link->link)) {
            link->object = objects_new(&sealer->objects);
            continue;
        }
        const char *target = link->link->uri ? link->link->uri : link->link->dest;
        diag(sealer->diags, SG_LINK_NOWHERE, SPAN_NONE, "\"%s\"", target ? target : "");
        link->element = -1;
    }
}

/* What a reader hears of the link: where it leads, or the words it stands on. */
static char *link_contents(const struct Sealer *sealer, const struct PageLink *link)
{
    if (link->uri)
        return g_strdup(link->uri);
    size_t count;
    const struct Run *runs = mark_runs(sealer->report, link->mark, &count);
    if (runs && link->mark.run >= 0 && (size_t)link->mark.run < count)
        return g_strdup(runs[link->mark.run].text);
    if (link->mark.kind == MARK_NOTE_LABEL)
        return g_strdup(sealer->report->notes[link->mark.index].mark);
    return g_strdup(link->dest);
}

static void write_link(struct Sealer *sealer, const struct Link *link, int key)
{
    GString *out = sealer->objects.out;
    const struct PageLink *at = link->link;
    Length height = sealer->pages->height;
    object_start(&sealer->objects, link->object);
    g_string_append(out, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[");
    /* Whole points, outwards. */
    const Length bottom = height - at->y - at->height, right = at->x + at->width, top = height - at->y;
    g_string_append_printf(out, "%d %d %d %d]/Contents", at->x / LENGTH_UNIT, bottom / LENGTH_UNIT,
                           (right + LENGTH_UNIT - 1) / LENGTH_UNIT, (top + LENGTH_UNIT - 1) / LENGTH_UNIT);
    char *contents = link_contents(sealer, at);
    pdf_text(out, contents);
    g_free(contents);
    if (sealer->options.standard != PDF_PLAIN)
        g_string_append_printf(out, "/StructParent %d", key);
    char *target = at->uri ? uri_encode(at->uri) : destination_text(sealer, at->dest);
    if (at->uri) {
        g_string_append(out, "/A<</S/URI/URI");
        pdf_bytes(out, target, strlen(target));
        g_string_append(out, ">>");
    } else {
        g_string_append_printf(out, "/Dest%s", target);
    }
    g_free(target);
    g_string_append(out, ">>");
    object_end(&sealer->objects);
}

void write_links(struct Sealer *sealer)
{
    for (guint i = 0; i < sealer->tree.links->len; i++) {
        const struct Link *link = &g_array_index(sealer->tree.links, struct Link, i);
        if (link->object)
            write_link(sealer, link, (int)(sealer->pages->page_count + i));
    }
}
