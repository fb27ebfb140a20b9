package dev.assay.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.Examples;
import dev.assay.concurrent.Cancellation;
import dev.assay.content.Content;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a unit says is read off its IR: no names, nothing that only marks how it was compiled. */
class ContentSourceTest {
  private static final String IR = """
      @text = private unnamed_addr constant [13 x i8] c"no more than\\00"
      @table = internal constant [2 x i16] [i16 3, i16 4]
      @state = internal global i32 77
      declare i32 @print(ptr, ...)
      declare void @llvm.lifetime.start.p0(i64, ptr)
      define i64 @f(i32 %n, ptr %call, double %d) {
        %slot = alloca [24 x i8]
        call void @llvm.lifetime.start.p0(i64 24, ptr %slot)
        %wide = sext i32 %n to i64
        %a = and i64 %wide, 255
        %b = and i64 %a, 255
        %c = add i64 %b, -1
        %p = getelementptr i8, ptr %call, i64 48
        %d2 = fmul double %d, 2.5
        %r = call i32 (ptr, ...) @print(ptr @text, double %d2)
        %s = call i32 %call(ptr %p)
        %q = load i16, ptr getelementptr inbounds (i8, ptr @table, i64 2)
        store i32 %r, ptr @state
        %t = call i64 @f(i32 %s, ptr %call, double %d)
        ret i64 %t
      }
      """;

  private static WorkerPool pool;

  @BeforeAll
  static void start() throws Exception {
    pool = new WorkerPool(WorkerOptions.defaults().withWorkers(1), LlvmDistribution.unpack());
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  private static Content read(String ir) throws Exception {
    return new ContentSource(pool).read(Examples.functions(pool, ir).getFirst(), Cancellation.never());
  }

  @Test
  void typesConstantsAndTextsAreRead() throws Exception {
    CRC32 crc = new CRC32();
    crc.update("no more than\0".getBytes(StandardCharsets.US_ASCII));
    Map<String, Integer> words = new java.util.TreeMap<>(read(IR).words());
    List<String> tables = words.keySet().stream().filter(word -> word.startsWith("table ")).toList();
    assertThat(tables).hasSize(1);
    words.keySet().removeAll(tables);
    assertThat(words).containsExactlyInAnyOrderEntriesOf(Map.ofEntries(Map.entry("is i64(i32,ptr,double)", 1),
        Map.entry("returns i64", 1), Map.entry("takes i32", 1), Map.entry("takes ptr", 1), Map.entry("takes double", 1),
        Map.entry("constant 24", 1), Map.entry("constant 255", 2), Map.entry("number 2.5", 1),
        Map.entry("calls i32(ptr)...", 1), Map.entry("calls by pointer i32(ptr)", 1), Map.entry("calls itself", 1),
        Map.entry("text " + crc.getValue(), 1), Map.entry("word more", 1), Map.entry("word than", 1)));
  }

  @Test
  void namesSayNothing() throws Exception {
    String renamed = IR.replace("@f(", "@another(").replace("@print", "@write_it").replace("@text", "@message")
        .replace("%n", "%count").replace("@table", "@steps").replace("@state", "@last");
    assertThat(read(renamed)).isEqualTo(read(IR));
  }

  @Test
  void aProgramSaysWhatItsFunctionsSay() throws Exception {
    String one = "define i32 @f(i32 %n) {\n %x = add i32 %n, 9\n ret i32 %x\n}\n";
    String other = "define i32 @g(i32 %n) {\n %x = mul i32 %n, 9\n ret i32 %x\n}\n";
    Unit program = new IrReader(pool)
        .program((one + other).getBytes(StandardCharsets.UTF_8), "both.ll", Cancellation.never()).units().getFirst();
    Content whole = new ContentSource(pool).read(program, Cancellation.never());
    assertThat(read(one)).isEqualTo(read(other));
    assertThat(whole.words().keySet()).isEqualTo(read(one).words().keySet());
    read(one).words().forEach((word, count) -> assertThat(whole.words()).containsEntry(word, 2 * count));
  }

  @Test
  void whatIsNotIrIsRefusedInWords() {
    Unit good = Examples.functions(pool, IR).getFirst();
    Unit broken = new Unit(Unit.Kind.FUNCTION, "f", "", Optional.empty(), good.hash(), false, "", good.observation(),
        Arrays.copyOf(good.bitcode(), good.bitcode().length / 2));
    assertThatThrownBy(() -> new ContentSource(pool).read(broken, Cancellation.never()))
        .isInstanceOf(IllegalStateException.class).hasMessageContaining("its content cannot be read");
  }
}
