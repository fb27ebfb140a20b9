package dev.assay.train.vet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.bundle.LibraryPart;
import dev.assay.build.Level;
import dev.assay.train.library.LibraryFile;
import dev.assay.tune.FunctionPipeline;
import dev.assay.tune.Library;
import dev.assay.tune.LibraryEntry;
import dev.assay.tune.OptionPool;
import dev.assay.tune.Vetting;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Vetting with a maker of programs whose second program tells optimised code from code that is not. */
class VetCommandTest {
  private static final LibraryEntry PLAIN = new LibraryEntry("plain", Level.O0, List.of(), Set.of(), Vetting.NONE);
  private static final LibraryEntry OTHER =
      new LibraryEntry("other", Level.OZ, List.of("-mllvm -disable-lsr"), Set.of(), Vetting.NONE);

  private static final LibraryEntry ELSEWHERE =
      new LibraryEntry("elsewhere", Level.OZ, List.of("-mllvm -disable-lsr"), Set.of("avr"), new Vetting(5, 0));

  /** Which LLVM 20 has, but not with this parameter. */
  private static final FunctionPipeline REFUSED =
      new FunctionPipeline("refused", "sink<much>", Set.of("x86_64"), Vetting.NONE);
  private static final FunctionPipeline PIPELINE =
      new FunctionPipeline("pipeline", "sink,simplifycfg", Set.of("x86_64"), Vetting.NONE);

  @TempDir
  private Path folder;

  @Test
  void an_entry_whose_program_prints_something_else_is_out_and_a_second_run_finds_all_done() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/gcc")), "a linker is needed");
    Path maker = folder.resolve("maker.sh");
    Files.writeString(maker, """
        #!/bin/sh
        [ "$2" = 3 ] && exit 1
        echo '#include <stdio.h>'
        [ "$2" = 4 ] && echo 'int main(void) { for (;;) ; }' && exit 0
        echo 'int main(void) {'
        [ "$2" = 2 ] && printf '#ifdef __OPTIMIZE__\\nprintf("optimised");\\n#endif\\n'
        echo 'printf("%d", '$2'); return 0; }'
        """);
    Files.setPosixFilePermissions(maker, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path library = folder.resolve("library.json");
    LibraryFile.write(library, new Library(List.of(PLAIN, OTHER, ELSEWHERE), List.of(PIPELINE, REFUSED)), Map.of());
    Path out = folder.resolve("out.json");
    String[] arguments = {"--library", library.toString(), "--out", out.toString(), "--work",
        folder.resolve("work").toString(), "--programs", "3", "--csmith", maker.toString(), "--csmith-headers",
        folder.toString(), "--shape", "x", "--linker", "/usr/bin/gcc", "--runner", "/usr/bin/env -u NOTHING"};

    assertThat(new CommandLine(new VetCommand()).execute(arguments)).isZero();
    List<LibraryEntry> left = LibraryPart.inFile(out).entries();
    assertThat(left).extracting(LibraryEntry::id).containsExactly("plain", "elsewhere");
    assertThat(left.getFirst().vetting()).isEqualTo(new Vetting(3, 0)); // of 1, 2 and 5: there is no 3, and 4 hangs
    assertThat(left.getLast()).isEqualTo(ELSEWHERE); // other machines' entries are left as they are
    FunctionPipeline pipeline = LibraryPart.inFile(out).pipelines().getFirst();
    assertThat(LibraryPart.inFile(out).pipelines().getLast().vetting()).isEqualTo(Vetting.NONE);
    assertThat(pipeline.vetting()).isEqualTo(new Vetting(3, 0)); // on what entries leave that stand
    assertThat(pipeline.passes()).isEqualTo(PIPELINE.passes());
    assertThat(folder.resolve("work/mismatch-other-2.c")).content().contains("__OPTIMIZE__");
    assertThat(out).content().contains("\"fallen\":[\"other\"]", "\"lastSeed\":5");

    // Another target's verdicts are not this one's, and a library without an entry for it is refused.
    StringWriter refused = new StringWriter();
    String[] elsewhere = Arrays.copyOf(arguments, arguments.length + 2);
    elsewhere[arguments.length] = "--flags";
    elsewhere[arguments.length + 1] = "--target=msp430";
    LibraryFile.write(folder.resolve("avr.json"), new Library(List.of(ELSEWHERE)), Map.of());
    elsewhere[1] = folder.resolve("avr.json").toString();
    assertThat(new CommandLine(new VetCommand()).setErr(new PrintWriter(refused)).execute(elsewhere)).isEqualTo(1);
    assertThat(refused.toString()).contains("no entry for msp430");

    // A maker whose programs are all of no use ends the run.
    Files.writeString(maker, "#!/bin/sh\nexit 1\n");
    String[] useless = arguments.clone();
    useless[5] = folder.resolve("useless").toString();
    StringWriter errors = new StringWriter();
    assertThat(new CommandLine(new VetCommand()).setErr(new PrintWriter(errors)).execute(useless)).isEqualTo(1);
    assertThat(errors.toString()).contains("none of 200 programs in a row");

    String log = Files.readString(folder.resolve("work/vetting.tsv"));
    Files.delete(maker);
    assertThat(new CommandLine(new VetCommand()).execute(arguments)).isZero();
    assertThat(folder.resolve("work/vetting.tsv")).content().isEqualTo(log);
  }

  @Test
  void what_was_vetted_before_is_not_tried_again_unless_that_is_said() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/gcc")), "a linker is needed");
    Path maker = folder.resolve("maker.sh");
    Files.writeString(maker, "#!/bin/sh\necho 'int main(void) { return 0; }'\n");
    Files.setPosixFilePermissions(maker, PosixFilePermissions.fromString("rwxr-xr-x"));
    LibraryEntry known = new LibraryEntry("known", Level.OZ, List.of(), Set.of(), new Vetting(2, 0));
    Path library = folder.resolve("library.json");
    LibraryFile.write(library, new Library(List.of(known), List.of(PIPELINE)), Map.of("vetting", "as it was"));
    String[] arguments = {"--library", library.toString(), "--out", library.toString(), "--work",
        folder.resolve("work").toString(), "--programs", "2", "--csmith", maker.toString(), "--csmith-headers",
        folder.toString(), "--shape", "x", "--linker", "/usr/bin/gcc"};

    assertThat(new CommandLine(new VetCommand()).execute(arguments)).isZero();
    assertThat(folder.resolve("work/vetting.tsv")).content().contains("then=").doesNotContain("-Oz\t");
    assertThat(library).content().contains("\"vetting\":\"as it was\"", "\"tried\":[\"pipeline\"]");
    assertThat(LibraryPart.inFile(library).entries()).containsExactly(known);
    assertThat(LibraryPart.inFile(library).pipelines().getFirst().vetting()).isEqualTo(new Vetting(2, 0));

    StringWriter errors = new StringWriter();
    assertThat(new CommandLine(new VetCommand()).setErr(new PrintWriter(errors)).execute(arguments)).isEqualTo(1);
    assertThat(errors.toString()).contains("was tried on 2 programs before; --again");

    String[] again = Arrays.copyOf(arguments, arguments.length + 1);
    again[arguments.length] = "--again";
    assertThat(new CommandLine(new VetCommand()).execute(again)).isZero();
    assertThat(library).content().contains("\"tried\":[\"known\",\"pipeline\"]").doesNotContain("as it was");
  }

  /** Each program is built with a set of its own; with one that merges functions, every other program is wrong. */
  @Test
  void a_pool_is_tried_with_another_set_for_each_program_and_is_out_by_one() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/gcc")), "a linker is needed");
    Path maker = folder.resolve("maker.sh");
    Files.writeString(maker,
        "#!/bin/sh\ncat <<'C'\n#include <stdio.h>\n"
            + TELLS_MERGING.replace("return one()", "printf(\"%d\", one()").replace("other();", "other()); return 0;")
            + "C\n");
    Files.setPosixFilePermissions(maker, PosixFilePermissions.fromString("rwxr-xr-x"));
    LibraryEntry known = new LibraryEntry("known", Level.OZ, List.of(), Set.of(), new Vetting(1000, 0));
    OptionPool right =
        new OptionPool("right", List.of("-mllvm -disable-lsr", "-fno-vectorize"), Set.of(), Vetting.NONE);
    OptionPool wrong =
        new OptionPool("wrong", List.of("-mllvm -disable-lsr", "-Xclang -fmerge-functions"), Set.of(), Vetting.NONE);
    OptionPool elsewhere = new OptionPool("elsewhere", right.options(), Set.of("avr"), Vetting.NONE);
    Path library = folder.resolve("library.json");
    LibraryFile.write(library, new Library(List.of(known), List.of(right, wrong, elsewhere), List.of()), Map.of());
    String[] arguments = {"--library", library.toString(), "--out", library.toString(), "--work",
        folder.resolve("work").toString(), "--programs", "8", "--csmith", maker.toString(), "--csmith-headers",
        folder.toString(), "--shape", "x", "--linker", "/usr/bin/gcc"};

    assertThat(new CommandLine(new VetCommand()).execute(arguments)).isZero();
    Library left = LibraryPart.inFile(library);
    assertThat(left.pools()).extracting(OptionPool::id).containsExactly("right", "elsewhere");
    assertThat(left.pools()).extracting(OptionPool::vetting).containsExactly(new Vetting(8, 0), Vetting.NONE);
    assertThat(library).content().contains("\"fallen\":[\"wrong\"]", "\"tried\":[\"right\",\"wrong\"]");
    assertThat(folder.resolve("work/vetting.tsv")).content()
        .contains("any of -fno-vectorize -mllvm -disable-lsr\tSAME");
  }

  /** Right but where equal functions are one. */
  private static final String TELLS_MERGING = """
      #define CALLER(name) __attribute__((noinline)) static void *name(void) { \\
        void *from = caller(); __asm__ volatile("" ::: "memory"); return from; }
      __attribute__((noinline)) static void *caller(void) { return __builtin_return_address(0); }
      CALLER(one)
      CALLER(other)
      int main(void) { return one() == other(); }
      """;

  @Test
  void programs_that_check_themselves_are_tried_but_not_those_that_fail_at_clangs_own_levels() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/gcc")), "a linker is needed");
    Path suite = Files.createDirectories(folder.resolve("suite"));
    Files.writeString(suite.resolve("merged.c"), TELLS_MERGING);
    Files.writeString(suite.resolve("old.c"),
        "main() { if (twice(2) != 4) abort(); exit(0); } twice(x) { return 2 * x; }");
    Files.writeString(suite.resolve("optimised.c"),
        "#ifdef __OPTIMIZE__\n#define main wrong\n#endif\nint main(void) {}");
    Files.writeString(suite.resolve("readme.txt"), "no program");
    LibraryEntry merging =
        new LibraryEntry("merging", Level.OZ, List.of("-Xclang -fmerge-functions"), Set.of(), new Vetting(7, 0));
    LibraryEntry known = new LibraryEntry("known", Level.OZ, List.of(), Set.of(), new Vetting(7, 0));
    Path library = folder.resolve("library.json");
    LibraryFile.write(library, new Library(List.of(known, merging)), Map.of());
    String[] arguments =
        {"--library", library.toString(), "--out", library.toString(), "--work", folder.resolve("work").toString(),
            "--programs", "7", "--self-checking", suite.toString(), "--csmith", "/nowhere", "--linker", "/usr/bin/gcc"};

    assertThat(new CommandLine(new VetCommand()).execute(arguments)).isZero();
    assertThat(LibraryPart.inFile(library).entries()).extracting(LibraryEntry::id, LibraryEntry::vetting)
        .containsExactly(tuple("known", new Vetting(7, 2)));
    assertThat(library).content().contains("\"selfChecking\":2", "\"fallen\":[\"merging\"]");
    assertThat(folder.resolve("work/mismatch-merging-suite-merged.c")).content().isEqualTo(TELLS_MERGING);

    Files.delete(suite.resolve("merged.c"));
    Files.delete(suite.resolve("old.c"));
    StringWriter errors = new StringWriter();
    assertThat(new CommandLine(new VetCommand()).setErr(new PrintWriter(errors)).execute(arguments)).isEqualTo(1);
    assertThat(errors.toString()).contains("none of the 1 self-checking programs");
  }
}
