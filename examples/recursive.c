// SPDX-License-Identifier: Apache-2.0
// Small recursive functions.

unsigned fibonacci(unsigned n) {
  return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}

unsigned greatest_common_divisor(unsigned a, unsigned b) {
  return b == 0 ? a : greatest_common_divisor(b, a % b);
}

double power(double base, unsigned exponent) {
  if (exponent == 0) {
    return 1;
  }
  double root = power(base, exponent / 2);
  return exponent % 2 == 0 ? root * root : root * root * base;
}
