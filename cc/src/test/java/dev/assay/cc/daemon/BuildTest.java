package dev.assay.cc.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cc.daemon.Place.Result;
import dev.assay.cc.object.ElfObject;
import dev.assay.cc.report.Report;
import dev.assay.cc.report.ReportFormat;
import dev.assay.pool.LlvmDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Builds with client and daemon in the place of gcc, beside the same with gcc alone. */
@EnabledOnOs(OS.LINUX)
class BuildTest {
  /** At -O2, gcc unrolls and inlines what -Oz does not. */
  static final String PROGRAM = """
      #include <stdio.h>
      #include <string.h>
      static int weigh(const int *numbers, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++)
          sum += numbers[i] * (i % 7);
        return sum;
      }
      int both(const int *numbers, int count) { return weigh(numbers, count) + weigh(numbers + 1, count - 1); }
      int main(void) {
        int numbers[64];
        for (int i = 0; i < 64; i++)
          numbers[i] = i * i;
        printf("%d %s\\n", both(numbers, 64), NAME);
        return 0;
      }
      """;

  @TempDir
  static Path root;
  private static Place place;

  @BeforeAll
  static void prepare() throws IOException {
    place = new Place(root);
  }

  @AfterAll
  static void end() {
    place.killDaemon();
  }

  @Test
  void an_object_is_replaced_and_the_program_does_the_same() throws Exception {
    place.write("a/a.c", PROGRAM);
    String flags = " -O2 -Wall -DNAME='\"a b\"' -MD -MF ";
    place.quietly("cd a && gcc" + flags + "own.d -MT a.o -c a.c -o own.o && gcc own.o -o own");
    place.quietly("cd a && $CC" + flags + "a.d -MT a.o -c a.c -o a.o && $CC a.o -o a.out");
    assertThat(place.journal("a/a.o").how()).as(place.log()).isNotEmpty();
    assertThat(ElfObject.read(place.read("a/a.o")).orElseThrow().code())
        .isLessThan(ElfObject.read(place.read("a/own.o")).orElseThrow().code());
    assertThat(place.read("a/a.d")).isEqualTo(place.read("a/own.d"));
    assertThat(place.quietly("a/a.out")).isEqualTo(place.quietly("a/own"));
    assertThat(Files.getPosixFilePermissions(place.project().resolve("a/a.o")))
        .isEqualTo(Files.getPosixFilePermissions(place.project().resolve("a/own.o")));

    byte[] first = place.read("a/a.o");
    place.quietly("cd a && rm a.o && $CC" + flags + "a.d -MT a.o -c a.c -o a.o");
    assertThat(place.read("a/a.o")).isEqualTo(first);
    assertThat(place.journal("a/a.o").cached()).isTrue();
    try (var files = Files.list(place.project().resolve("a"))) {
      assertThat(files.map(file -> file.getFileName().toString())).doesNotContain(".assay").hasSize(7);
    }
  }

  @Test
  void names_may_have_blanks_and_any_letters_and_command_lines_any_length() throws Exception {
    place.write("dir ä/quelle ß.c", "#include \"kopf ü.h\"\n" + PROGRAM);
    place.write("inc ö/kopf ü.h", "#define NAME \"ä\"\n");
    StringBuilder response = new StringBuilder("-O2 -c \"dir ä/quelle ß.c\" -o \"dir ä/o ß.o\" -I \"inc ö\"\n");
    for (int i = 0; i < 20_000; i++) {
      response.append("-DMACRO_").append(i).append("=1\n"); // more than 128 KiB, which no single argument may have
    }
    place.write("long.rsp", response.toString());
    assertThat(place.sh("$CC @long.rsp")).as("more than gcc takes").isEqualTo(place.sh("gcc @long.rsp"));
    String clang = LlvmDistribution.unpack().clang().toString();
    place.quietly("$A -- " + clang + " @long.rsp && gcc 'dir ä/o ß.o' -o long");
    assertThat(place.journal("dir ä/o ß.o").how()).as(place.log()).isNotEmpty();
    assertThat(place.quietly("./long")).isNotEmpty();
  }

  /** Variables of shared libraries: code in executables reaches them directly, as gcc's does, elsewhere never. */
  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void variables_of_a_shared_library_are_the_same_everywhere() throws Exception {
    place.write("v/library.c", "int counter = 3; int *where(void) { return &counter; }\n");
    place.write("v/v.c", """
        #include <stdio.h>
        extern int counter;
        int *where(void);
        static int weigh(int count) {
          int sum = counter;
          for (int i = 0; i < count; i++)
            sum += counter * (i % 7), counter += sum % 3;
          return sum;
        }
        int both(int count) { return weigh(count) + weigh(count - 1) * counter; }
        #ifdef MAIN
        int main(void) {
          counter += 4;
          int sum = both(50);
          printf("%d %d %d\\n", sum, counter, where() == &counter);
          fflush(stdout);
          return 0;
        }
        #endif
        """);
    place.quietly("cd v && gcc -shared -fPIC -O1 library.c -o libv.so");
    for (String kind : new String[]{"-fPIE", "-fno-pie", "-fPIC"}) {
      String flags = " -O2 -DMAIN " + kind + " -c v.c -o ";
      String link = " -L. -lv -Wl,-rpath,'$ORIGIN' -o ";
      String pie = kind.equals("-fno-pie") ? " -no-pie " : " -pie ";
      place.quietly("cd v && gcc" + flags + "own.o && gcc" + pie + "own.o" + link + "own");
      place.quietly("cd v && rm -f v.o && $CC" + flags + "v.o && gcc" + pie + "v.o" + link + "v");
      assertThat(place.journal("v/v.o").how()).as(place.log()).isNotEmpty();
      assertThat(place.quietly("v/v")).as(kind).isEqualTo(place.quietly("v/own")).endsWith(" 1\n");
      ElfObject own = ElfObject.read(place.read("v/own.o")).orElseThrow();
      assertThat(own.direct().contains("counter")).as(kind).isEqualTo(!kind.equals("-fPIC"));
      ElfObject made = ElfObject.read(place.read("v/v.o")).orElseThrow();
      assertThat(made.direct()).as(kind).noneMatch(own.indirect()::contains);
    }
    // What is read once is reached directly, and what is read often where that is smaller.
    place.write("v/once.c", "extern int a, b, c, d, e; int sum(int x) { return a * x + b * x + c * x + d * x + e; }\n"
        + "int other(int x) { return a * x + b * x + c * x + d * x + e + 1; }\n");
    place.quietly("cd v && $CC -O2 -fPIE -c once.c -o once.o && $CC -O2 -fPIC -c once.c -o shared.o");
    assertThat(place.journal("v/once.o").how()).as(place.log()).isNotEmpty();
    assertThat(ElfObject.read(place.read("v/once.o")).orElseThrow().direct()).contains("a", "b", "c", "d", "e");
    assertThat(ElfObject.read(place.read("v/shared.o")).orElseThrow().indirect()).contains("a", "b", "c", "d", "e");
  }

  /** A program may put functions of its own in the place of a shared library's, for that library's calls, too. */
  @Test
  void what_a_shared_library_exports_can_be_replaced_where_gccs_can() throws Exception {
    place.write("w/w.c",
        PROGRAM.substring(PROGRAM.indexOf("static int weigh"), PROGRAM.indexOf("int main"))
            + "int helper(int x) { return x + 1; }\n"
            + "int api(const int *numbers, int count) { return helper(both(numbers, count)) + helper(count); }\n");
    place.write("w/main.c", """
        #include <stdio.h>
        int helper(int x) { return x * 1000; }
        int api(const int *numbers, int count);
        int main(void) {
          int numbers[] = {3, 1, 4, 1, 5, 9, 2, 6};
          printf("%d\\n", api(numbers, 8));
          return 0;
        }
        """);
    for (String more : new String[]{"", " -fno-semantic-interposition"}) {
      String flags = " -O2 -fPIC" + more + " -c w.c -o ";
      String link = " -Wl,-rpath,'$ORIGIN' -o ";
      place.quietly("cd w && gcc" + flags + "own.o && gcc -shared own.o -o libown.so && gcc main.c libown.so" + link
          + "own && rm -f w.o && $CC" + flags + "w.o && gcc -shared w.o -o libw.so && gcc main.c libw.so" + link + "w");
      assertThat(place.journal("w/w.o").how()).as(place.log()).isNotEmpty();
      assertThat(place.quietly("w/w")).as(more).isEqualTo(place.quietly("w/own"));
    }
  }

  @Test
  void whatever_is_not_compiling_is_the_compilers() throws Exception {
    place.write("b/b.c", PROGRAM.replace("NAME", "__FILE__"));
    assertThat(place.quietly("cd b && $CC -E b.c")).isEqualTo(place.quietly("cd b && gcc -E b.c"));
    assertThat(place.quietly("$CC --version")).isEqualTo(place.quietly("gcc --version"));
    assertThat(place.quietly("cd b && $CC -O2 b.c -o linked && ./linked")).contains("b.c");
    place.quietly("cd b && gcc -O2 -x c -c - -o own.o <b.c && $CC -O2 -x c -c - -o in.o <b.c");
    assertThat(place.read("b/in.o")).isEqualTo(place.read("b/own.o"));
    place.write("b/s.s", ".globl s\ns: ret\n");
    place.quietly("cd b && gcc -c s.s -o own.o && $CC -c s.s -o s.o");
    assertThat(place.read("b/s.o")).isEqualTo(place.read("b/own.o"));
  }

  @Test
  void errors_and_warnings_are_the_compilers() throws Exception {
    place.write("c/wrong.c", "int f(void) { return missing; }\n");
    place.write("c/warned.c", "int f(int x) { if (x = 2) return 1; return 0; }\n");
    for (String arguments : new String[]{"-O2 -Wall -c wrong.c", "-O2 -Wall -c warned.c", "-O2 -c none.c",
        "-O2 -Wall -Werror -c warned.c", "-O2 -c -no-such-flag warned.c"}) {
      Result own = place.sh("cd c && gcc " + arguments);
      assertThat(place.sh("cd c && $CC " + arguments)).as(arguments).isEqualTo(own);
    }
    assertThat(place.sh("cd c && $A -- no-such-compiler -O2 -c warned.c").status()).isEqualTo(127);
    assertThat(place.sh("cd c && $A -- sh -c 'kill -TERM $$' -c").status()).isEqualTo(128 + 15);
  }

  @Test
  void a_file_that_clang_refuses_keeps_gccs_object() throws Exception {
    place.write("d/nested.c", "int f(int x) { int g(int y) { return x + y; } return g(1) + g(2); }\n");
    place.quietly("cd d && gcc -O2 -c nested.c -o own.o && $CC -O2 -c nested.c -o nested.o");
    assertThat(place.read("d/nested.o")).isEqualTo(place.read("d/own.o"));
    assertThat(place.journal("d/nested.o").reason()).isNotEmpty();
  }

  @Test
  void a_source_that_changes_while_it_is_compiled_keeps_the_compilers_object() throws Exception {
    place.write("e/e.c", "int e(int x) { int s = 0; for (int i = 0; i < x; i++) s += i * x; return s; }\n");
    Path compiler = place.write("e/changing-gcc", """
        #!/bin/sh
        gcc "$@"
        status=$?
        case " $* " in *" -c "*) echo 'int more(void) { return 1; }' >> e.c ;; esac
        exit $status
        """);
    assertThat(compiler.toFile().setExecutable(true)).isTrue();
    place.quietly("cd e && cp e.c before.c && gcc -O2 -c before.c -o own.o && $A ./changing-gcc -O2 -c e.c");
    assertThat(place.journal("e/e.o").reason()).isIn("the source changed while it was compiled",
        "the smaller object is not taken: it defines more, which the compiler's does not");
    assertThat(ElfObject.read(place.read("e/e.o")).orElseThrow().code())
        .isEqualTo(ElfObject.read(place.read("e/own.o")).orElseThrow().code());
  }

  /** At -Oz, weigh is not inlined, and its call of what nobody defines stays: linking is the witness. */
  @Test
  void where_the_smallest_object_calls_for_more_than_the_compilers_the_next_one_is_taken() throws Exception {
    place.write("n/n.c", """
        int elsewhere(const int *numbers, int factor);
        static int weigh(const int *numbers, int factor) {
          if (!__builtin_constant_p(factor))
            return elsewhere(numbers, factor);
          return numbers[0] * factor + numbers[1] * 3 + (numbers[2] ^ numbers[3]) + numbers[4] * numbers[5];
        }
        int twice(const int *numbers) { return weigh(numbers, 2); }
        int thrice(const int *numbers) { return weigh(numbers + 1, 3); }
        int sum(const int *numbers, int count) {
          int all = 0;
          for (int i = 0; i < count; i++)
            all += numbers[i] * (i % 7);
          return all;
        }
        int main(void) {
          int numbers[] = {1, 2, 3, 4, 5, 6, 7};
          return (twice(numbers) + thrice(numbers) + sum(numbers, 7)) & 127;
        }
        """);
    String clang = LlvmDistribution.unpack().clang().toString();
    place.quietly("cd n && " + clang + " -O2 -c n.c -o own.o && gcc own.o -o own && " + clang + " -Oz -c n.c -o oz.o");
    assertThat(place.quietly("nm -u n/oz.o")).contains("elsewhere");
    place.quietly("cd n && $A -- " + clang + " -O2 -c n.c && gcc n.o -o now");
    assertThat(place.journal("n/n.o").how()).as(place.log()).isNotEmpty();
    assertThat(place.quietly("nm -u n/n.o")).doesNotContain("elsewhere");
    assertThat(ElfObject.read(place.read("n/n.o")).orElseThrow().code())
        .isLessThan(ElfObject.read(place.read("n/own.o")).orElseThrow().code());
    assertThat(place.sh("n/now").status()).isEqualTo(place.sh("n/own").status()).isNotZero();

    byte[] first = place.read("n/n.o");
    place.quietly("cd n && $A -- " + clang + " -O2 -c n.c");
    assertThat(place.read("n/n.o")).isEqualTo(first);
    assertThat(place.journal("n/n.o").cached()).isTrue();
  }

  @Test
  void several_sources_give_several_objects_and_variables_name_folders() throws Exception {
    place.write("f/x.c", "#include <name.h>\n" + PROGRAM.replace("main", "x").replace("both", "bothx"));
    place.write("f/y.c", "#include <name.h>\nint x(void);\n" + PROGRAM.replace("return 0", "return x()"));
    place.write("f/inc/name.h", "#define NAME \"from CPATH\"\n");
    assertThat(place.quietly("cd f && $CC -O2 -c x.c y.c && gcc x.o y.o -o xy && ./xy", Map.of("CPATH", "inc")))
        .contains("from CPATH");
    assertThat(place.journal("f/x.o").how()).as(place.log()).isNotEmpty();
    assertThat(place.journal("f/y.o").how()).isNotEmpty();
  }

  @Test
  void what_is_asked_for_by_options_and_variables_holds() throws Exception {
    place.write("g/g.c", PROGRAM);
    String command = "cd g && rm -f g.o && $A";
    String rest = " -- gcc -O2 -DNAME='\"g\"' -c g.c";
    place.quietly(command + " --only=other.c" + rest);
    assertThat(place.journal("g/g.o").reason()).isEqualTo("--only leaves it out");
    place.quietly(command + " --only=both" + rest);
    assertThat(place.journal("g/g.o").how()).isNotEmpty();
    place.quietly(command + " --except=both" + rest);
    assertThat(place.journal("g/g.o").reason()).isEqualTo("--except leaves it out");
    place.quietly(command + " --only='*.c'" + rest, Map.of("ASSAY_CC_EXCEPT", "g/?.c"));
    assertThat(place.journal("g/g.o").reason()).isEqualTo("--except leaves it out");
    place.quietly(command + " --effort=quick" + rest);
    assertThat(place.journal("g/g.o").cached()).as("one that was made with all effort").isFalse();
    assertThat(place.journal("g/g.o").how()).doesNotContain("changed").doesNotContain("by function");
    place.quietly(command + rest, Map.of("ASSAY_CC_ONLY", "h*.c"));
    assertThat(place.journal("g/g.o").reason()).isEqualTo("--only leaves it out");
    place.quietly(command + rest, Map.of("ASSAY_CC_ONLY", "g/*.c"));
    assertThat(place.journal("g/g.o").how()).isNotEmpty();
    place.quietly("gcc -O2 -DNAME='\"g\"' -c g/g.c -o own.o && cd g && $A" + rest + " -o off.o",
        Map.of("ASSAY_CC", "off"));
    assertThat(place.read("g/off.o")).isEqualTo(place.read("own.o"));
  }

  @Test
  void the_report_adds_up() throws Exception {
    place.write("r/a.c", PROGRAM);
    place.write("r/nested.c", "int f(int x) { int g(int y) { return x + y; } return g(1) + g(2); }\n");
    place.quietly("cd r && $CC -O2 -DNAME='\"r\"' -c a.c && $CC -O2 -c nested.c && "
        + "gcc -O2 -DNAME='\"r\"' -c a.c -o a.own && gcc -O2 -c nested.c -o nested.own");
    Report report = Report.of(place.project().resolve("r"), place.journal());
    long own = 0;
    long now = 0;
    for (String name : new String[]{"a", "nested"}) {
      own += ElfObject.read(place.read("r/" + name + ".own")).orElseThrow().code();
      now += ElfObject.read(place.read("r/" + name + ".o")).orElseThrow().code();
    }
    assertThat(report.ownCode()).isEqualTo(own);
    assertThat(report.code()).isEqualTo(now).isLessThan(own);
    assertThat(ReportFormat.TEXT.write(report, 2)).contains("a.o", "both", "1 of 2 objects replaced");
    assertThat(ReportFormat.MARKDOWN.write(report, 0)).contains("| a.o |").contains("1 of 2 replaced");
    assertThat(ReportFormat.JSON.write(report, 0)).contains("\"object\" : \"a.o\"", "\"ownCodeBytes\" : " + own);
  }
}
