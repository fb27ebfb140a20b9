// SPDX-License-Identifier: Apache-2.0
// A ring buffer of bytes for one writer and one reader; the capacity is a power of two.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ring {
  uint8_t *bytes;
  size_t mask;
  size_t head;
  size_t tail;
};

void ring_init(struct ring *ring, uint8_t *bytes, size_t capacity) {
  ring->bytes = bytes;
  ring->mask = capacity - 1;
  ring->head = 0;
  ring->tail = 0;
}

size_t ring_used(const struct ring *ring) {
  return ring->head - ring->tail;
}

bool ring_put(struct ring *ring, uint8_t byte) {
  if (ring_used(ring) > ring->mask) {
    return false;
  }
  ring->bytes[ring->head++ & ring->mask] = byte;
  return true;
}

bool ring_get(struct ring *ring, uint8_t *byte) {
  if (ring_used(ring) == 0) {
    return false;
  }
  *byte = ring->bytes[ring->tail++ & ring->mask];
  return true;
}

size_t ring_write(struct ring *ring, const uint8_t *from, size_t count) {
  size_t written = 0;
  while (written < count && ring_put(ring, from[written])) {
    written++;
  }
  return written;
}
