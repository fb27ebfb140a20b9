package dev.assay.cc.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cc.command.Understood.Compile;
import dev.assay.cc.command.Understood.CompiledObject;
import dev.assay.cc.command.Understood.LeftAlone;
import dev.assay.source.ShellWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What command lines of gcc and clang come to. */
class CommandLinesTest {
  @TempDir
  Path folder;

  private Understood understand(String line) {
    return CommandLines.understand(ShellWords.split(line), folder);
  }

  private Compile compile(String line) {
    assertThat(understand(line)).isInstanceOf(Compile.class);
    return (Compile) understand(line);
  }

  private String leftAlone(String line) {
    assertThat(understand(line)).as(line).isInstanceOf(LeftAlone.class);
    return ((LeftAlone) understand(line)).reason();
  }

  @Test
  void flags_are_sorted_by_what_they_are_about() {
    Compile compile = compile("gcc -DA=1 -Iinc -isystem sys -O2 -Wall -Werror=vla -MD -MF d/a.d -MT a.o -fPIC -g "
        + "-ffunction-sections -fno-tree-vectorize -include conf.h -Wp,-MMD,a.dep -pipe -Wl,-z,now -c -o o/a.o s/a.c");
    assertThat(compile.objects()).containsExactly(new CompiledObject("s/a.c", "o/a.o", Language.C));
    assertThat(compile.level()).isEqualTo("-O2");
    assertThat(compile.code()).containsExactly("-g", "-ffunction-sections");
    assertThat(compile.macros()).containsExactly("-DA=1", "-include", "conf.h");
    assertThat(compile.asked()).containsExactly("-Iinc", "-isystem", "sys", "-fPIC", "-g", "-ffunction-sections",
        "-O2");
  }

  @Test
  void one_thing_may_be_said_in_two_ways() {
    Compile compile = compile("gcc -O2 --param ssp-buffer-size=4 --param=max-inline-insns-auto=9 "
        + "-Wp,-U_FORTIFY_SOURCE,-D_FORTIFY_SOURCE=3 -DA -c a.c");
    assertThat(compile.code()).containsExactly("--param=ssp-buffer-size=4");
    assertThat(compile.macros()).containsExactly("-DA", "-U_FORTIFY_SOURCE", "-D_FORTIFY_SOURCE=3");
    assertThat(leftAlone("gcc -O2 --param brand-new=1 -c a.c")).isEqualTo("--param=brand-new=1 is not known to Assay");
    assertThat(leftAlone("gcc -O2 -Wp,-DA,-C -c a.c")).contains("-Wp,-DA,-C");
    assertThat(leftAlone("gcc -O2 -c a.c --param")).contains("--param");
  }

  @Test
  void values_may_stand_apart_or_not() {
    assertThat(compile("cc -O1 -D A -I inc -o a.o -x c -c a.txt").macros()).containsExactly("-D", "A");
    assertThat(compile("cc -O1 -xc -oa.o -c a.txt").objects())
        .containsExactly(new CompiledObject("a.txt", "a.o", Language.C));
    assertThat(compile("cc -O1 -c --output=x.o a.c").objects().getFirst().object()).isEqualTo("x.o");
  }

  @Test
  void without_a_name_objects_go_to_the_working_folder() {
    assertThat(compile("gcc -Os -c src/a.c lib/b.c").objects()).containsExactly(
        new CompiledObject("src/a.c", "a.o", Language.C), new CompiledObject("lib/b.c", "b.o", Language.C));
  }

  @Test
  void the_last_level_counts() {
    assertThat(compile("gcc -O0 -O2 -Os -c a.c").level()).isEqualTo("-Os");
  }

  @Test
  void languages_follow_from_suffix_option_and_compiler() {
    assertThat(compile("gcc -O2 -c a.cc").objects().getFirst().language()).isEqualTo(Language.CPLUSPLUS);
    assertThat(compile("arm-none-eabi-g++-12 -O2 -c a.c").objects().getFirst().language())
        .isEqualTo(Language.CPLUSPLUS);
    assertThat(compile("clang --driver-mode=g++ -O2 -c a.c").objects().getFirst().language())
        .isEqualTo(Language.CPLUSPLUS);
    assertThat(compile("gcc -O2 -c a.i").objects().getFirst().language()).isEqualTo(Language.PREPROCESSED_C);
    assertThat(compile("gcc -O2 -x c++ -c a.c").objects().getFirst().language()).isEqualTo(Language.CPLUSPLUS);
    assertThat(compile("gcc -O2 -x c++ -x none -c a.c").objects().getFirst().language()).isEqualTo(Language.C);
    assertThat(leftAlone("gcc -O2 -c a.c b.cc")).isEqualTo("C and C++ are compiled together");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gcc a.o b.o -o prog", "gcc -O2 a.c -o prog", "gcc -O2 -E a.c", "gcc -O2 -S -c a.c",
      "gcc -O2 -c a.S", "gcc -O2 -c a.s", "gcc -O2 -x assembler-with-cpp -c a.c", "gcc -O2 -c -", "gcc --version",
      "gcc -print-search-dirs", "gcc -v", "gcc -###", "gcc -c a.c", "gcc -O0 -c a.c", "gcc -Og -c a.c",
      "gcc -O2 -flto -c a.c", "gcc -O2 -fsanitize=address -c a.c", "gcc -O2 --coverage -c a.c", "gcc -O2 -pg -c a.c",
      "gcc -O2 -fprofile-use -c a.c", "gcc -O2 -fprofile-arcs -ftest-coverage -c a.c", "gcc -O2 -fplugin=x.so -c a.c",
      "gcc -O2 -save-temps -c a.c", "gcc -O2 -fsyntax-only -c a.c", "gcc -O2 -gsplit-dwarf -c a.c",
      "gcc -O2 -g3 -c a.c", "gcc -O2 -fstack-usage -c a.c", "gcc -O2 -c a.c -Wa,-mfoo", "gcc -O2 -c a.c -Wa,-al,-mfoo",
      "gcc -O2 -Wp,-C -c a.c", "gcc -O2 -fbrand-new -c a.c", "gcc -O2 -mbrand-new -c a.c", "clang -O2 -mllvm -x -c a.c",
      "clang -O2 -Xclang -x -c a.c", "clang -O2 -arch x86_64 -arch arm64 -c a.c", "clang -O2 -fmodules -c a.c",
      "clang -O2 -include-pch p -c a.c", "clang -O2 -emit-llvm -c a.c", "clang -O2 --brand-new -c a.c",
      "gcc -O2 -c a.c b.c -o x.o", "gcc -O2 -c", "gcc -O2 -c a.c -o", "gcc -O2 -c a.c -M",
      "gcc -O2 -c x.h -x c-header x.h"})
  void what_does_not_only_compile_c_or_is_unknown_is_the_compilers(String line) {
    assertThat(leftAlone(line)).isNotEmpty();
  }

  @Test
  void clang_judges_its_own_flags_of_code() {
    assertThat(compile("clang-14 -O2 -fbrand-new -mbrand-new -c a.c").code()).containsExactly("-fbrand-new",
        "-mbrand-new");
  }

  @Test
  void response_files_are_read_quoted_and_nested() throws IOException {
    Files.writeString(folder.resolve("outer.rsp"), "-O2 '-DTEXT=a b' @inner.rsp \"s d/ä.c\"\n");
    Files.writeString(folder.resolve("inner.rsp"), "-DQ=\\\"x\\\"\n\t-c -o \"o d/ä.o\"");
    Compile compile = compile("gcc @outer.rsp");
    assertThat(compile.macros()).containsExactly("-DTEXT=a b", "-DQ=\"x\"");
    assertThat(compile.objects()).containsExactly(new CompiledObject("s d/ä.c", "o d/ä.o", Language.C));
  }

  @Test
  void a_response_file_that_is_missing_is_a_files_name_and_one_that_names_itself_ends() throws IOException {
    assertThat(leftAlone("gcc -O2 -c @none.rsp")).isEqualTo("@none.rsp is no C or C++");
    Files.writeString(folder.resolve("self.rsp"), "-O2 @self.rsp");
    assertThat(leftAlone("gcc -c a.c @self.rsp")).contains("without end");
  }
}
