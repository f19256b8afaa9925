// The SHA256_* family hashes one short line at half the cost of the EVP calls; OpenSSL 3 marks
// it deprecated and keeps it.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
