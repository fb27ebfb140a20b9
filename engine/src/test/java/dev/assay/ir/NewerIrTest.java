package dev.assay.ir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.concurrent.Cancellation;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.source.Problem;
import dev.assay.source.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every word of the list is one that the shipped LLVM refuses where a newer one has it. */
class NewerIrTest {
  private static final String QUESTION = "' newer than LLVM 20, which Assay has?";

  private static WorkerPool pool;
  private static SourceReader reader;

  @BeforeAll
  static void open() throws IOException {
    pool = new WorkerPool(WorkerOptions.defaults().withWorkers(1), LlvmDistribution.unpack());
    reader = new SourceReader(pool);
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  private static List<Problem> problems(String text) {
    SourceFile file = new SourceFile(Path.of("/newer.ll"), text.getBytes(UTF_8), Optional.empty());
    return reader.functions(file, Set.of(), Cancellation.never()).problems();
  }

  private static String using(String word) {
    return switch (word) {
      case "ptrtoaddr" -> "define i64 @f(ptr %p) {\n  %a = ptrtoaddr ptr %p to i64\n  ret i64 %a\n}\n";
      case "fmaximum", "fminimum" ->
        "define float @f(ptr %p) {\n  %a = atomicrmw " + word + " ptr %p, float 1.0 seq_cst\n  ret float %a\n}\n";
      case "dead_on_return" -> "define void @f(ptr dead_on_return %p) {\n  ret void\n}\n";
      case "sanitize_alloc_token", "nocreateundeforpoison", "nooutline" ->
        "define void @f() " + word + " {\n  ret void\n}\n";
      case "errnomem", "target_mem0", "target_mem1" -> "define void @f() memory(" + word + ": read) {\n  ret void\n}\n";
      case "dbg_declare_value" ->
        "define void @f(i32 %a) {\n  #dbg_declare_value(i32 %a, !1, !DIExpression(), !2)\n  ret void\n}\n";
      case "keyInstructions" -> "!1 = distinct !DISubprogram(name: \"f\", keyInstructions: true)\n";
      case "atomGroup", "atomRank" -> "!1 = !DILocation(line: 1, " + word + ": 1)\n";
      case "DISubrangeType", "DIFixedPointType" -> "!1 = !" + word + "(name: \"x\")\n";
      case "dataSize" -> "!1 = !DIBasicType(name: \"x\", dataSize: 3)\n";
      case "sourceLanguageName" -> "!1 = distinct !DICompileUnit(sourceLanguageName: DW_LNAME_C)\n";
      default -> {
        assertThat(word).as("all others are calling conventions").matches("[a-z_]*(_cc|cc|wave)");
        yield "define " + word + " void @f() {\n  ret void\n}\n";
      }
    };
  }

  @Test
  void everyWordIsAskedAboutWhereItIsRefused() {
    assertThat(NewerIr.WORDS).allSatisfy(word -> assertThat(problems(using(word))).first()
        .satisfies(problem -> assertThat(problem.message().lines().findFirst().orElseThrow())
            .endsWith("; is '" + word + QUESTION)));
  }

  @Test
  void namesAreNoWordsAndOtherMistakesAreNotAskedAbout() {
    assertThat(problems("define i32 @ptrtoaddr(i32 %fmaximum) {\n  ret i32 %fmaximum\n}\n")).isEmpty();
    assertThat(problems("define i32 @f() {\n  ret i32 %ptrtoaddr\n}\n")).isNotEmpty()
        .noneMatch(problem -> problem.message().contains("newer"));
    assertThat(problems("define i32 @f() {\n  frobnicate i32 1\n}\n")).isNotEmpty()
        .noneMatch(problem -> problem.message().contains("newer"));
  }
}
