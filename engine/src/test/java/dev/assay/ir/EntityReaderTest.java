package dev.assay.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.Examples;
import dev.assay.concurrent.Cancellation;
import dev.assay.feature.EntityCounts;
import dev.assay.feature.Ir2Vec;
import dev.assay.feature.Opcode;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** IR2Vec's entities are counted as its authors define them, and make the vector that its vocabulary gives. */
class EntityReaderTest {
  private static WorkerPool pool;

  @BeforeAll
  static void start() throws Exception {
    pool = new WorkerPool(WorkerOptions.defaults().withWorkers(1), LlvmDistribution.unpack());
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  private static EntityCounts count(String ir) throws Exception {
    return new EntityReader(pool).count(Examples.functions(pool, ir).getFirst(), Cancellation.never());
  }

  @Test
  void kindsOfOperandsAndTypesAreThoseOfIr2Vec() throws Exception {
    EntityCounts counts = count("""
        declare i32 @g(ptr, double)
        define i32 @f(i32 %n, ptr %p, double %d) {
        entry:
          %a = alloca i32
          %c = icmp slt i32 %n, 3
          br i1 %c, label %then, label %else
        then:
          %h = fmul double %d, 2.0
          %r = call i32 @g(ptr %p, double %h)
          br label %else
        else:
          %s = phi i32 [ 0, %entry ], [ %r, %then ]
          store i32 %s, ptr %a
          ret i32 %s
        never:
          %x = mul i32 %n, %n
          ret i32 %x
        }
        """);
    assertThat(counts.opcodes()).containsExactlyInAnyOrderEntriesOf(
        Map.of("alloca", 1, "icmp", 1, "br", 2, "fmul", 1, "call", 1, "phi", 1, "store", 1, "ret", 1));
    assertThat(counts.types())
        .containsExactlyInAnyOrderEntriesOf(Map.of("pointerTy", 1, "integerTy", 3, "floatTy", 1, "voidTy", 4));
    // alloca 1; icmp %n 3; br %c then else; fmul %d 2.0; call %p %h @g; br else; phi 0 %r; store %s %a; ret %s
    assertThat(counts.operands())
        .containsExactlyInAnyOrderEntriesOf(Map.of("constant", 4, "variable", 10, "pointer", 2, "function", 1));
  }

  @Test
  void aVectorIsTheWeightedSumOfTheVocabulary() throws Exception {
    float[] vector = Ir2Vec.shipped()
        .vector(EntityCounts.of(Map.of("xor", 1, "notAnOpcode", 5), Map.of("integerTy", 1), Map.of("variable", 2)));
    Map<String, Double> first;
    try (var in = Ir2Vec.class.getResourceAsStream("ir2vec-vocabulary-300.txt")) {
      first = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().collect(Collectors
          .toMap(line -> line.split(":", -1)[0], line -> Double.valueOf(line.split("[\\[,\\]]", -1)[1].strip())));
    }
    assertThat(vector).hasSize(Ir2Vec.DIMENSIONS);
    assertThat(first.get("xor")).isEqualTo(0.14408666); // as published
    assertThat((double) vector[0])
        .isCloseTo(first.get("xor") + 0.5 * first.get("integerTy") + 0.4 * first.get("variable"), within(1e-6));
  }

  @Test
  void aProgramIsTheSumOfItsFunctions() throws Exception {
    String one = "define i32 @f(i32 %n) {\n %x = add i32 %n, 1\n ret i32 %x\n}\n";
    String other = "define void @g(ptr %p) {\n store float 1.0, ptr %p\n ret void\n}\n";
    EntityReader reader = new EntityReader(pool);
    Unit program = new IrReader(pool)
        .program((one + other).getBytes(StandardCharsets.UTF_8), "both.ll", Cancellation.never()).units().getFirst();
    Ir2Vec ir2Vec = Ir2Vec.shipped();
    float[] sum = ir2Vec.vector(count(one));
    float[] second = ir2Vec.vector(count(other));
    float[] whole = ir2Vec.vector(reader.count(program, Cancellation.never()));
    for (int i = 0; i < whole.length; i++) {
      assertThat(whole[i]).isCloseTo(sum[i] + second[i], within(1e-5f));
    }
  }

  @Test
  void opcodesOfReachableCodeAreInstCount() throws Exception {
    for (Unit unit : Examples.units(pool)) {
      EntityCounts counts = new EntityReader(pool).count(unit, Cancellation.never());
      Map<String, Integer> instCount = new TreeMap<>();
      unit.observation().opcodes().nonZero().forEach((opcode, count) -> instCount.put(opcode.text(), count));
      for (Opcode opcode : Opcode.values()) { // blocks that nothing reaches are counted by InstCount alone
        assertThat(counts.opcodes().getOrDefault(opcode.text(), 0)).as("%s %s", unit.name(), opcode)
            .isLessThanOrEqualTo(instCount.getOrDefault(opcode.text(), 0));
      }
      int reached = counts.opcodes().values().stream().mapToInt(Integer::intValue).sum();
      assertThat(reached).as(unit.name()).isPositive();
      assertThat(counts.types().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(reached);
    }
  }

  @Test
  void whatIsNotIrIsRefusedInWords() {
    Unit good = Examples.functions(pool, "define void @f() {\n ret void\n}\n").getFirst();
    Unit broken = new Unit(Unit.Kind.FUNCTION, "f", "", Optional.empty(), good.hash(), false, "", good.observation(),
        Arrays.copyOf(good.bitcode(), good.bitcode().length / 2));
    assertThatThrownBy(() -> new EntityReader(pool).count(broken, Cancellation.never()))
        .isInstanceOf(IllegalStateException.class).hasMessageContaining("cannot be counted");
  }
}
