/* SHA-256 in hex. Every byte that is read is hashed; Nettle does so with the instructions that processors have for it. */
#ifndef SG_BASE_SHA256_H
#define SG_BASE_SHA256_H

#include <stddef.h>

#include <nettle/sha2.h>

#define SHA256_HEX (2 * SHA256_DIGEST_SIZE + 1) /* bytes of a sum, with its NUL */

struct Sha256 {
    struct sha256_ctx context;
};

void sha256_begin(struct Sha256 *sum);
void sha256_add(struct Sha256 *sum, const void *bytes, size_t size);
void sha256_end(struct Sha256 *sum, char hex[SHA256_HEX]);
/* Of all at once. */
void sha256_of(const void *bytes, size_t size, char hex[SHA256_HEX]);

#endif
