/* SHA-256 against GLib's: with and without the processor's instructions, at every filling of a block, in pieces. */
#include <string.h>

#include <glib.h>

#include "base/sha256.h"

static void assert_sum(const guint8 *bytes, size_t size, size_t piece, gboolean plain)
{
    struct Sha256 sum;
    char hex[SHA256_HEX];
    sha256_begin(&sum);
    sum.plain = plain;
    for (size_t at = 0; at < size; at += piece)
        sha256_add(&sum, bytes + at, MIN(piece, size - at));
    sha256_end(&sum, hex);
    char *expected = g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, size);
    g_assert_cmpstr(hex, ==, expected);
    g_free(expected);
}

static void test_sums(void)
{
    guint8 bytes[1000];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (guint8)(i * 167 + i / 7);
    static const size_t pieces[] = {1, 3, 63, 64, 65, 1000};
    for (int plain = 0; plain < 2; plain++)
        for (size_t size = 0; size <= 300; size++)
            for (size_t p = 0; p < G_N_ELEMENTS(pieces); p++)
                assert_sum(bytes, size, pieces[p], plain);
    assert_sum(bytes, sizeof bytes, 100, FALSE);
}

static void test_at_once(void)
{
    char hex[SHA256_HEX];
    sha256_of("abc", 3, hex);
    g_assert_cmpstr(hex, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sha256/sums", test_sums);
    g_test_add_func("/sha256/at-once", test_at_once);
    return g_test_run();
}
