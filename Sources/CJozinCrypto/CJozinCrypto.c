// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
#include "CJozinCrypto.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

static EVP_MD_CTX *context(jozin_sha256 *hash) { return (EVP_MD_CTX *)hash; }

jozin_sha256 *jozin_sha256_new(void) {
    EVP_MD_CTX *made = EVP_MD_CTX_new();
    if (made != NULL && EVP_DigestInit_ex(made, EVP_sha256(), NULL) != 1) {
        EVP_MD_CTX_free(made);
        made = NULL;
    }
    return (jozin_sha256 *)made;
}

int jozin_sha256_update(jozin_sha256 *hash, const void *bytes, size_t count) {
    return EVP_DigestUpdate(context(hash), bytes, count) == 1 ? 0 : -1;
}

int jozin_sha256_final(jozin_sha256 *hash, uint8_t *digest) {
    unsigned int size = 32;
    return EVP_DigestFinal_ex(context(hash), digest, &size) == 1 && size == 32 ? 0 : -1;
}

void jozin_sha256_free(jozin_sha256 *hash) { EVP_MD_CTX_free(context(hash)); }

const char *jozin_crypto_version(void) { return OpenSSL_version(OPENSSL_VERSION_STRING); }
