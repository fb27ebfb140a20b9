// SPDX-License-Identifier: Apache-2.0
// Dense matrices of doubles, stored by rows.
#include <stddef.h>

void matrix_multiply(size_t n, const double *a, const double *b, double *product) {
  for (size_t row = 0; row < n; row++) {
    for (size_t column = 0; column < n; column++) {
      double sum = 0;
      for (size_t k = 0; k < n; k++) {
        sum += a[row * n + k] * b[k * n + column];
      }
      product[row * n + column] = sum;
    }
  }
}

void matrix_transpose(size_t n, double *a) {
  for (size_t row = 0; row < n; row++) {
    for (size_t column = row + 1; column < n; column++) {
      double kept = a[row * n + column];
      a[row * n + column] = a[column * n + row];
      a[column * n + row] = kept;
    }
  }
}

double matrix_trace(size_t n, const double *a) {
  double trace = 0;
  for (size_t i = 0; i < n; i++) {
    trace += a[i * n + i];
  }
  return trace;
}
