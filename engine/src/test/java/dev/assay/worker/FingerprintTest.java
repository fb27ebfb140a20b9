package dev.assay.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.pool.CacheFolder;
import dev.assay.pool.LlvmDistribution;
import java.nio.charset.StandardCharsets;
import org.bytedeco.llvm.LLVM.LLVMContextRef;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fingerprint tells modules apart that differ in one detail, and only those. */
class FingerprintTest {
  private static Observer observer;
  private static LLVMContextRef context;

  @BeforeAll
  static void start() throws Exception {
    LlvmDistribution llvm = LlvmDistribution.unpack();
    observer = new Observer(llvm.observerBitcode(CacheFolder.get()), llvm.library().toString());
    context = Llvm.newContext(true);
  }

  private static Observer.Fingerprint fingerprint(String ir) throws Exception {
    return observer.observe(Llvm.parse(context, ir.getBytes(StandardCharsets.UTF_8), "test")).fingerprint();
  }

  private static String function(String line) {
    return """
        @g = constant i32 1
        @t = constant [2 x ptr] [ptr @g, ptr null]
        declare i32 @c(i32)
        define i32 @f(i32 %a, i32 %b, ptr %p, float %x, float %y) {
          LINE
          ret i32 0
        }
        """.replace("LINE", line);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"%r = add i32 %a, %b | %r = add nsw i32 %a, %b",
      "%r = add i32 %a, %b | %r = add nuw i32 %a, %b", "%r = add i32 %a, %b | %r = add i32 %b, %a",
      "%r = add i32 %a, %b | %r = sub i32 %a, %b", "%r = add i32 %a, 1 | %r = add i32 %a, 2",
      "%r = udiv i32 %a, %b | %r = udiv exact i32 %a, %b", "%r = or i32 %a, %b | %r = or disjoint i32 %a, %b",
      "%r = zext i32 %a to i64 | %r = zext nneg i32 %a to i64", "%r = zext i32 %a to i64 | %r = sext i32 %a to i64",
      "%r = trunc i32 %a to i8 | %r = trunc nuw i32 %a to i8", "%r = trunc i32 %a to i8 | %r = trunc nsw i32 %a to i8",
      "%r = icmp ult i32 %a, %b | %r = icmp samesign ult i32 %a, %b",
      "%r = icmp ult i32 %a, %b | %r = icmp slt i32 %a, %b", "%r = fcmp olt float %x, %y | %r = fcmp ult float %x, %y",
      "%r = fadd float %x, %y | %r = fadd fast float %x, %y",
      "%r = fadd nnan float %x, %y | %r = fadd ninf float %x, %y",
      "%r = uitofp i32 %a to float | %r = uitofp nneg i32 %a to float",
      "%r = load i32, ptr %p | %r = load volatile i32, ptr %p",
      "%r = load i32, ptr %p | %r = load i32, ptr %p, align 1",
      "%r = load atomic i32, ptr %p monotonic, align 4 | %r = load atomic i32, ptr %p acquire, align 4",
      "store i32 %a, ptr %p | store volatile i32 %a, ptr %p",
      "%r = load atomic i32, ptr %p monotonic, align 4 "
          + "| %r = load atomic i32, ptr %p syncscope(\"singlethread\") monotonic, align 4",
      "%r = atomicrmw add ptr %p, i32 %a monotonic | %r = atomicrmw sub ptr %p, i32 %a monotonic",
      "%r = cmpxchg ptr %p, i32 %a, i32 %b monotonic monotonic "
          + "| %r = cmpxchg weak ptr %p, i32 %a, i32 %b monotonic monotonic",
      "fence acquire | fence release",
      "%r = getelementptr i32, ptr %p, i32 %a | %r = getelementptr inbounds i32, ptr %p, i32 %a",
      "%r = getelementptr i32, ptr %p, i32 %a | %r = getelementptr nuw i32, ptr %p, i32 %a",
      "%r = getelementptr i32, ptr %p, i32 %a | %r = getelementptr i64, ptr %p, i32 %a",
      "%r = call i32 @c(i32 %a) | %r = tail call i32 @c(i32 %a)",
      "%r = call i32 @c(i32 %a) | %r = call i32 @c(i32 %a) nounwind",
      "%r = call i32 @c(i32 %a) | %r = call i32 @c(i32 noundef %a)",
      "%r = call i32 @c(i32 %a) | %r = call fastcc i32 @c(i32 %a)",
      "%r = call i32 @c(i32 %a) | %r = call i32 %p(i32 %a)",
      "%r = call i32 @c(i32 %a) | %r = call i32 @c(i32 %a) [ \"deopt\"(i32 %a) ]", "%r = alloca i32 | %r = alloca i64",
      "%r = alloca i32 | %r = alloca i32, align 16",
      "%r = load i32, ptr %p | %r = load i32, ptr %p, !range !{i32 0, i32 9}",
      "%r = load i32, ptr %p, !range !{i32 0, i32 8} | %r = load i32, ptr %p, !range !{i32 0, i32 9}",
      "%r = insertvalue {i32, i32} poison, i32 %a, 0 | %r = insertvalue {i32, i32} poison, i32 %a, 1",
      "%r = freeze i32 %a | %r = freeze i32 %b", "call void asm \"nop\", \"\"() | call void asm \"hlt\", \"\"()",
      "store ptr getelementptr (i8, ptr @t, i64 1), ptr %p | store ptr getelementptr (i8, ptr @t, i64 2), ptr %p",
      "store ptr @t, ptr %p | store ptr @g, ptr %p",})
  void tellsInstructionsApart(String one, String other) throws Exception {
    assertThat(fingerprint(function(one))).isNotEqualTo(fingerprint(function(other)));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|',
      value = {"@v = global i32 0 | @v = global i32 1", "@v = global i32 0 | @v = constant i32 0",
          "@v = global i32 0 | @v = internal global i32 0", "@v = global i32 0 | @v = global i32 0, align 16",
          "@v = global i32 0 | @v = thread_local global i32 0", "@v = global i32 0 | @w = global i32 0",
          "@v = constant i32 0 | @v = unnamed_addr constant i32 0", "declare void @d() | declare void @d() nounwind",
          "declare void @d() | declare fastcc void @d()", "declare void @d(ptr) | declare void @d(ptr nonnull)",
          "define void @d() { ret void } | define internal void @d() { ret void }",
          "@v = constant [2 x ptr] [ptr @v, ptr null] | @v = constant [2 x ptr] [ptr null, ptr @v]",})
  void tellsGlobalsApart(String one, String other) throws Exception {
    assertThat(fingerprint(one)).isNotEqualTo(fingerprint(other));
  }

  @Test
  void ignoresNamesOfLocalsAndSurvivesCopying() throws Exception {
    String ir = function("%r = add i32 %a, %b");
    assertThat(fingerprint(ir.replace("%r", "%sum").replace("%a", "%left"))).isEqualTo(fingerprint(ir));
    var module = Llvm.parse(context, ir.getBytes(StandardCharsets.UTF_8), "test");
    assertThat(observer.observe(observer.exactCopy(module)).fingerprint())
        .isEqualTo(observer.observe(module).fingerprint());
  }

  @Test
  void copiesOfCodeThatTakesBlockAddressesStayAlive() throws Exception {
    String ir = """
        @table = internal constant [2 x ptr] [ptr blockaddress(@f, %one), ptr blockaddress(@f, %two)]
        define i32 @f(i64 %i) {
          %slot = getelementptr [2 x ptr], ptr @table, i64 0, i64 %i
          %target = load ptr, ptr %slot
          indirectbr ptr %target, [label %one, label %two]
        one:
          ret i32 1
        two:
          ret i32 2
        }
        """;
    var module = Llvm.parse(context, ir.getBytes(StandardCharsets.UTF_8), "test");
    var copy = observer.exactCopy(module);
    Llvm.run(copy, "default<Oz>", null);
    assertThat(observer.observe(copy).observation().instructionCount()).isGreaterThan(3);
  }
}
