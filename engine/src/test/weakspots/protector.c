// FLAGS: -fstack-protector-all
// Guarded frames: what overflows is caught, what does not goes on.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static unsigned hash = 1;
__attribute__((noinline)) static void note(unsigned x) { hash = hash * 65599 + x; }

__attribute__((noinline)) static unsigned copy(const char *from, size_t n) {
  char room[16];
  memset(room, 0, sizeof room);
  memcpy(room, from, n);
  unsigned r = 0;
  for (size_t i = 0; i < sizeof room; i++)
    r = r * 7 + room[i];
  note(r);
  return r;
}

__attribute__((noinline)) static unsigned copy_other(const char *from, size_t n) {
  char room[24];
  memset(room, 1, sizeof room);
  memcpy(room, from, n);
  unsigned r = 0;
  for (size_t i = 0; i < sizeof room; i++)
    r = r * 7 + room[i];
  note(r);
  return r;
}

static void caught(int number) {
  static const char text[] = "caught\n";
  ssize_t done = write(1, text, sizeof text - 1);
  _exit(done < 0 ? 2 : number == SIGABRT ? 0 : 3);
}

int main(void) {
  static char long_text[256];
  memset(long_text, 'x', sizeof long_text);
  volatile size_t n;
  for (n = 0; n < 16; n++)
    note(copy("0123456789abcdef", n) ^ copy_other("fedcba9876543210", n));
  printf("%u\n", hash);
  fflush(stdout);
  if (freopen("/dev/null", "w", stderr) == NULL)
    return 4;
  signal(SIGABRT, caught);
  n = 64;
  copy(long_text, n);
  printf("not caught\n");
  return 1;
}
