// SPDX-License-Identifier: Apache-2.0
// Three sorts of an array of integers.
#include <stdbool.h>
#include <stddef.h>

static void swap(int *a, int *b) {
  int kept = *a;
  *a = *b;
  *b = kept;
}

void bubble_sort(int *values, size_t count) {
  bool swapped = count > 1;
  while (swapped) {
    swapped = false;
    for (size_t i = 1; i < count; i++) {
      if (values[i - 1] > values[i]) {
        swap(&values[i - 1], &values[i]);
        swapped = true;
      }
    }
    count--;
  }
}

void insertion_sort(int *values, size_t count) {
  for (size_t i = 1; i < count; i++) {
    int value = values[i];
    size_t hole = i;
    while (hole > 0 && values[hole - 1] > value) {
      values[hole] = values[hole - 1];
      hole--;
    }
    values[hole] = value;
  }
}

void quicksort(int *values, size_t count) {
  if (count < 2) {
    return;
  }
  int pivot = values[count / 2];
  size_t left = 0;
  size_t right = count - 1;
  for (;;) {
    while (values[left] < pivot) {
      left++;
    }
    while (values[right] > pivot) {
      right--;
    }
    if (left >= right) {
      break;
    }
    swap(&values[left++], &values[right--]);
  }
  quicksort(values, left);
  quicksort(values + left, count - left);
}
