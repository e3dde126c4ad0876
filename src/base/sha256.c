#include "base/sha256.h"

void sha256_begin(struct Sha256 *sum)
{
    sha256_init(&sum->context);
}

void sha256_add(struct Sha256 *sum, const void *bytes, size_t size)
{
    sha256_update(&sum->context, size, bytes);
}

void sha256_end(struct Sha256 *sum, char hex[SHA256_HEX])
{
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(&sum->context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
    }
    hex[2 * sizeof digest] = '\0';
}

void sha256_of(const void *bytes, size_t size, char hex[SHA256_HEX])
{
    struct Sha256 sum;
    sha256_begin(&sum);
    sha256_add(&sum, bytes, size);
    sha256_end(&sum, hex);
}
