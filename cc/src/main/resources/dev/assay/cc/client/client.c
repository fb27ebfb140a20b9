/*
 * The client of "assay cc": starts the compiler at once, tells the daemon what is compiled, and puts the daemon's object
 * in the place of the compiler's when both are done. Whatever goes wrong, the compiler's own object and exit status stand.
 *
 * It is started for every file of a build, so it is free of the C library and of everything that takes time: one static
 * program, made by Assay's own clang and lld. Linux, on x86-64 and AArch64.
 *
 *   client LAUNCHER [OPTION...] [--] COMPILER ARGUMENT...
 *
 * The protocol is told in dev.assay.cc.daemon.Protocol.
 */
typedef unsigned long word;
typedef unsigned char byte;

#ifndef ASSAY_BUILD
#define ASSAY_BUILD "0"
#endif
#define MAGIC "ASSAYCC1"
#define SOCKET_NAME "s-" ASSAY_BUILD

#if defined(__x86_64__)
enum { SYS_read = 0, SYS_write = 1, SYS_close = 3, SYS_nanosleep = 35, SYS_getpid = 39, SYS_socket = 41, SYS_connect = 42,
       SYS_clone = 56, SYS_execve = 59, SYS_wait4 = 61, SYS_kill = 62, SYS_flock = 73, SYS_getcwd = 79, SYS_chdir = 80,
       SYS_getuid = 102, SYS_setsid = 112, SYS_prctl = 157, SYS_rt_sigaction = 13, SYS_clock_gettime = 228,
       SYS_exit_group = 231, SYS_openat = 257, SYS_mkdirat = 258, SYS_renameat = 264, SYS_ppoll = 271, SYS_dup3 = 292,
       SYS_prlimit64 = 302, SYS_statx = 332, SYS_unlinkat = 263 };
static long call(long n, word a, word b, word c, word d, word e, word f) {
  long r;
  register word r10 __asm__("r10") = d;
  register word r8 __asm__("r8") = e;
  register word r9 __asm__("r9") = f;
  __asm__ volatile("syscall" : "=a"(r) : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  return r;
}
__asm__(".globl _start\n_start:\n  xor %ebp, %ebp\n  mov %rsp, %rdi\n  and $-16, %rsp\n  call begin\n  hlt\n");
#elif defined(__aarch64__)
enum { SYS_read = 63, SYS_write = 64, SYS_close = 57, SYS_nanosleep = 101, SYS_getpid = 172, SYS_socket = 198,
       SYS_connect = 203, SYS_clone = 220, SYS_execve = 221, SYS_wait4 = 260, SYS_kill = 129, SYS_flock = 32,
       SYS_getcwd = 17, SYS_chdir = 49, SYS_getuid = 174, SYS_setsid = 157, SYS_prctl = 167, SYS_rt_sigaction = 134,
       SYS_clock_gettime = 113, SYS_exit_group = 94, SYS_openat = 56, SYS_mkdirat = 34, SYS_renameat = 38,
       SYS_ppoll = 73, SYS_dup3 = 24, SYS_prlimit64 = 261, SYS_statx = 291, SYS_unlinkat = 35 };
static long call(long n, word a, word b, word c, word d, word e, word f) {
  register word x8 __asm__("x8") = n;
  register word x0 __asm__("x0") = a;
  register word x1 __asm__("x1") = b;
  register word x2 __asm__("x2") = c;
  register word x3 __asm__("x3") = d;
  register word x4 __asm__("x4") = e;
  register word x5 __asm__("x5") = f;
  __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
  return (long)x0;
}
__asm__(".globl _start\n_start:\n  mov x29, #0\n  mov x0, sp\n  and sp, x0, #-16\n  bl begin\n  brk #0\n");
#else
#error "this machine has no client"
#endif

enum { AT_FDCWD = -100, O_RDONLY = 0, O_RDWR = 2, O_CREAT = 0100, O_APPEND = 02000, O_WRONLY = 1, O_CLOEXEC = 02000000,
       SIGKILL = 9, SIGPIPE = 13, SIGTERM = 15, SIGCHLD = 17, WNOHANG = 1, LOCK_EX = 2, LOCK_NB = 4, POLLIN = 1,
       EINTR = 4, EACCES = 13, LATE = -1, PR_SET_PDEATHSIG = 1, RLIMIT_CORE = 4 };

#define C1(n, a) call(n, (word)(a), 0, 0, 0, 0, 0)
#define C2(n, a, b) call(n, (word)(a), (word)(b), 0, 0, 0, 0)
#define C3(n, a, b, c) call(n, (word)(a), (word)(b), (word)(c), 0, 0, 0)
#define C4(n, a, b, c, d) call(n, (word)(a), (word)(b), (word)(c), (word)(d), 0, 0)
#define C5(n, a, b, c, d, e) call(n, (word)(a), (word)(b), (word)(c), (word)(d), (word)(e), 0)

/* clang may call these by itself. */
void *memcpy(void *to, const void *from, word size) {
  for (word i = 0; i < size; i++)
    ((volatile byte *)to)[i] = ((const byte *)from)[i];
  return to;
}
void *memset(void *to, int value, word size) {
  for (word i = 0; i < size; i++)
    ((volatile byte *)to)[i] = (byte)value;
  return to;
}

struct time { long seconds, nanos; };
struct poll { int file; short wanted, found; };

static char **environment;
static char *launcher;
static long started; /* nanoseconds since 1970 */

static word length(const char *s) {
  word n = 0;
  while (s[n])
    n++;
  return n;
}
static int same(const char *a, const char *b) {
  while (*a && *a == *b)
    a++, b++;
  return *a == *b;
}
static int begins(const char *s, const char *with) {
  while (*with)
    if (*s++ != *with++)
      return 0;
  return 1;
}
static __attribute__((noreturn)) void leave(int status) {
  for (;;)
    C1(SYS_exit_group, status);
}
static void say(const char *s) { C3(SYS_write, 2, s, length(s)); }
static char *variable(const char *name) {
  word n = length(name);
  for (char **e = environment; *e; e++)
    if (begins(*e, name) && (*e)[n] == '=')
      return (*e)[n + 1] ? *e + n + 1 : 0;
  return 0;
}
static char *append(char *at, char *end, const char *s) {
  while (*s && at < end - 1)
    *at++ = *s++;
  *at = 0;
  return at;
}
static long milliseconds(void) {
  struct time t;
  C2(SYS_clock_gettime, 1, &t);
  return t.seconds * 1000 + t.nanos / 1000000;
}
static long number(const char *s, long otherwise) {
  long n = 0;
  if (!s || !*s)
    return otherwise;
  for (; *s; s++) {
    if (*s < '0' || *s > '9' || n > 100000000)
      return otherwise;
    n = n * 10 + (*s - '0');
  }
  return n;
}

/* ---- the compiler ---- */

/* Becomes the compiler; returns only when it cannot be started. */
static void become(char **command) {
  static char path[4096];
  long error = -2;
  if (!*command[0]) {
    say("assay: cc: no compiler is named\n");
    return;
  }
  for (char *c = command[0]; *c; c++)
    if (*c == '/') {
      error = C3(SYS_execve, command[0], command, environment);
      goto failed;
    }
  const char *search = variable("PATH");
  if (!search)
    search = "/usr/local/bin:/usr/bin:/bin";
  for (;;) {
    char *at = path, *end = path + sizeof path;
    while (*search && *search != ':' && at < end - 2)
      *at++ = *search++;
    if (at != path)
      *at++ = '/';
    append(at, end, command[0]);
    long found = C3(SYS_execve, path, command, environment);
    if (found == -EACCES || error == -2)
      error = found;
    if (!*search)
      break;
    search++;
  }
failed:
  say("assay: cc: cannot run the compiler ");
  say(command[0]);
  say(error == -EACCES ? ": permission denied\n" : ": there is no such program\n");
}

/* Compiling alone may give an object; all else is for the compiler, and there is nothing to add. */
static int may_give_object(char **arguments) {
  int compiles = 0;
  for (char **a = arguments; *a; a++) {
    if (same(*a, "-c") || same(*a, "--compile") || **a == '@')
      compiles = 1;
    if (same(*a, "-E") || same(*a, "-S") || same(*a, "-M") || same(*a, "-MM") || same(*a, "-###") ||
        same(*a, "-fsyntax-only") || same(*a, "--version"))
      return 0;
  }
  return compiles;
}

/* ---- the daemon ---- */

/* Goes into the daemon's folder, which has to be the user's alone. */
static int enter_folder(void) {
  static char folder[4096];
  char *end = folder + sizeof folder;
  char *at = folder;
  const char *given;
  if ((given = variable("ASSAY_CACHE_DIR"))) {
    at = append(at, end, given);
  } else if ((given = variable("XDG_CACHE_HOME"))) {
    at = append(append(at, end, given), end, "/assay");
  } else if ((given = variable("HOME"))) {
    at = append(at, end, given);
    at = append(at, end, "/.cache");
    C3(SYS_mkdirat, AT_FDCWD, folder, 0755);
    at = append(at, end, "/assay");
  } else {
    return 0;
  }
  C3(SYS_mkdirat, AT_FDCWD, folder, 0755);
  append(at, end, "/cc");
  C3(SYS_mkdirat, AT_FDCWD, folder, 0700);
  if (C1(SYS_chdir, folder) < 0)
    return 0;
  static byte status[256]; /* struct statx: owner at 20, mode at 28 */
  if (C5(SYS_statx, AT_FDCWD, ".", 0, 0x7ff, status) < 0)
    return 0;
  unsigned owner = *(unsigned *)(status + 20);
  unsigned short mode = *(unsigned short *)(status + 28);
  return owner == (unsigned)C1(SYS_getuid, 0) && (mode & 077) == 0;
}

static int connect_daemon(void) {
  struct { unsigned short family; char path[108]; } address = {1, SOCKET_NAME};
  int s = (int)C3(SYS_socket, 1, 1 | O_CLOEXEC | 04000, 0); /* never waits for a place in the daemon's queue */
  if (s < 0)
    return -1;
  if (C3(SYS_connect, s, &address, 2 + sizeof SOCKET_NAME) < 0) {
    C1(SYS_close, s);
    return -1;
  }
  return s;
}

/* Whether a daemon failed to start within the last minute. */
static int has_just_failed(void) {
  static byte status[256];
  struct time now;
  if (C5(SYS_statx, AT_FDCWD, "down", 0, 0x7ff, status) < 0)
    return 0;
  C2(SYS_clock_gettime, 0, &now);
  long since = now.seconds - *(long *)(status + 112); /* the time it was written */
  return since >= 0 && since < 60;
}

static int start_daemon(void) {
  int child = (int)C5(SYS_clone, SIGCHLD, 0, 0, 0, 0);
  if (child == 0) {
    C1(SYS_setsid, 0);
    int nothing = (int)C4(SYS_openat, AT_FDCWD, "/dev/null", O_RDWR | O_CLOEXEC, 0);
    int log = (int)C4(SYS_openat, AT_FDCWD, "daemon.err", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    C3(SYS_dup3, nothing, 0, 0);
    C3(SYS_dup3, log < 0 ? nothing : log, 1, 0);
    C3(SYS_dup3, log < 0 ? nothing : log, 2, 0);
    /* make waits for whoever holds its pipes. */
    for (int file = 3; file < 256; file++)
      C1(SYS_close, file);
    char *command[] = {"/bin/sh", launcher, "cc", "--daemon=" ASSAY_BUILD, 0};
    C3(SYS_execve, command[0], command, environment);
    leave(127);
  }
  return child;
}

static char *append_number(char *at, char *end, long n, int digits, const char *after) {
  char text[8] = {0};
  for (int i = digits - 1; i >= 0; i--, n /= 10)
    text[i] = (char)('0' + n % 10);
  return append(append(at, end, text), end, after);
}

/* A line of the daemon's log (dev.assay.cc.store.Log), where there is no daemon to write it. */
static void log_line(const char *what) {
  static char line[512];
  char *end = line + sizeof line;
  struct time now;
  C2(SYS_clock_gettime, 0, &now);
  /* The Gregorian calendar, in eras of 400 years that begin with a March. */
  long days = now.seconds / 86400 + 719468, second = now.seconds % 86400;
  long era = days / 146097, of_era = days % 146097;
  long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  long of_year = of_era - (365 * year + year / 4 - year / 100);
  long month = (5 * of_year + 2) / 153; /* 0 is March */
  long day = of_year - (153 * month + 2) / 5 + 1;
  char *at = append_number(line, end, 400 * era + year + (month >= 10), 4, "-");
  at = append_number(at, end, month < 10 ? month + 3 : month - 9, 2, "-");
  at = append_number(at, end, day, 2, "T");
  at = append_number(at, end, second / 3600, 2, ":");
  at = append_number(at, end, second / 60 % 60, 2, ":");
  at = append_number(at, end, second % 60, 2, "Z ");
  at = append(append(at, end, what), end, "\n");
  int log = (int)C4(SYS_openat, AT_FDCWD, "log", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  C3(SYS_write, log, line, at - line);
  C1(SYS_close, log);
}

/* A connection to the daemon, started when there is none; -1 without one. */
static int reach_daemon(void) {
  int s = connect_daemon();
  if (s >= 0 || has_just_failed())
    return s;
  long until = milliseconds() + 1000 * number(variable("ASSAY_CC_START"), 30);
  int lock = (int)C4(SYS_openat, AT_FDCWD, "start.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  int daemon = 0;
  if (lock < 0)
    return -1;
  while (s < 0 && milliseconds() < until) {
    if (!daemon && C2(SYS_flock, lock, LOCK_EX | LOCK_NB) == 0 && (s = connect_daemon()) < 0)
      daemon = start_daemon();
    if (s >= 0)
      break;
    struct time moment = {0, 20000000};
    C2(SYS_nanosleep, &moment, 0);
    int status;
    if ((s = connect_daemon()) >= 0 || has_just_failed() ||
        (daemon > 0 && C4(SYS_wait4, daemon, &status, WNOHANG, 0) == daemon))
      break;
  }
  if (s < 0 && daemon) {
    C1(SYS_close, C4(SYS_openat, AT_FDCWD, "down", O_WRONLY | O_CREAT | O_CLOEXEC | 01000, 0600));
    log_line("no daemon could be started (what it said is in daemon.err): for a minute, compilers run alone");
  }
  C1(SYS_close, lock); /* or the next one would wait for this client to end */
  return s;
}

static int wait_for(int s, int what, long timeout) {
  struct poll p = {s, (short)what, 0};
  struct time t = {timeout / 1000, timeout % 1000 * 1000000};
  long found;
  while ((found = C5(SYS_ppoll, &p, 1, &t, 0, 8)) == -EINTR)
    ;
  return found > 0;
}
static int send_all(int s, const char *data, word size) {
  while (size) {
    long n = C3(SYS_write, s, data, size);
    if (n <= 0) {
      if (n != -11 && n != -EINTR)
        return 0;
      if (!wait_for(s, 4, 10000))
        return 0;
      continue;
    }
    data += n;
    size -= n;
  }
  return 1;
}
/* 1 when all is read, 0 when the other end is gone, LATE when nothing came for that long. */
static int read_all(int s, char *data, word size, long timeout) {
  while (size) {
    long n = C3(SYS_read, s, data, size);
    if (n == -EINTR)
      continue;
    if (n == -11) {
      if (!wait_for(s, POLLIN, timeout))
        return LATE;
      continue;
    }
    if (n <= 0)
      return 0;
    data += n;
    size -= n;
  }
  return 1;
}

static word strings_size(char **list) {
  word n = 8;
  for (; *list; list++)
    n += length(*list) + 1;
  return n;
}
static int send_strings(int s, char **list) {
  word count = 0;
  while (list[count])
    count++;
  if (!send_all(s, (char *)&count, 8))
    return 0;
  for (; *list; list++)
    if (!send_all(s, *list, length(*list) + 1))
      return 0;
  return 1;
}

/* Magic, the size of the rest, when the compiler was started, folder, then three lists: how many, and the strings. */
static int tell(int s, char *folder, char **options, char **command) {
  word size = 8 + length(folder) + 1 + strings_size(options) + strings_size(command) + strings_size(environment);
  return send_all(s, MAGIC, 8) && send_all(s, (char *)&size, 8) && send_all(s, (char *)&started, 8) &&
         send_all(s, folder, length(folder) + 1) && send_strings(s, options) && send_strings(s, command) &&
         send_strings(s, environment);
}

/* Says that the compiler's objects are there; puts what the daemon made in their places. Answers as read_all does. */
static int take_objects(int s, long timeout) {
  static char names[1 << 16];
  word size;
  if (!send_all(s, "C", 1))
    return 0;
  int found = read_all(s, (char *)&size, 8, timeout);
  if (found != 1 || size == 0)
    return found;
  if (size >= sizeof names)
    return 0;
  if ((found = read_all(s, names, size, timeout)) != 1)
    return found;
  names[size] = 0;
  for (char *at = names; at < names + size;) {
    char *made = at, *object = at + length(at) + 1;
    at = object + length(object) + 1;
    if (C4(SYS_renameat, AT_FDCWD, made, AT_FDCWD, object) < 0)
      C3(SYS_unlinkat, AT_FDCWD, made, 0);
  }
  send_all(s, "D", 1);
  return 1;
}

/* ---- all together ---- */

static int compile(char **options, char **command) {
  static char folder[4096];
  struct time now;
  C2(SYS_clock_gettime, 0, &now);
  started = now.seconds * 1000000000 + now.nanos;
  int has_folder = C2(SYS_getcwd, folder, sizeof folder) > 0;
  int compiler = (int)C5(SYS_clone, SIGCHLD, 0, 0, 0, 0);
  if (compiler < 0) {
    become(command);
    return 127;
  }
  if (compiler == 0) {
    C2(SYS_prctl, PR_SET_PDEATHSIG, SIGTERM);
    become(command);
    leave(127);
  }
  struct { word handler, flags, restorer, mask; } ignore = {1, 0, 0, 0};
  C4(SYS_rt_sigaction, SIGPIPE, &ignore, 0, 8);

  int is_told = 0, s = -1;
  if (has_folder && enter_folder()) {
    s = reach_daemon();
    is_told = s >= 0 && tell(s, folder, options, command);
  }
  int status = 0;
  while (C4(SYS_wait4, compiler, &status, 0, 0) == -EINTR)
    ;
  if (status & 0x7f) { /* ended by a signal; so is this */
    word none[2] = {0, 0};
    C4(SYS_prlimit64, 0, RLIMIT_CORE, none, 0);
    C2(SYS_kill, C1(SYS_getpid, 0), status & 0x7f);
    return 128 + (status & 0x7f);
  }
  long timeout = 1000 * number(variable("ASSAY_CC_WAIT"), 600);
  int found = status == 0 && is_told ? take_objects(s, timeout) : 1;
  if (found == 0) {
    /* The daemon is gone. Another may know the answer, or find it. */
    C1(SYS_close, s);
    s = reach_daemon();
    found = s >= 0 && tell(s, folder, options, command) ? take_objects(s, timeout) : 0;
    if (found == 0)
      log_line("a daemon ended before it answered, and so did the next: an object stays as the compiler made it");
  }
  if (found == LATE)
    log_line("no answer within ASSAY_CC_WAIT seconds: an object stays as the compiler made it, until the next build");
  return status >> 8 & 0xff;
}

__attribute__((used)) void begin(word *stack) {
  int count = (int)stack[0];
  char **arguments = (char **)(stack + 1);
  environment = arguments + count + 1;
  if (count < 3) {
    say("assay: cc: say which compiler to run, for example: assay cc -- gcc -c file.c\n");
    leave(2);
  }
  launcher = arguments[1];
  static char *options[64];
  int option_count = 0;
  char **at = arguments + 2;
  while (*at && begins(*at, "--") && !same(*at, "--")) {
    if (option_count < 63)
      options[option_count++] = *at;
    at++;
  }
  if (*at && same(*at, "--"))
    at++;
  if (*at && **at == '-') { /* in the place of a compiler */
    char *own = variable("ASSAY_CC_COMPILER");
    *--at = own ? own : "cc";
  }
  if (!*at) {
    say("assay: cc: say which compiler to run, for example: assay cc -- gcc -c file.c\n");
    leave(2);
  }
  char *off = variable("ASSAY_CC");
  if (!may_give_object(at + 1) || (off && same(off, "off"))) {
    become(at);
    leave(127);
  }
  leave(compile(options, at));
}
