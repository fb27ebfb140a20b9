// SPDX-License-Identifier: Apache-2.0
// Fixed-point arithmetic with 16 fractional bits.
#include <stdint.h>

typedef int32_t fixed;

enum { FRACTION_BITS = 16 };

fixed fixed_multiply(fixed a, fixed b) {
  return (fixed)((int64_t)a * b >> FRACTION_BITS);
}

fixed fixed_divide(fixed a, fixed b) {
  return (fixed)((int64_t)a * (1 << FRACTION_BITS) / b);
}

fixed fixed_square_root(fixed value) {
  if (value <= 0) {
    return 0;
  }
  uint64_t rest = (uint64_t)value << FRACTION_BITS;
  uint64_t root = 0;
  for (uint64_t bit = (uint64_t)1 << 46; bit != 0; bit >>= 2) {
    if (rest >= root + bit) {
      rest -= root + bit;
      root = (root >> 1) + bit;
    } else {
      root >>= 1;
    }
  }
  return (fixed)root;
}

fixed fixed_sine(fixed angle) {
  const fixed square = fixed_multiply(angle, angle);
  fixed term = angle;
  fixed sum = angle;
  for (int i = 1; i <= 4; i++) {
    term = -fixed_divide(fixed_multiply(term, square), 2 * i * (2 * i + 1) << FRACTION_BITS);
    sum += term;
  }
  return sum;
}
