package dev.assay.cc.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.concurrent.Cancellation;
import dev.assay.pool.LlvmDistribution;
import dev.assay.process.BoundedProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which objects may take another's place, on objects that clang makes for several machines. */
class ReplacementTest {
  private static final BoundedProcess.Limits LIMITS =
      new BoundedProcess.Limits(Duration.ofMinutes(5), 1 << 24, 4L << 30);
  private static LlvmDistribution llvm;

  @BeforeAll
  static void unpack() throws IOException {
    llvm = LlvmDistribution.unpack();
  }

  private static byte[] compile(String source, String... flags) throws IOException {
    List<String> command = new ArrayList<>(List.of(llvm.clang().toString(), "-w", "-O1"));
    command.addAll(List.of(flags));
    if (Arrays.stream(flags).noneMatch(flag -> flag.startsWith("--target"))) {
      command.add("--target=x86_64-linux-gnu");
    }
    command.addAll(List.of("-x", "c", "-c", "-o", "-", "-"));
    BoundedProcess.Outcome outcome = BoundedProcess.run(command, Path.of("/"),
        List.of(source.getBytes(StandardCharsets.UTF_8)), LIMITS, Cancellation.never());
    assertThat(outcome.isSuccess()).as(outcome.errors()).isTrue();
    return outcome.output();
  }

  private static ElfObject object(String source, String... flags) throws IOException {
    return ElfObject.read(compile(source, flags)).orElseThrow();
  }

  private static Optional<String> objection(ElfObject own, ElfObject made) {
    return Replacement.objection(own, made, true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x86_64-linux-gnu", "i686-linux-gnu", "aarch64-linux-gnu", "thumbv7m-none-eabi",
      "riscv32-unknown-elf", "s390x-linux-gnu"})
  void sections_and_symbols_are_what_llvm_reads_in_them(String target) throws IOException {
    String source = """
        static int hidden(int x) { return x * x; }
        const char text[] = "constant";
        int data = 5, zeros[100];
        extern int elsewhere(int);
        __attribute__((weak)) int weak(int x) { return hidden(x); }
        int strong(int x) { return elsewhere(x) + hidden(x) + data + zeros[x]; }
        """;
    byte[] bytes = compile(source, "--target=" + target);
    ElfObject object = ElfObject.read(bytes).orElseThrow();
    assertThat(object.defined()).containsExactlyInAnyOrder("text", "data", "zeros", "strong");
    assertThat(object.weak()).containsExactly("weak");
    assertThat(object.undefined()).contains("elsewhere");
    // The witness: the symbols and sections that the readers of the engine find.
    var code = assertThatCode(bytes);
    assertThat(object.code()).isEqualTo(code.bytes());
    assertThat(object.functions().stream().mapToLong(ElfObject.Function::bytes).sum()).isEqualTo(code.functionBytes());
    assertThat(object.data()).isEqualTo(4);
    assertThat(object.readOnly()).isGreaterThanOrEqualTo(9);
  }

  @Test
  void code_looks_a_variable_up_where_the_compilers_code_does() throws IOException {
    String source = "extern int far, near; int call(int); int f(void) { return call(far) + near; }";
    ElfObject direct = object(source, "-fPIE", "-fdirect-access-external-data");
    ElfObject indirect = object(source, "-fPIE");
    assertThat(direct.direct()).containsExactlyInAnyOrder("far", "near");
    assertThat(direct.indirect()).isEmpty();
    assertThat(indirect.direct()).isEmpty();
    assertThat(indirect.indirect()).containsExactlyInAnyOrder("far", "near");
    assertThat(objection(indirect, direct))
        .hasValue("it takes far and 1 more to be in the program, where the compiler's looks it up");
    assertThat(objection(direct, direct)).isEmpty();
    assertThat(objection(direct, indirect)).isEmpty();
    assertThat(objection(object(
        "extern int far, near; int call(int);"
            + "int f(void) { return near; } __attribute__((weak)) int *g(void) { return &far; }",
        "-fPIE", "-fdirect-access-external-data"), direct).orElseThrow()).contains("call");
    assertThat(Replacement.demands(indirect, true)).doesNotContain("far, in the program");
    assertThat(Replacement.demands(direct, true)).contains("far, in the program");
    assertThat(object(source, "-fPIE", "--target=aarch64-linux-gnu").indirect()).isEmpty();
  }

  @Test
  void what_code_reaches_directly_is_what_its_relocations_say() throws IOException {
    ElfObject object = object("""
        __asm__("mov table@GOTPCREL(%rip), %rax\\n mov both@GOTPCREL(%rip), %rbx\\n mov both(%rip), %rbx\\n"
                "mov distance(%rip), %ecx\\n mov $absolute, %edx\\n call called@PLT\\n here: lea here(%rip), %rsi\\n"
                ".data\\n .quad inData\\n .text");
        """);
    assertThat(object.direct()).containsExactlyInAnyOrder("both", "distance", "absolute");
    assertThat(object.indirect()).containsExactly("table");
    assertThat(object.undefined()).contains("called", "inData");
  }

  @Test
  void whoever_divides_on_an_arm_may_call_any_of_the_functions_for_that() throws IOException {
    String target = "--target=thumbv6m-none-eabi";
    ElfObject remainder = object("int f(int a, int b) { return a % b; }", target);
    ElfObject quotient = object("int f(int a, int b) { return (unsigned)a / b; }", target);
    ElfObject neither = object("int f(int a, int b) { return a + b; }", target);
    assertThat(remainder.undefined()).containsExactly("__aeabi_idivmod");
    assertThat(objection(remainder, quotient)).isEmpty();
    assertThat(objection(neither, quotient).orElseThrow()).contains("__aeabi_uidiv");

    ElfObject long64 = object("long long f(long long a, long long b) { return a / b; }", target);
    ElfObject shift64 = object("long long f(long long a, int b) { return a << b; }", target);
    assertThat(objection(long64, shift64)).isEmpty();
    assertThat(objection(shift64, long64).orElseThrow()).contains("__aeabi_ldivmod");
    assertThat(objection(remainder, shift64).orElseThrow()).contains("__aeabi_llsl");
  }

  private static dev.assay.object.ObjectCode assertThatCode(byte[] bytes) {
    try {
      return dev.assay.object.ObjectCode.read(bytes);
    } catch (dev.assay.object.ObjectFormatException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void what_is_cut_off_or_no_object_is_not_read() throws IOException {
    byte[] bytes = compile("int f(void) { return 1; }");
    for (int length = 0; length < bytes.length; length += 7) {
      Optional<ElfObject> read = ElfObject.read(Arrays.copyOf(bytes, length));
      assertThat(read.isEmpty() || read.get().defined().equals(java.util.Set.of("f"))).as("cut at %s", length).isTrue();
    }
    assertThat(ElfObject.read("#!/bin/sh\n".repeat(20).getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void a_linker_must_not_see_a_difference() throws IOException {
    ElfObject own = object("int f(int x) { return x; } int g(void) { return f(1); }");
    assertThat(objection(own, own)).isEmpty();
    assertThat(objection(own, object("int f(int x) { return x; } static int h; int g(void) { return f(1) + h; }")))
        .isEmpty();
    assertThat(objection(own, object("int f(int x) { return x; }"))).hasValue("it does not define g");
    assertThat(objection(own, object("int f(int x) { return x; } int g(void) { return 1; } int more;")))
        .hasValue("it defines more, which the compiler's does not");
    assertThat(objection(own, object("int h(void); int f(int x) { return x; } int g(void) { return h(); }")))
        .hasValue("it calls for h, which the compiler's does not");
    assertThat(
        objection(own, object("int f(int x) { return x; } int g(void) { return f(1); }", "--target=i686-linux-gnu"))
            .orElseThrow())
        .contains("another machine");
    assertThat(objection(own,
        object("int f(int x) { return x; } int g(void) { return f(1); }", "-fno-asynchronous-unwind-tables"))
        .orElseThrow()).contains("cannot be unwound");
  }

  @Test
  void flags_of_the_abi_count() throws IOException {
    String source = "float f(float x) { return x; }";
    ElfObject hard = object(source, "--target=riscv32-unknown-elf", "-march=rv32imafd", "-mabi=ilp32d");
    ElfObject soft = object(source, "--target=riscv32-unknown-elf", "-march=rv32imafd", "-mabi=ilp32");
    assertThat(objection(hard, soft).orElseThrow()).contains("another machine");
  }

  @Test
  void what_every_library_has_may_be_called_where_there_is_one() throws IOException {
    ElfObject own = object("int printf(const char *, ...); void f(void) { printf(\"a\\n\"); }", "-fno-builtin");
    ElfObject made = object("int puts(const char *); void f(void) { puts(\"a\"); }");
    assertThat(Replacement.objection(own, made, true)).isEmpty();
    assertThat(Replacement.objection(own, made, false)).hasValue("it calls for puts, which the compiler's does not");
    ElfObject copying = object("struct s { char c[500]; }; void f(struct s *a, struct s *b) { *a = *b; }");
    assertThat(copying.undefined()).contains("memcpy");
    assertThat(Replacement.objection(object("struct s; void f(struct s *a, struct s *b) {}"), copying, false))
        .isEmpty();
  }

  @Test
  void tables_of_the_cplusplus_library_may_be_called_for_and_those_of_own_types_may_not() throws IOException {
    ElfObject own = object("char *f(void) { return 0; }");
    for (String name : List.of("_ZTTNSt7__cxx1119basic_ostringstreamIcSt11char_traitsIcESaIcEEE",
        "_ZTVNSt7__cxx1115basic_stringbufIcSt11char_traitsIcESaIcEEE", "_ZTISt13runtime_error")) {
      ElfObject made = object("extern char " + name + "[]; char *f(void) { return " + name + "; }");
      assertThat(made.undefined()).contains(name);
      assertThat(objection(own, made)).as(name).isEmpty();
      assertThat(Replacement.objection(own, made, false)).as(name).isPresent();
    }
    for (String name : List.of("_ZTV6Widget", "_ZTISt6vectorI6WidgetSaIS0_EE")) {
      ElfObject made = object("extern char " + name + "[]; char *f(void) { return " + name + "; }");
      assertThat(objection(own, made)).hasValue("it calls for " + name + ", which the compiler's does not");
    }
  }

  @Test
  void of_two_objects_the_one_that_demands_no_more_fits_where_the_other_does() throws IOException {
    String plain = "int f(int x) { return x + 1; }";
    ElfObject object = object(plain);
    Set<String> demands = Replacement.demands(object, true);
    assertThat(Replacement.demands(object("int f(int x) { return x * 3; }"), true)).isEqualTo(demands);
    ElfObject calling = object("int h(int); int f(int x) { return h(x) + 1; }");
    assertThat(Replacement.demands(calling, true)).containsAll(demands).contains("h");
    ElfObject library = object("unsigned long strlen(const char *); int f(char *x) { return strlen(x) + 1; }");
    assertThat(Replacement.demands(library, true)).isEqualTo(demands);
    assertThat(Replacement.demands(library, false)).contains("strlen");
    for (ElfObject other : List.of(object(plain + " int g;"), object(plain, "--target=i686-linux-gnu"),
        object(plain, "-fno-asynchronous-unwind-tables"))) {
      assertThat(Replacement.demands(other, true)).doesNotContainAnyElementsOf(demands);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x86_64-linux-gnu", "thumbv7m-none-eabi", "s390x-linux-gnu"})
  void a_note_about_the_stack_goes_and_nothing_else(String target) throws IOException {
    byte[] bytes = compile("int twice(int x) { return x + x; }", "--target=" + target);
    ElfObject with = ElfObject.read(bytes).orElseThrow();
    assertThat(with.hasStackNote()).isTrue();
    byte[] changed = ElfObject.withoutStackNote(bytes);
    ElfObject without = ElfObject.read(changed).orElseThrow();
    assertThat(without.hasStackNote()).isFalse();
    assertThat(without).usingRecursiveComparison().ignoringFields("hasStackNote").isEqualTo(with);
    int different = 0;
    for (int i = 0; i < bytes.length; i++) {
      different += bytes[i] == changed[i] ? 0 : 1;
    }
    assertThat(different).as("a section's type, which was 1").isOne();
  }
}
