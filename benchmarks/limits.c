// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
//
// What libjpeg-turbo and OpenSSL can do at best: the limits that bench.py measures Jožin against.
//
//     limits full|eighth|sha256 PROCESSES < LIST      (one path a line)
//
// full    every row decoded to RGB (accurate integer DCT, smooth upsampling: libjpeg-turbo's defaults)
// eighth  decoded at 1/8 of width and height
// sha256  full, and the SHA-256 of its rows
//
// Prints how many files were decoded; exit 1 where any was not.

#include <errno.h>
#include <setjmp.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <fcntl.h>
#include <unistd.h>

#include <jpeglib.h>
#include <openssl/evp.h>

enum { rows_at_once = 16 };

typedef enum { full, eighth, sha256 } work_kind;

// Shared by the processes, so that none waits for another: the next file, and how many are done.
typedef struct {
    atomic_int next;
    atomic_int done;
} shared_counts;

typedef struct {
    struct jpeg_error_mgr base;
    jmp_buf out;
} error_manager;

static void give_up(j_common_ptr info) { longjmp(((error_manager *)info->err)->out, 1); }

static void say_nothing(j_common_ptr info, int level) { (void)info, (void)level; }

// The rows of a started decompressor; `digest` may be NULL.
static void read_rows(struct jpeg_decompress_struct *info, unsigned char *buffer, EVP_MD_CTX *digest) {
    size_t stride = (size_t)info->output_width * info->output_components;
    JSAMPROW rows[rows_at_once];
    for (int row = 0; row < rows_at_once; row++) rows[row] = buffer + row * stride;
    while (info->output_scanline < info->output_height) {
        JDIMENSION count = jpeg_read_scanlines(info, rows, rows_at_once);
        if (digest) EVP_DigestUpdate(digest, buffer, count * stride);
    }
}

static int decode(const unsigned char *bytes, size_t size, work_kind kind) {
    struct jpeg_decompress_struct info;
    error_manager errors;
    // Volatile: read again behind the longjmp.
    unsigned char *volatile buffer = NULL;
    EVP_MD_CTX *volatile digest = NULL;
    volatile int is_decoded = 0;
    info.err = jpeg_std_error(&errors.base);
    errors.base.error_exit = give_up;
    errors.base.emit_message = say_nothing;
    if (setjmp(errors.out) == 0) {
        jpeg_create_decompress(&info);
        jpeg_mem_src(&info, bytes, size);
        jpeg_read_header(&info, TRUE);
        info.out_color_space = JCS_RGB;
        if (kind == eighth) info.scale_denom = 8;
        jpeg_start_decompress(&info);
        buffer = malloc((size_t)info.output_width * info.output_components * rows_at_once);
        if (kind == sha256) {
            digest = EVP_MD_CTX_new();
            EVP_DigestInit_ex(digest, EVP_sha256(), NULL);
        }
        if (buffer) {
            read_rows(&info, buffer, digest);
            jpeg_finish_decompress(&info);
            is_decoded = 1;
        }
        if (digest) {
            unsigned char result[EVP_MAX_MD_SIZE];
            EVP_DigestFinal_ex(digest, result, NULL);
        }
    }
    jpeg_destroy_decompress(&info);
    EVP_MD_CTX_free(digest);
    free(buffer);
    return is_decoded;
}

static int decode_file(const char *path, work_kind kind) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    struct stat status;
    int is_decoded = 0;
    if (fstat(file, &status) == 0 && status.st_size > 0) {
        size_t size = (size_t)status.st_size, length = 0;
        unsigned char *bytes = malloc(size);
        for (ssize_t count = 1; bytes && length < size && count > 0; length += (size_t)count) {
            count = read(file, bytes + length, size - length);
            if (count < 0) break;
        }
        is_decoded = bytes && length == size && decode(bytes, size, kind);
        free(bytes);
    }
    close(file);
    return is_decoded;
}

static char **read_list(int *count) {
    char **paths = NULL;
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    *count = 0;
    while ((length = getline(&line, &room, stdin)) > 0) {
        if (line[length - 1] == '\n') line[length - 1] = 0;
        char **grown = realloc(paths, sizeof *paths * (size_t)(*count + 1));
        if (!grown) exit(2);
        paths = grown;
        paths[(*count)++] = strdup(line);
    }
    free(line);
    return paths;
}

static void work(char **paths, int count, work_kind kind, shared_counts *counts) {
    for (int index; (index = atomic_fetch_add(&counts->next, 1)) < count;) {
        if (decode_file(paths[index], kind)) atomic_fetch_add(&counts->done, 1);
        else fprintf(stderr, "not decoded: %s\n", paths[index]);
    }
}

int main(int count, char **words) {
    const char *names[] = {"full", "eighth", "sha256"};
    int kind = 0;
    while (count == 3 && kind < 3 && strcmp(words[1], names[kind]) != 0) kind++;
    int processes = count == 3 ? atoi(words[2]) : 0;
    if (kind == 3 || processes < 1) {
        fprintf(stderr, "usage: limits full|eighth|sha256 PROCESSES < LIST\n");
        return 64;
    }
    int files = 0;
    char **paths = read_list(&files);
    shared_counts *counts = mmap(NULL, sizeof *counts, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (counts == MAP_FAILED) return 2;
    for (int process = 1; process < processes; process++) {
        if (fork() == 0) {
            work(paths, files, (work_kind)kind, counts);
            _exit(0);
        }
    }
    work(paths, files, (work_kind)kind, counts);
    while (wait(NULL) > 0 || errno == EINTR) {}
    printf("%d\n", atomic_load(&counts->done));
    return atomic_load(&counts->done) == files ? 0 : 1;
}
