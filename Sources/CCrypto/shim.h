// The SHA256_* family hashes one short line at half the cost of the EVP calls; OpenSSL 3 marks
// it deprecated and keeps it. Signatures go through EVP, which is slow to begin and rarely asked.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
