/*
 * Runs functions of one object file on generated arguments, and prints what each did: a line for each function, input
 * and content of the stack before the call. Linked with that object and with generated calls and stand-ins (see
 * dev.assay.execute.DriverSource) in the place of GENERATED; static, without a C library. Linux on x86-64.
 *
 * Each call runs in a process of its own that may use a fifth of a second of the processor, and can do nothing but
 * write its line and end (seccomp's strict mode). Everything that a call gets is at the same address in every such
 * program.
 */
/* No name of ours is one of the object's: names of static things would take the place of its own in this file. */
#define hash assay_hash
#define randomness assay_randomness
#define input assay_input
#define stack_top assay_stack_top
#define heap assay_heap
#define traced assay_traced
#define parameter assay_parameter
#define function_number assay_function_number
#define fill_number assay_fill_number
#define local assay_local
#define call assay_call
#define mix assay_mix
#define scramble assay_scramble
#define next assay_next
#define digit assay_digit
#define number assay_number
#define line assay_line
#define mix_word assay_mix_word
#define mix_pointer assay_mix_pointer
#define mix_memory assay_mix_memory
#define mix_double assay_mix_double
#define small assay_small
#define any_int assay_any_int
#define any_double assay_any_double
#define any_pointer assay_any_pointer
#define fill_room assay_fill_room
#define room_of assay_room_of
#define leave assay_leave
#define enter assay_enter
#define answer_pointer assay_answer_pointer
#define finish assay_finish
#define not_modelled assay_not_modelled
#define put assay_put
#define fill_stack assay_fill_stack
#define run assay_run
#define begin assay_begin
#define calls assay_calls
#define call_count assay_call_count
#define shared assay_shared
#define shared_count assay_shared_count

typedef unsigned long word;
typedef unsigned char byte;

/* What a line says in place of a hash. */
enum { FAULTED = 1, UNKNOWN = 2, TIMED_OUT = 3 };
enum { SYS_write = 1, SYS_mmap = 9, SYS_fork = 57, SYS_exit = 60, SYS_wait4 = 61, SYS_prctl = 157, SYS_arch_prctl = 158,
       SYS_setrlimit = 160, SYS_setitimer = 38, ITIMER_VIRTUAL = 1, SIGVTALRM = 26, MOST_TIMEOUTS = 2, MICROSECONDS = 200000, SYS_exit_group = 231, ARCH_SET_FS = 0x1002, PR_SET_SECCOMP = 22, STRICT = 1, RLIMIT_CORE = 4, READ_WRITE = 3, PRIVATE_ANONYMOUS_FIXED = 0x32, INPUTS = 18, ROOM = 1 << 13, ROOMS = 12,
       NOT_MODELLED = 3, FAULTS = 4, TRACE_LIMIT = 1 << 20 };
#define ROOMS_AT ((byte *)0x10000000)
#define HEAP_AT ((byte *)0x20000000)
#define HEAP_SIZE (1l << 22)

static long call(long n, word a, word b, word c, word d, word e, word f) {
  long r;
  register word r10 __asm__("r10") = d;
  register word r8 __asm__("r8") = e;
  register word r9 __asm__("r9") = f;
  __asm__ volatile("syscall" : "=a"(r) : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  return r;
}
__asm__(".globl _start\n_start:\n  xor %ebp, %ebp\n  mov %rsp, %rdi\n  and $-16, %rsp\n  call assay_begin\n  hlt\n");

extern byte __executable_start[], _end[];
static word hash, randomness, input;
static byte *stack_top, *heap;
static long traced;
static int parameter;
static word function_number, fill_number;
/* Where thread-local variables and the stack protector's guard are. */
static byte local[1 << 16] __attribute__((aligned(64)));

static void mix(word x) {
  hash = (hash ^ x) * 0x9e3779b97f4a7c15ul;
  hash ^= hash >> 29;
}
static word scramble(word x) {
  x = (x ^ (x >> 31)) * 0x7fb5d329728ea185ul;
  x = (x ^ (x >> 27)) * 0x81dadef4bc2dd44dul;
  return x ^ (x >> 33);
}
static word next(void) {
  randomness += 0x9e3779b97f4a7c15ul;
  return scramble(randomness);
}
static char digit(word x) { return x < 10 ? '0' + x : 'a' + x - 10; }
static char *number(char *to, word x) {
  for (int i = 15; i >= 0; i--)
    *to++ = digit(x >> (4 * i) & 15);
  *to++ = ' ';
  return to;
}
static void line(word what) {
  char text[80], *to = text;
  to = number(to, function_number);
  to = number(to, input);
  to = number(to, fill_number);
  to = number(to, what);
  to[-1] = '\n';
  call(SYS_write, 1, (word)text, to - text, 0, 0, 0);
}

/* Addresses of code, constants and locals differ between objects. */
static void mix_word(word x) {
  if (x >= (word)__executable_start && x < (word)_end)
    mix(1);
  else if (x > (word)stack_top - (8ul << 20) && x < (word)stack_top + 65536)
    mix(2);
  else
    mix(x);
}
static void mix_pointer(const void *p) {
  const byte *at = p;
  mix_word((word)p);
  if (at >= __executable_start && at < _end) /* a text says more than that it is one */
    for (int i = 0; i < 64 && at + i < _end && at[i] >= 9 && at[i] < 127; i++)
      mix(at[i]);
}
static void mix_memory(const byte *at, word size) {
  for (; size >= 8; at += 8, size -= 8)
    mix_word(*(const word *)at);
  for (; size; at++, size--)
    mix(*at);
}
static void mix_double(double x) {
  union { double x; word bits; } both = {x};
  mix(x == x ? both.bits : 3);
}

/* What is handed to a function. */
static word small(void) {
  word r = next();
  return input < 12 ? r % (input + 2) : input < 14 ? r & 0xffff : input == 14 ? 0 - r % 9 : r;
}
static word any_int(void) { return small(); }
static double any_double(void) { return (double)(long)(next() % 4001) / 8 - 250; }
static void *any_pointer(void) {
  int room = parameter++;
  return ROOMS_AT + ROOM * (word)(room % ROOMS);
}
static void fill_room(byte *at, int room, word size) {
  int kind = input % 6;
  for (word i = 0; i < size; i += 8) {
    word r = next();
    word *to = (word *)(at + i);
    if (kind == 0)
      *to = 0;
    else if (kind == 1)
      *to = (r & 7) | (r >> 8 & 7) << 32;
    else if (kind == 2) {
      byte text[8];
      for (int j = 0; j < 8; j++)
        text[j] = i % 64 == 56 && j == 7 ? 0 : " aA0bB1,x.-z9\nQ"[(r >> (8 * j)) % 15];
      __builtin_memcpy(to, text, 8);
    } else if (kind == 3 ? r % 3 == 0 : (i / 8) % 2 == (word)(kind - 4)) /* links, and numbers between them */
      *to = r % 9 == 0 ? 0 : (word)(ROOMS_AT + ROOM * (word)((room + 1 + (r >> 8) % 3) % ROOMS) + (r >> 12) % 64 * 16);
    else
      *to = (r >> 8 & 7) | (r >> 16 & 7) << 32;
  }
}

/* What a function gets from outside. */
static void *room_of(word size) {
  byte *at = heap;
  size = (size + 31) & ~15ul;
  if (size > (word)(HEAP_AT + HEAP_SIZE - heap))
    return 0;
  heap += size;
  for (word i = 0; i < size; i += 8) /* nobody may count on what is there */
    *(word *)(at + i) = fill_number * 0x5555555555555555ul;
  return at;
}
static __attribute__((noreturn)) void leave(int status) {
  for (;;)
    call(SYS_exit, status, 0, 0, 0, 0, 0);
}
static void enter(word which) {
  if (++traced > TRACE_LIMIT)
    leave(NOT_MODELLED);
  mix(which + 1000);
}
static void *answer_pointer(void) {
  if (next() % 8 == 0)
    return 0;
  byte *at = room_of(4096);
  if (at)
    fill_room(at, 0, 4096);
  return at;
}
static __attribute__((noreturn)) void finish(void);
void __stack_chk_fail(void) { leave(FAULTS); }
static __attribute__((noreturn, unused)) void not_modelled(void) { leave(NOT_MODELLED); }
static void put(int c) {
  enter(9);
  mix((byte)c);
}

/*
 * The part of the C library that compilers know, as it is. Calls are not noted: compilers may add and drop them. Weak, as
 * the object may have its own.
 */
#pragma clang attribute push(__attribute__((weak)), apply_to = function)
void *memcpy(void *to, const void *from, word n) {
  for (word i = 0; i < n; i++)
    ((volatile byte *)to)[i] = ((const byte *)from)[i];
  return to;
}
void *memmove(void *to, const void *from, word n) {
  if ((byte *)to <= (const byte *)from)
    return memcpy(to, from, n);
  while (n--)
    ((volatile byte *)to)[n] = ((const byte *)from)[n];
  return to;
}
void *memset(void *to, int c, word n) {
  for (word i = 0; i < n; i++)
    ((volatile byte *)to)[i] = (byte)c;
  return to;
}
int memcmp(const void *a, const void *b, word n) {
  for (word i = 0; i < n; i++)
    if (((const byte *)a)[i] != ((const byte *)b)[i])
      return ((const byte *)a)[i] < ((const byte *)b)[i] ? -1 : 1;
  return 0;
}
int bcmp(const void *a, const void *b, word n) { return memcmp(a, b, n) != 0; }
void *memchr(const void *s, int c, word n) {
  for (word i = 0; i < n; i++)
    if (((const byte *)s)[i] == (byte)c)
      return (byte *)s + i;
  return 0;
}
word strlen(const char *s) {
  word n = 0;
  while (((const volatile char *)s)[n])
    n++;
  return n;
}
word strnlen(const char *s, word most) {
  word n = 0;
  while (n < most && ((const volatile char *)s)[n])
    n++;
  return n;
}
int strncmp(const char *a, const char *b, word n) {
  for (word i = 0; i < n; i++)
    if (a[i] != b[i] || !a[i])
      return a[i] == b[i] ? 0 : (byte)a[i] < (byte)b[i] ? -1 : 1;
  return 0;
}
int strcmp(const char *a, const char *b) { return strncmp(a, b, ~0ul); }
char *strchr(const char *s, int c) {
  for (;; s++) {
    if (*s == (char)c)
      return (char *)s;
    if (!*s)
      return 0;
  }
}
char *strrchr(const char *s, int c) {
  char *last = 0;
  for (;; s++) {
    if (*s == (char)c)
      last = (char *)s;
    if (!*s)
      return last;
  }
}
char *strcpy(char *to, const char *from) { return memcpy(to, from, strlen(from) + 1); }
char *stpcpy(char *to, const char *from) {
  word n = strlen(from);
  memcpy(to, from, n + 1);
  return to + n;
}
char *strncpy(char *to, const char *from, word n) {
  word all = strnlen(from, n);
  memcpy(to, from, all);
  memset(to + all, 0, n - all);
  return to;
}
char *strcat(char *to, const char *from) {
  strcpy(to + strlen(to), from);
  return to;
}
int abs(int x) { return x < 0 ? (int)(0u - (unsigned)x) : x; }
void *malloc(word n) { return room_of(n); }
void *calloc(word n, word m) {
  word all;
  if (__builtin_mul_overflow(n, m, &all))
    return 0;
  void *at = room_of(all);
  return at ? memset(at, 0, all) : 0;
}
void *realloc(void *old, word n) {
  byte *at = room_of(n);
  for (word i = 0; at && old && i < n && (byte *)old + i < at; i++)
    at[i] = ((byte *)old)[i];
  return at;
}
void free(void *p) { (void)p; }
int putchar(int c) { put(c); return (byte)c; }
int fputc(int c, void *file) { (void)file; put(c); return (byte)c; }
int putc(int c, void *file) { return fputc(c, file); }
int fputs(const char *s, void *file) {
  (void)file;
  while (*s)
    put(*s++);
  return 1;
}
int puts(const char *s) { fputs(s, 0); put('\n'); return 1; }
word fwrite(const void *p, word size, word n, void *file) {
  (void)file;
  for (word i = 0; i < size * n; i++)
    put(((const byte *)p)[i]);
  return n;
}

#pragma clang attribute pop

struct shared { byte *at; word size; };

/* GENERATED */

static __attribute__((noreturn)) void finish(void) {
  for (word i = 0; i < shared_count; i++)
    mix_memory(shared[i].at, shared[i].size);
  mix_memory(ROOMS_AT, ROOM * (word)ROOMS);
  line(hash | 1ul << 63);
  leave(0);
}
static __attribute__((noinline)) void fill_stack(byte with) {
  volatile byte room[1 << 15];
  for (word i = 0; i < sizeof room; i++)
    room[i] = with;
}
static __attribute__((noreturn)) void run(void) {
  word none[2] = {0, 0}, timer[4] = {0, 0, 0, MICROSECONDS};
  call(SYS_setrlimit, RLIMIT_CORE, (word)none, 0, 0, 0, 0);
  call(SYS_arch_prctl, ARCH_SET_FS, (word)(local + sizeof local - 4096), 0, 0, 0, 0);
  call(SYS_mmap, (word)ROOMS_AT, ROOM * (word)ROOMS, READ_WRITE, PRIVATE_ANONYMOUS_FIXED, ~0ul, 0);
  call(SYS_mmap, (word)HEAP_AT, HEAP_SIZE, READ_WRITE, PRIVATE_ANONYMOUS_FIXED, ~0ul, 0);
  heap = HEAP_AT;
  randomness = scramble(input + 77);
  for (int i = 0; i < ROOMS; i++)
    fill_room(ROOMS_AT + ROOM * (word)i, i, ROOM);
  randomness = scramble(input * 131 + function_number);
  hash = 1;
  call(SYS_setitimer, ITIMER_VIRTUAL, (word)timer, 0, 0, 0, 0);
  if (call(SYS_prctl, PR_SET_SECCOMP, STRICT, 0, 0, 0, 0) != 0)
    leave(NOT_MODELLED);
  fill_stack(fill_number ? 0x55 : 0xaa);
  calls[function_number]();
  finish();
}

static __attribute__((used)) void begin(word *stack) {
  stack_top = (byte *)stack;
  for (function_number = 0; function_number < call_count; function_number++) {
    int timeouts = 0;
    for (input = 0; input < INPUTS; input++)
      for (fill_number = 0; fill_number < 2 && timeouts < MOST_TIMEOUTS; fill_number++) {
        long child = call(SYS_fork, 0, 0, 0, 0, 0, 0);
        if (child == 0)
          run();
        int status = 0;
        if (child < 0 || call(SYS_wait4, child, (word)&status, 0, 0, 0, 0) != child)
          call(SYS_exit_group, 1, 0, 0, 0, 0, 0);
        if ((status & 0x7f) == SIGVTALRM) {
          timeouts++;
          line(TIMED_OUT);
        } else if ((status & 0x7f) != 0 || status >> 8 == FAULTS)
          line(FAULTED);
        else if (status >> 8 == NOT_MODELLED)
          line(UNKNOWN);
      }
  }
  call(SYS_exit_group, 0, 0, 0, 0, 0, 0);
}
