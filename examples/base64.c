// SPDX-License-Identifier: Apache-2.0
// Base64 as RFC 4648 defines it.
#include <stddef.h>
#include <stdint.h>

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

size_t base64_encode(const uint8_t *from, size_t length, char *to) {
  char *out = to;
  for (; length >= 3; from += 3, length -= 3) {
    uint32_t group = (uint32_t)from[0] << 16 | (uint32_t)from[1] << 8 | from[2];
    *out++ = digits[group >> 18];
    *out++ = digits[group >> 12 & 63];
    *out++ = digits[group >> 6 & 63];
    *out++ = digits[group & 63];
  }
  if (length > 0) {
    uint32_t group = (uint32_t)from[0] << 16 | (length > 1 ? (uint32_t)from[1] << 8 : 0);
    *out++ = digits[group >> 18];
    *out++ = digits[group >> 12 & 63];
    *out++ = length > 1 ? digits[group >> 6 & 63] : '=';
    *out++ = '=';
  }
  *out = '\0';
  return (size_t)(out - to);
}

static int value_of(char c) {
  if (c >= 'A' && c <= 'Z') {
    return c - 'A';
  }
  if (c >= 'a' && c <= 'z') {
    return c - 'a' + 26;
  }
  if (c >= '0' && c <= '9') {
    return c - '0' + 52;
  }
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

long base64_decode(const char *from, uint8_t *to) {
  uint32_t group = 0;
  int bits = 0;
  long count = 0;
  for (; *from != '\0' && *from != '='; from++) {
    int value = value_of(*from);
    if (value < 0) {
      return -1;
    }
    group = group << 6 | (uint32_t)value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      to[count++] = (uint8_t)(group >> bits);
    }
  }
  return count;
}
