/* SHA-256 (FIPS 180-4): every byte that is read is hashed, so the instructions that processors have for it are used
 * where they are there. */
#ifndef SG_BASE_SHA256_H
#define SG_BASE_SHA256_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct Sha256 {
    uint32_t state[8];
    uint64_t length;
    uint8_t block[64]; /* what does not fill one yet */
    bool plain;        /* without those instructions: for tests, set after the beginning */
};

#define SHA256_HEX 65 /* bytes of a sum in hex, with its NUL */

void sha256_begin(struct Sha256 *sum);
void sha256_add(struct Sha256 *sum, const void *bytes, size_t size);
void sha256_end(struct Sha256 *sum, char hex[SHA256_HEX]);
/* Of all at once. */
void sha256_of(const void *bytes, size_t size, char hex[SHA256_HEX]);

#endif
