// FLAGS: -fexceptions -fcxx-exceptions
// Functions that are equal as instructions and not as meanings, which merging must keep apart: by address, by what they
// call or keep, by what aliases, by what is volatile or unwinds; and such that it may merge.
extern "C" int printf(const char *, ...);

#define KEPT __attribute__((noinline, used))

// Equal in all but name: their addresses differ all the same.
KEPT static int mix_one(int a, int b) { return (a * 31 + b) ^ (a >> 3) ^ (b << 5) ^ (a * b + 7); }
KEPT static int mix_two(int a, int b) { return (a * 31 + b) ^ (a >> 3) ^ (b << 5) ^ (a * b + 7); }
int mix_three(int a, int b) { return (a * 31 + b) ^ (a >> 3) ^ (b << 5) ^ (a * b + 7); }
typedef int (*Mix)(int, int);
static volatile Mix mixes[] = {mix_one, mix_two, mix_three};

// A stronger definition elsewhere may replace one of these, and not the other.
__attribute__((weak)) int weak_mix(int a, int b) { return (a * 17 + b) ^ (a >> 2) ^ (b << 4) ^ (a * b + 5); }
KEPT int strong_mix(int a, int b) { return (a * 17 + b) ^ (a >> 2) ^ (b << 4) ^ (a * b + 5); }

// Equal but for a variable of their own.
KEPT static int next_one() { static int count = 10; count += 3; return count * count + (count >> 1); }
KEPT static int next_two() { static int count = 10; count += 3; return count * count + (count >> 1); }

// Equal but for signedness, for the constant, and for what is volatile.
KEPT static int less_signed(int a, int b) { return a < b ? a * 5 + 1 : b * 5 + 1; }
KEPT static int less_unsigned(unsigned a, unsigned b) { return (int)(a < b ? a * 5 + 1 : b * 5 + 1); }
KEPT static int less_six(int a, int b) { return a < b ? a * 5 + 1 : b * 6 + 1; }
KEPT static int twice(int *p) { int a = *p; int b = *p; return a * 3 + b * 5 + (a ^ b); }
KEPT static int twice_volatile(volatile int *p) { int a = *p; int b = *p; return a * 3 + b * 5 + (a ^ b); }

// Equal but for what may alias: a store of one type may not be taken for one of the other.
KEPT static long copy_long(long *to, long *from) { *to = 1; long seen = *from; *to = seen + 2; return seen * 3 + *to; }
KEPT static long copy_mixed(long *to, double *from) {
  *to = 1;
  long long bits;
  __builtin_memcpy(&bits, from, sizeof bits);
  *to = (long)bits + 2;
  return (long)bits * 3 + *to;
}

// Equal, and calls itself: each the one of its own name, or both the one.
KEPT static int down_one(int n) { return n <= 0 ? 3 : n * 7 + down_one(n - 2) + (n & 5); }
KEPT static int down_two(int n) { return n <= 0 ? 3 : n * 7 + down_two(n - 2) + (n & 5); }

// Templates over types of one size, and one over another; virtual functions that are equal.
template <typename T> struct Pile {
  T items[8];
  int count = 0;
  KEPT void push(T item) { if (count == 8) { throw count; } items[count++] = item; }
  KEPT T pop() { if (count == 0) { throw 'e'; } return items[--count]; }
};
struct Shape {
  virtual int area(int scale) = 0;
  virtual int edge(int scale) = 0;
};
struct Square : Shape {
  int side = 4;
  KEPT int area(int scale) override { return side * side * scale + (scale ^ side); }
  KEPT int edge(int scale) override { return side * 4 * scale; }
};
struct Tile : Shape {
  int side = 6;
  KEPT int area(int scale) override { return side * side * scale + (scale ^ side); }
  KEPT int edge(int scale) override { return side * 4 * scale; }
};

// Equal but for what they catch.
KEPT static int catch_int(int n) {
  try {
    Pile<int> p;
    for (int i = 0; i < n; i++) p.push(i);
    return p.pop();
  } catch (int e) {
    return 100 + e;
  } catch (...) {
    return -1;
  }
}
KEPT static int catch_char(int n) {
  try {
    Pile<int> p;
    for (int i = 0; i < n; i++) p.push(i);
    return p.pop();
  } catch (char e) {
    return 200 + e;
  } catch (...) {
    return -2;
  }
}

template <typename T> static long pile(int n) {
  Pile<T> p;
  long sum = 0;
  for (int i = 0; i < n; i++) p.push((T)(i * 3 + 1));
  for (int i = 0; i < n; i++) sum = sum * 3 + (long)p.pop();
  return sum;
}

int main(int argc, char **) {
  int n = argc + 4;
  for (int i = 0; i < 3; i++) {
    printf("mix %d", mixes[i](n, i + 2));
    for (int j = 0; j < 3; j++) printf(" %d", mixes[i] == mixes[j]);
    printf("\n");
  }
  volatile Mix weak = weak_mix, strong = strong_mix;
  printf("weak %d %d %d\n", weak(n, 3), strong(n, 3), weak == strong);
  printf("own %d %d %d %d\n", next_one(), next_one(), next_two(), next_one());
  printf("less %d %d %d\n", less_signed(-n, n), less_unsigned(-n, n), less_six(n, -n));
  int value = n;
  printf("twice %d %d\n", twice(&value), twice_volatile(&value));
  long number = 5;
  double real = 2.5;
  printf("copy %ld %ld\n", copy_long(&number, &number), copy_mixed(&number, &real) >> 8);
  printf("down %d %d\n", down_one(n + 6), down_two(n + 7));
  printf("pile %ld %ld %ld %ld\n", pile<int>(n), pile<unsigned>(n), pile<long>(n), pile<short>(n));
  Square square;
  Tile tile;
  Shape *shapes[] = {&square, &tile};
  for (Shape *shape : shapes) printf("shape %d %d\n", shape->area(n), shape->edge(n));
  printf("catch %d %d %d %d\n", catch_int(n), catch_char(n), catch_int(n + 7), catch_char(n + 7));
  try {
    Pile<char *> p;
    p.pop();
  } catch (char e) {
    printf("empty %c\n", e);
  }
  return 0;
}
