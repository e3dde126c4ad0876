#include "seal/icc.h"

#include <math.h>
#include <string.h>

enum { HEADER = 128, ENTRY = 12 };

static void put32(GByteArray *out, guint32 value)
{
    guint8 bytes[] = {(guint8)(value >> 24), (guint8)(value >> 16), (guint8)(value >> 8), (guint8)value};
    g_byte_array_append(out, bytes, sizeof bytes);
}

static void put_tag(GByteArray *out, const char *tag)
{
    g_byte_array_append(out, (const guint8 *)tag, 4);
}

static void put_fixed(GByteArray *out, double value)
{
    put32(out, (guint32)(gint32)lround(value * 65536));
}

static void set32(GByteArray *out, guint at, guint32 value)
{
    for (guint i = 0; i < 4; i++)
        out->data[at + i] = (guint8)(value >> (24 - 8 * i));
}

static void put_text(GByteArray *out, const char *text)
{
    put_tag(out, "mluc");
    put32(out, 0);
    put32(out, 1);
    put32(out, 12);
    put_tag(out, "enUS");
    put32(out, (guint32)strlen(text) * 2);
    put32(out, 28);
    for (; *text; text++) {
        guint8 unit[] = {0, (guint8)*text};
        g_byte_array_append(out, unit, sizeof unit);
    }
}

static void put_numbers(GByteArray *out, const char *type, const double *values, size_t count)
{
    put_tag(out, type);
    put32(out, 0);
    for (size_t i = 0; i < count; i++)
        put_fixed(out, values[i]);
}

/* The curve of IEC 61966-2-1 as a function of type 3. */
static void put_curve(GByteArray *out)
{
    static const double parameters[] = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
    put_tag(out, "para");
    put32(out, 0);
    put32(out, 3u << 16);
    for (size_t i = 0; i < G_N_ELEMENTS(parameters); i++)
        put_fixed(out, parameters[i]);
}

static void put_header(GByteArray *out)
{
    put32(out, 0); /* size: set at the end */
    put32(out, 0);
    put32(out, 0x04200000);
    put_tag(out, "mntr");
    put_tag(out, "RGB ");
    put_tag(out, "XYZ ");
    put32(out, 2000u << 16 | 1); /* the first day of 2000 */
    put32(out, 1u << 16);
    put32(out, 0);
    put_tag(out, "acsp");
    for (int i = 0; i < 7; i++)
        put32(out, 0); /* platform, flags, manufacturer, model, attributes, intent */
    put_fixed(out, 0.9642);
    put_fixed(out, 1);
    put_fixed(out, 0.8249);
    while (out->len < HEADER)
        put32(out, 0);
}

GByteArray *icc_srgb(void)
{
    static const double white[] = {0.9642, 1, 0.8249}, red[] = {0.43607, 0.22249, 0.01392};
    static const double green[] = {0.38515, 0.71687, 0.09708}, blue[] = {0.14307, 0.06061, 0.71410};
    static const double adaptation[] = {1.047882, 0.022918,  -0.050217, 0.029587, 0.990478,
                                        -0.017059, -0.009247, 0.015075,  0.751678};
    static const char *const tags[] = {"desc", "cprt", "wtpt", "chad", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"};
    GByteArray *out = g_byte_array_new();
    put_header(out);
    put32(out, G_N_ELEMENTS(tags));
    for (size_t i = 0; i < G_N_ELEMENTS(tags) * ENTRY / 4; i++)
        put32(out, 0);
    guint start = 0;
    for (guint i = 0; i < G_N_ELEMENTS(tags); i++) {
        guint entry = HEADER + 4 + i * ENTRY;
        if (i < 8)
            start = out->len;
        switch (i) {
        case 0: put_text(out, "sRGB"); break;
        case 1: put_text(out, "CC0"); break;
        case 2: put_numbers(out, "XYZ ", white, G_N_ELEMENTS(white)); break;
        case 3: put_numbers(out, "sf32", adaptation, G_N_ELEMENTS(adaptation)); break;
        case 4: put_numbers(out, "XYZ ", red, G_N_ELEMENTS(red)); break;
        case 5: put_numbers(out, "XYZ ", green, G_N_ELEMENTS(green)); break;
        case 6: put_numbers(out, "XYZ ", blue, G_N_ELEMENTS(blue)); break;
        case 7: put_curve(out); break;
        default: break; /* the three channels share one curve */
        }
        memcpy(out->data + entry, tags[i], 4);
        set32(out, entry + 4, start);
        set32(out, entry + 8, out->len - start);
        while (out->len % 4)
            g_byte_array_append(out, (const guint8 *)"", 1);
    }
    set32(out, 0, out->len);
    return out;
}
