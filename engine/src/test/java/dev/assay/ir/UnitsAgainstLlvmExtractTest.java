package dev.assay.ir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.clang.CCompiler;
import dev.assay.clang.CompiledC;
import dev.assay.concurrent.Cancellation;
import dev.assay.feature.Feature;
import dev.assay.feature.Observation;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.process.BoundedProcess;
import dev.assay.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each function's unit holds what {@code llvm-extract --keep-const-init --func=NAME} leaves of the module. */
class UnitsAgainstLlvmExtractTest {
  private static final BoundedProcess.Limits LIMITS =
      new BoundedProcess.Limits(Duration.ofSeconds(30), 1 << 24, 4L << 30);

  private static WorkerPool pool;
  private static Path extract;

  @TempDir
  private Path folder;

  /** A module with things in it that are hard to take apart. */
  record Example(String name, String text) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void open() throws IOException {
    LlvmDistribution llvm = LlvmDistribution.unpack();
    pool = new WorkerPool(WorkerOptions.defaults().withWorkers(1), llvm);
    extract = llvm.folder().resolve("llvm-extract");
    assertThat(extract.toFile().setExecutable(true, true)).isTrue();
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aUnitHasTheFeaturesOfWhatLlvmExtractLeaves(Example example) throws IOException {
    IrReader reader = new IrReader(pool);
    byte[] ir = ir(example);
    Path file = Files.write(folder.resolve("module"), ir);
    Units units = reader.functions(ir, example.name, Set.of(), Cancellation.never());
    assertThat(units.problems()).isEmpty();
    assertThat(units.units()).isNotEmpty();
    for (Unit unit : units.units()) {
      BoundedProcess.Outcome outcome = BoundedProcess.run(
          List.of(extract.toString(), "--keep-const-init", "--func=" + unit.name(), file.toString(), "-o", "-"), folder,
          List.of(), LIMITS, Cancellation.never());
      assertThat(outcome.isSuccess()).as(outcome.errors()).isTrue();
      Units alone = reader.program(outcome.output(), "alone", Cancellation.never());
      assertThat(alone.problems()).isEmpty();
      Observation left = alone.units().getFirst().observation();
      // llvm-extract leaves nothing at all of a function that is only there to be inlined; such are units here.
      if (left.features().get(Feature.TOTAL_BLOCKS) > 0) {
        assertThat(unit.observation().opcodes()).as("%s of %s", unit, example).isEqualTo(left.opcodes());
        assertThat(features(unit.observation())).as("%s of %s", unit, example).isEqualTo(features(left));
      }
    }
    assertThat(pool.startedCount()).as("no worker has crashed").isEqualTo(1);
  }

  /**
   * llvm-extract keeps every constant, tables of functions that this one does not use among them, and so a declaration
   * of each function in those. A unit leaves out what it does not use.
   */
  private static int[] features(Observation observation) {
    int[] features = observation.features().toArray();
    features[Feature.TOTAL_FUNCS.ordinal()] = 0;
    return features;
  }

  private byte[] ir(Example example) {
    if (example.name.endsWith(".ll")) {
      return example.text.getBytes(UTF_8);
    }
    CompiledC compiled = new CCompiler(pool.llvm()).compile(
        new SourceFile(folder.resolve(example.name), example.text.getBytes(UTF_8), Optional.empty()),
        Cancellation.never());
    assertThat(compiled.problems()).isEmpty();
    return compiled.output().orElseThrow();
  }

  private static Example of(String name, String text) {
    return new Example(name, text);
  }

  static Stream<Example> examples() {
    return Stream.of(of("aliases.c", """
        int f(int x) { return x + 1; }
        extern int a(int) __attribute__((alias("f")));
        extern int weak_a(int) __attribute__((weak, alias("f")));
        int v = 3;
        extern int va __attribute__((alias("v")));
        int g(int x) { return a(x) + weak_a(x) + va; }
        int (*table[])(int) = {a, f};
        int h(int i) { return table[i](i); }
        """), of("ifuncs.c", """
        static int one(int x) { return x; }
        static int two(int x) { return x * 2; }
        static void *resolve(void) { return one; }
        int chosen(int x) __attribute__((ifunc("resolve")));
        int f(int x) { return chosen(x) + two(x); }
        """), of("statics.c", """
        static const int table[] = {1, 2, 3};
        static const int *const indirect[] = {table, table + 1};
        static int counter;
        static int up(void) { return ++counter; }
        static int down(void) { static int calls = 7; return calls-- - counter; }
        static int (*const both[])(void) = {up, down};
        int f(int i) { return both[i & 1]() + indirect[i][0]; }
        const char *name(void) { return "name"; }
        """), of("gotos.c", """
        int f(int n) {
          static const void *const to[] = {&&a, &&b, &&c};
          goto *to[n % 3];
        a: return 1;
        b: return n;
        c: return f(n - 1);
        }
        int g(int n) { void *to = n ? &&x : &&y; goto *to; x: return 1; y: return 2; }
        static void *labels[2];
        void *h(int n) { labels[0] = &&x; x: return labels[n]; }
        """), of("used.c", """
        static int kept(int x) __attribute__((used));
        static int kept(int x) { return x; }
        __attribute__((constructor)) static void begin(void) { }
        __attribute__((destructor)) static void end(void) { }
        __attribute__((used)) static const int marker = 1;
        int f(void) { return kept(1); }
        """), of("threads.c", """
        static _Thread_local int local = 3;
        extern __thread int other;
        _Thread_local int *pointer;
        int *f(void) { other++; return &local; }
        int g(void) { return pointer ? *pointer : local; }
        """), of("weak.c", """
        __attribute__((weak)) int f(int n) { return n < 2 ? 1 : n * f(n - 1); }
        __attribute__((weak)) int w = 3;
        __attribute__((weak)) const int c = 4;
        extern int maybe(void) __attribute__((weak));
        int even(int n); int odd(int n) { return n ? even(n - 1) : 0; }
        int even(int n) { return n ? odd(n - 1) : 1; }
        int g(void) { return (maybe ? maybe() : w) + c; }
        __attribute__((visibility("hidden"))) int hidden(void) { return f(2); }
        __attribute__((section("odd"))) int placed(void) { return hidden(); }
        """), of("varargs.c", """
        #include <stdarg.h>
        static int sum(int n, ...) { va_list l; va_start(l, n); int t = 0; while (n--) t += va_arg(l, int); va_end(l);
          return t; }
        int f(void) { return sum(2, 1, 2); }
        inline int only_inline(int x) { return x; }
        extern inline int both(int x) { return only_inline(x); }
        int g(void) { return only_inline(3) + both(4); }
        struct big { int a[20]; };
        struct big h(struct big b) { b.a[1] = f(); return b; }
        """), of("tentative.c", """
        int common; int zero = 0; const int limit = 5; const char *words[] = {"a", "b"}; const char *const fixed = "c";
        extern const int far; static const struct { const char *s; int (*f)(void); } row = {"row", 0};
        int f(void) { return common + zero + limit + far + words[0][0] + fixed[0] + row.s[0]; }
        """), of("odd.ll", """
        $c = comdat any
        $d = comdat any
        @c = linkonce_odr constant i32 7, comdat
        @llvm.used = appending global [2 x ptr] [ptr @f, ptr @priv], section "llvm.metadata"
        @llvm.compiler.used = appending global [1 x ptr] [ptr @d], section "llvm.metadata"
        @llvm.global_ctors = appending global [1 x { i32, ptr, ptr }]
            [{ i32, ptr, ptr } { i32 1, ptr @init, ptr @data }]
        @data = internal global [2 x ptr] [ptr @f, ptr @d]
        @priv = private unnamed_addr constant [2 x ptr] [ptr @priv, ptr @f]
        @avail = available_externally constant i32 3
        @extinit = externally_initialized constant i32 1
        @blk = constant ptr blockaddress(@f, %next)
        @als = alias i32, ptr @c
        @alf = internal alias i32 (i32), ptr @f
        @ptroff = alias i8, getelementptr (i8, ptr @data, i64 8)
        @ifn = internal ifunc i32 (i32), ptr @resolver
        define internal ptr @resolver() {
          ret ptr @f
        }
        define internal void @init() {
          ret void
        }
        define i32 @f(i32 %x) prefix ptr @priv prologue i32 4 personality ptr @pers {
          %y = invoke i32 @d(i32 %x) to label %next unwind label %bad
        next:
          %z = load i32, ptr @c
          %w = load i32, ptr @als
          %v = call i32 @ifn(i32 %w)
          ret i32 %v
        bad:
          %l = landingpad { ptr, i32 } cleanup
          resume { ptr, i32 } %l
        }
        define linkonce_odr i32 @d(i32 %x) comdat {
          %y = call i32 @alf(i32 %x)
          %p = load ptr, ptr @ptroff
          ret i32 %y
        }
        define available_externally i32 @ae(i32 %x) {
          %q = load ptr, ptr @blk
          %k = load i32, ptr @avail
          ret i32 %k
        }
        define weak_odr hidden i32 @user() comdat($c) !kcfi_type !0 {
          %r = call i32 @d(i32 1)
          %a = call ptr @llvm.returnaddress(i32 0)
          indirectbr ptr blockaddress(@user, %b), [label %b]
        b:
          ret i32 %r
        }
        define dllexport i32 @metadata(i32 %i) {
          %r = call i32 @d(i32 %i), !range !1, !callees !2
          call void @llvm.assume(i1 true) [ "align"(ptr @data, i64 8) ]
          ret i32 %r
        }
        define private i32 @hiddenname() {
          ret i32 1
        }
        define i32 @callhidden() {
          %b = icmp eq ptr blockaddress(@f, %next), null
          %r = call i32 @hiddenname()
          ret i32 %r
        }
        declare i32 @pers(...)
        declare i32 @unused(i32)
        declare ptr @llvm.returnaddress(i32)
        declare void @llvm.assume(i1)
        !0 = !{i32 5}
        !1 = !{i32 0, i32 10}
        !2 = !{ptr @f, ptr @hiddenname}
        """), of("optnone.ll", """
        define i32 @f(i32 %x) noinline optnone {
          %r = call i32 @g(i32 %x)
          ret i32 %r
        }
        define internal i32 @g(i32 %x) noinline optnone {
          ret i32 %x
        }
        """));
  }
}
