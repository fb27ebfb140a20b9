// SPDX-License-Identifier: Apache-2.0
// Firmware that runs the other examples and prints what they compute, so that two images can be compared.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum token_kind { TOKEN_END, TOKEN_NUMBER, TOKEN_NAME, TOKEN_OPERATOR, TOKEN_ERROR };
struct token {
  enum token_kind kind;
  const char *start;
  size_t length;
};
struct tokenizer {
  const char *next;
  int line;
};
struct ring {
  uint8_t *bytes;
  size_t mask;
  size_t head;
  size_t tail;
};

size_t base64_encode(const uint8_t *from, size_t length, char *to);
long base64_decode(const char *from, uint8_t *to);
uint32_t crc32_bitwise(uint32_t crc, const uint8_t *data, size_t length);
void crc32_make_table(uint32_t table[256]);
uint32_t crc32_by_table(const uint32_t table[256], uint32_t crc, const uint8_t *data, size_t length);
int32_t fixed_sine(int32_t angle);
int32_t fixed_square_root(int32_t value);
uint32_t fnv1a(const void *data, size_t length);
uint32_t murmur3(const void *data, size_t length, uint32_t seed);
void ring_init(struct ring *ring, uint8_t *bytes, size_t capacity);
size_t ring_write(struct ring *ring, const uint8_t *from, size_t count);
bool ring_get(struct ring *ring, uint8_t *byte);
void bubble_sort(int *values, size_t count);
void insertion_sort(int *values, size_t count);
void quicksort(int *values, size_t count);
bool text_matches(const char *pattern, const char *text);
size_t text_count_words(const char *text);
struct token next_token(struct tokenizer *tokenizer);

static uint8_t data[900];
static uint8_t copy[900];
static char text[1201];
static uint32_t table[256];

static uint32_t next_random(void) {
  static uint32_t state = 1;
  state = state * 1664525u + 1013904223u;
  return state >> 8;
}

static void hashes(void) {
  for (size_t i = 0; i < sizeof data; i++) {
    data[i] = (uint8_t)next_random();
  }
  crc32_make_table(table);
  printf("crc32 %08lx %08lx\n", (unsigned long)crc32_bitwise(0, data, sizeof data),
         (unsigned long)crc32_by_table(table, 0, data, sizeof data));
  printf("fnv1a %08lx murmur3 %08lx\n", (unsigned long)fnv1a(data, sizeof data),
         (unsigned long)murmur3(data, sizeof data, 42));
}

static void texts(void) {
  size_t length = base64_encode(data, sizeof data, text);
  long decoded = base64_decode(text, copy);
  printf("base64 %u %ld %d\n", (unsigned)length, decoded, memcmp(data, copy, sizeof data));
  struct tokenizer tokenizer = {"alpha = (beta + 12.5e3) * 7 - gamma_1 / 0x1f", 1};
  unsigned tokens = 0;
  for (struct token token = next_token(&tokenizer); token.kind != TOKEN_END && token.kind != TOKEN_ERROR;
       token = next_token(&tokenizer)) {
    tokens = tokens * 31 + (unsigned)token.kind + (unsigned)token.length;
  }
  printf("tokens %u words %u matches %d%d\n", tokens, (unsigned)text_count_words("a few words of text"),
         text_matches("a*c?e", "abbbcde"), text_matches("a*c?e", "abbbcd"));
}

static void sorts(void) {
  void (*const ways[])(int *, size_t) = {bubble_sort, insertion_sort, quicksort};
  for (size_t way = 0; way < sizeof ways / sizeof *ways; way++) {
    int values[100];
    for (size_t i = 0; i < 100; i++) {
      values[i] = (int)(next_random() % 1000);
    }
    ways[way](values, 100);
    bool sorted = true;
    for (size_t i = 1; i < 100; i++) {
      sorted &= values[i - 1] <= values[i];
    }
    printf("sort %u %d %d..%d\n", (unsigned)way, sorted, values[0], values[99]);
  }
}

static void others(void) {
  static uint8_t bytes[64];
  struct ring ring;
  ring_init(&ring, bytes, sizeof bytes);
  size_t written = ring_write(&ring, data, 100);
  unsigned sum = 0;
  for (uint8_t byte; ring_get(&ring, &byte);) {
    sum = sum * 17 + byte;
  }
  printf("ring %u %u\n", (unsigned)written, sum);
  printf("sine %ld root %ld\n", (long)fixed_sine(40000), (long)fixed_square_root(1234567));
}

int main(void) {
  hashes();
  texts();
  sorts();
  others();
  return 0;
}
