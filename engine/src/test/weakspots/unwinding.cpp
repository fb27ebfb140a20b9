// FLAGS: -fexceptions -fcxx-exceptions
// Exceptions through code that is equal in many functions: what is destroyed, in which order, and who catches.
extern "C" int printf(const char *, ...);

static unsigned hash = 7;
__attribute__((noinline)) static void note(unsigned x) { hash = hash * 131 + x; }

struct Guard {
  int id;
  explicit Guard(int n) : id(n) { note(n); }
  ~Guard() { note(id * 2 + 1); }
};
struct Base {
  int code;
  explicit Base(int n) : code(n) {}
  Base(const Base &other) : code(other.code + 1) { note(code); }
  virtual ~Base() { note(code); }
};
struct Derived : Base {
  explicit Derived(int n) : Base(n) {}
};

__attribute__((noinline)) static int deep(int n) {
  Guard one(n), two(n + 1), three(n + 2);
  note(n * 3);
  note(n ^ 9);
  if (n == 0)
    throw 5;
  if (n % 13 == 12)
    throw Derived(n);
  if (n % 11 == 10)
    throw "text";
  int r = deep(n - 1) + one.id + two.id;
  note(r);
  note(r * 3);
  return r + three.id;
}

__attribute__((noinline)) static int catching(int n) {
  Guard one(n), two(n + 1), three(n + 2);
  note(n * 3);
  note(n ^ 9);
  try {
    return deep(n) + one.id;
  } catch (const Base &base) {
    note(base.code);
    note(base.code * 3);
    return two.id;
  } catch (int number) {
    note(number);
    note(number * 3);
    if (n % 2)
      throw;
    return three.id;
  }
}

__attribute__((noinline)) static int last(int n) {
  Guard one(n), two(n + 1), three(n + 2);
  note(n * 3);
  note(n ^ 9);
  int r = 0;
  try {
    r = catching(n) * 2;
  } catch (...) {
    r = -n;
    note(r);
  }
  try {
    r += catching(n + 1) * 3;
  } catch (const char *text) {
    r += text[0];
    note(r);
  } catch (int number) {
    r -= number;
    note(r);
  }
  return r;
}

int main() {
  for (int n = 1; n < 30; n++)
    note(last(n));
  printf("%u\n", hash);
  return 0;
}
