// FLAGS: -ffp-contract=off
// Registers and frames that are needed on some paths only: early returns, loops, tail calls, variable frames.
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned hash = 5381;
__attribute__((noinline)) static unsigned note(unsigned x) { return hash = hash * 33 + x; }

__attribute__((noinline)) static unsigned early(int *p, int n) {
  if (!p || n <= 0)
    return -1;
  unsigned a = note(p[0]), b = note(n), c = note(a ^ b), d = note(c + 1), e = note(d * 3);
  for (int i = 0; i < n; i++)
    a += note(b + i) ^ note(c) ^ d ^ e;
  return a + b + c + d + e;
}

__attribute__((noinline)) static unsigned in_loop(int n) {
  unsigned r = 0;
  for (int i = 0; i < n; i++) {
    if (i % 5 != 4)
      continue;
    unsigned a = note(i), b = note(a), c = note(b);
    if (c % 11 == 3)
      return r + a + b + c;
    r += a ^ b ^ c;
  }
  return r;
}

__attribute__((noinline)) static int variable(int n) {
  if (n < 3)
    return n;
  char *room = __builtin_alloca(n * 7);
  memset(room, n, n * 7);
  int r = 0;
  for (int i = 0; i < n * 7; i++)
    r += room[i] * (int)(note(i) & 3);
  return r;
}

__attribute__((noinline)) static int sum(int n, ...) {
  if (n == 0)
    return 0;
  va_list list;
  va_start(list, n);
  int r = 0;
  for (int i = 0; i < n; i++)
    r += i % 2 ? (int)va_arg(list, double) : va_arg(list, int);
  va_end(list);
  return r + (int)note(r);
}

__attribute__((noinline)) static int tail(int n, int x) {
  if (n == 0)
    return x;
  if (n % 3 == 0)
    return tail(n - 1, note(x));
  int a = note(n), b = note(x);
  return tail(n - 1, a ^ b);
}

__attribute__((noinline)) static double mixed(double x, int n) {
  if (n < 2)
    return x;
  double y = x * note(n) / 4294967296.0, z = y + note(n + 1) / 4294967296.0;
  return mixed(y, n - 1) + z * mixed(z, n - 2);
}

int main(void) {
  int numbers[8] = {3, 1, 4, 1, 5, 9, 2, 6};
  for (int i = 0; i < 25; i++) {
    note(early(i % 4 ? numbers + i % 8 : NULL, i % 6 - 1));
    note(in_loop(i * 3));
    note(variable(i % 9));
    note(sum(i % 4, i, i * 1.5, i + 2, i * 2.5));
    note(tail(i, i));
  }
  printf("%u %.12g\n", hash, mixed(1.25, 12));
  return 0;
}
