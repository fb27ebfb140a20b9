// FLAGS: -ffp-contract=off
// Equal code in several branches, with what must not be moved between: stores, volatile accesses, calls, exits.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned hash = 2166136261u;
static void note(unsigned x) { hash = (hash ^ x) * 16777619u; }

static volatile int device[4];
static unsigned memory[16];
static unsigned *alias = memory;

// A load in both arms; in one of them a store to the same place comes first.
__attribute__((noinline)) static unsigned load_after_store(int c, unsigned *p, unsigned *q) {
  unsigned r;
  if (c & 1) {
    *q = c;
    r = *p + 3;
  } else {
    r = *p + 3;
    *q = c;
  }
  return r;
}

// A division that may trap is in both arms, after a call that may end the program in one of them.
__attribute__((noinline)) static void may_end(int x) {
  if (x == 77) {
    printf("ended %u\n", hash);
    exit(0);
  }
  note(x);
}
__attribute__((noinline)) static int divide(int c, int a, int b) {
  if (c) {
    may_end(a);
    return a / b + 1;
  }
  note(c);
  return a / b - 1;
}

// Stores of equal values to different places, and of different values to one place.
__attribute__((noinline)) static void stores(unsigned k, unsigned *p, unsigned *q) {
  switch (k % 5) {
  case 0: p[0] = k; q[1] = k * 3; break;
  case 1: p[1] = k; q[1] = k * 3; break;
  case 2: q[1] = k * 3; p[0] = k; break;
  case 3: p[0] = k * 3; q[1] = k; break;
  default: q[2] = p[0]; p[0] = q[2] + k; q[1] = k * 3; break;
  }
}

// The order of volatile accesses is part of what the program does.
__attribute__((noinline)) static int ports(int c) {
  if (c & 1) {
    device[0] = c;
    device[1] = device[0] + 1;
    return device[1] + device[2];
  }
  device[0] = c;
  device[2] = device[0] + 1;
  return device[1] + device[2];
}

// Loads in a loop whose place is written on one path only.
__attribute__((noinline)) static unsigned loop(int n, unsigned *p) {
  unsigned r = 0;
  for (int i = 0; i < n; i++) {
    if (i % 3 == 0) {
      r += p[i & 15] * 7;
      alias[(i + 1) & 15] = r;
    } else if (i % 3 == 1) {
      alias[i & 15] ^= i;
      r += p[i & 15] * 7;
    } else {
      r -= p[(i + 5) & 15] * 7;
      if (r > 4000000000u)
        break;
    }
  }
  return r;
}

// Merged values in different orders, of different widths and signs.
__attribute__((noinline)) static long long merged(int c, signed char s, unsigned char u, float f) {
  long long a, b;
  if (c > 2) {
    a = s * 2;
    b = u * 2;
  } else if (c > 0) {
    a = u * 2;
    b = s * 2;
  } else {
    a = (int)(f * 2);
    b = (int)(f * 3);
  }
  return a * 1000 + b;
}

// Addresses of locals in both arms.
static void fill(int *p, int n, int x) {
  for (int i = 0; i < n; i++)
    p[i] = x + i;
}
__attribute__((noinline)) static int locals(int c) {
  int a[4], b[6];
  if (c) {
    fill(a, 4, c);
    fill(b, 6, -c);
    return a[c & 3] + b[c & 3];
  }
  fill(b, 6, 5);
  fill(a, 4, 9);
  return a[1] - b[1];
}

// Floating point: nothing is regrouped.
__attribute__((noinline)) static double floats(int c, double x, double y) {
  if (c & 1)
    return (x + y) * x - y;
  if (c & 2)
    return (x + y) * x + y;
  return x + (y * x - y);
}

// The same through function pointers, whose calls must stay in order.
static int twice(int x) { note(x); return x * 2; }
static int thrice(int x) { note(x + 1); return x * 3; }
__attribute__((noinline)) static int pointers(int c, int (*f)(int), int (*g)(int)) {
  if (c)
    return f(c) - g(c);
  return g(c) - f(c + 1);
}

int main(void) {
  for (int i = 0; i < 40; i++) {
    note(load_after_store(i, &memory[i & 7], &memory[(i * 3) & 7]));
    note(divide(i & 1, i * 5 + 1, (i & 3) + 1));
    stores(i, memory + (i & 3), memory + (i & 3) + (i & 1));
    note(ports(i));
    note(loop(i * 2, memory));
    long long m = merged(i - 20, (signed char)(i * 13), (unsigned char)(i * 29), i * 0.75f);
    note((unsigned)m);
    note((unsigned)(m >> 32));
    note(locals(i % 7));
    double d = floats(i, i * 0.1, 1e15 / (i + 1));
    unsigned char bytes[sizeof d];
    memcpy(bytes, &d, sizeof d);
    for (unsigned j = 0; j < sizeof d; j++)
      note(bytes[j]);
    note(pointers(i & 1, twice, thrice));
    note(pointers(i & 1, thrice, twice));
  }
  for (int i = 0; i < 16; i++)
    note(memory[i]);
  printf("%u\n", hash);
  divide(1, 77, 0); // ends before it divides
  return 1;
}
