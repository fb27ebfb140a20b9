// SPDX-License-Identifier: Apache-2.0
// CRC-32 (IEEE 802.3): bit by bit, and by a table of 256 entries.
#include <stddef.h>
#include <stdint.h>

uint32_t crc32_bitwise(uint32_t crc, const uint8_t *data, size_t length) {
  crc = ~crc;
  while (length-- > 0) {
    crc ^= *data++;
    for (int bit = 0; bit < 8; bit++) {
      crc = crc & 1 ? crc >> 1 ^ 0xedb88320u : crc >> 1;
    }
  }
  return ~crc;
}

void crc32_make_table(uint32_t table[256]) {
  for (uint32_t i = 0; i < 256; i++) {
    uint32_t crc = i;
    for (int bit = 0; bit < 8; bit++) {
      crc = crc >> 1 ^ (0xedb88320u & (0u - (crc & 1)));
    }
    table[i] = crc;
  }
}

uint32_t crc32_by_table(const uint32_t table[256], uint32_t crc, const uint8_t *data, size_t length) {
  crc = ~crc;
  for (size_t i = 0; i < length; i++) {
    crc = table[(crc ^ data[i]) & 0xff] ^ crc >> 8;
  }
  return ~crc;
}
