// SPDX-License-Identifier: Apache-2.0
// Hash functions: FNV-1a and MurmurHash3's 32-bit variant, written after their public-domain descriptions.
#include <stddef.h>
#include <stdint.h>
#include <string.h>

uint32_t fnv1a(const void *data, size_t length) {
  const unsigned char *bytes = data;
  uint32_t hash = 2166136261u;
  for (size_t i = 0; i < length; i++) {
    hash ^= bytes[i];
    hash *= 16777619u;
  }
  return hash;
}

static uint32_t rotate_left(uint32_t value, int bits) {
  return (value << bits) | (value >> (32 - bits));
}

static uint32_t mix(uint32_t hash) {
  hash ^= hash >> 16;
  hash *= 0x85ebca6bu;
  hash ^= hash >> 13;
  hash *= 0xc2b2ae35u;
  hash ^= hash >> 16;
  return hash;
}

uint32_t murmur3(const void *data, size_t length, uint32_t seed) {
  const unsigned char *bytes = data;
  uint32_t hash = seed;
  size_t blocks = length / 4;
  for (size_t i = 0; i < blocks; i++) {
    uint32_t block;
    memcpy(&block, bytes + 4 * i, sizeof block);
    block *= 0xcc9e2d51u;
    block = rotate_left(block, 15);
    block *= 0x1b873593u;
    hash ^= block;
    hash = rotate_left(hash, 13) * 5 + 0xe6546b64u;
  }
  uint32_t tail = 0;
  switch (length & 3) {
  case 3:
    tail ^= (uint32_t)bytes[4 * blocks + 2] << 16; // fall through
  case 2:
    tail ^= (uint32_t)bytes[4 * blocks + 1] << 8; // fall through
  case 1:
    tail ^= bytes[4 * blocks];
    hash ^= rotate_left(tail * 0xcc9e2d51u, 15) * 0x1b873593u;
  }
  return mix(hash ^ (uint32_t)length);
}
