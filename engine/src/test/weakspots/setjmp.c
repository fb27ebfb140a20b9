// Functions that return twice, between code that is equal elsewhere.
#include <setjmp.h>
#include <stdio.h>

static jmp_buf outer, inner;
static unsigned hash = 17;
__attribute__((noinline)) static void note(unsigned x) { hash = hash * 31 + x; }

__attribute__((noinline)) static void leave(int n) {
  note(n);
  note(n * 3);
  note(n ^ 5);
  if (n % 3 == 0)
    longjmp(inner, n + 1);
  if (n % 7 == 0)
    longjmp(outer, n + 1);
  note(n);
  note(n * 3);
  note(n ^ 5);
}

__attribute__((noinline)) static int one(int n) {
  volatile int kept = n;
  int r = setjmp(inner);
  if (r != 0) {
    note(r);
    note(r * 3);
    note(r ^ 5);
    return kept + r;
  }
  kept += 10;
  leave(n);
  kept += 10;
  leave(n + 1);
  note(kept);
  note(kept * 3);
  note(kept ^ 5);
  return kept;
}

__attribute__((noinline)) static int two(int n) {
  volatile int times = 0;
  int r = setjmp(outer);
  times++;
  if (times > 3)
    return times + r;
  for (int i = 0; i < n; i++)
    note(one(i + times * 5));
  return times;
}

int main(void) {
  for (int n = 1; n < 20; n++)
    note(two(n));
  printf("%u\n", hash);
  return 0;
}
