package dev.assay.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.Examples;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The 56 features, against IR counted by hand by the definitions of docs/autophase.md. */
class FeatureTest {
  private static WorkerPool pool;

  @BeforeAll
  static void start() throws Exception {
    pool = new WorkerPool(WorkerOptions.defaults().withWorkers(1), LlvmDistribution.unpack());
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  private static Map<String, Integer> nonZero(String ir) {
    FeatureVector features = Examples.functions(pool, ir).get(0).observation().features();
    Map<String, Integer> counts = new TreeMap<>();
    for (Feature feature : Feature.values()) {
      if (features.get(feature) != 0) {
        counts.put(feature.label(), features.get(feature));
      }
    }
    return counts;
  }

  private static Map<String, Integer> counts(Object... labelsAndCounts) {
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < labelsAndCounts.length; i += 2) {
      assertThat(Feature.ofLabel((String) labelsAndCounts[i])).as("%s", labelsAndCounts[i]).isPresent();
      counts.put((String) labelsAndCounts[i], (Integer) labelsAndCounts[i + 1]);
    }
    return counts;
  }

  @Test
  void aLoopWithAPhi() {
    assertThat(nonZero("""
        define i32 @f(i32 %n) {
        entry:
          br label %loop
        loop:
          %i = phi i32 [ 0, %entry ], [ %next, %loop ]
          %next = add i32 %i, 1
          %more = icmp slt i32 %next, %n
          br i1 %more, label %loop, label %exit
        exit:
          ret i32 %next
        }
        """)).isEqualTo(counts("BBNumArgsLo", 1, "onePred", 1, "oneSuccessor", 1, "twoPred", 1, "twoEach", 1,
        "twoSuccessor", 1, "BB03Phi", 1, "BBNoPhi", 2, "BeginPhi", 1, "BranchCount", 2, "CriticalCount", 1, "NumEdges",
        3, "const32Bit", 2, "numConstZeroes", 1, "numConstOnes", 1, "UncondBranches", 1, "binaryConstArg", 1,
        "NumAddInst", 1, "BlockLow", 3, "NumBrInst", 2, "NumICmpInst", 1, "NumPHIInst", 1, "NumRetInst", 1,
        "TotalBlocks", 3, "TotalInsts", 6, "TotalFuncs", 1, "ArgsPhi", 2));
  }

  @Test
  void memoryCastsAndCalls() {
    assertThat(nonZero("""
        declare i32 @known(i32)
        declare void @nothing()
        define i64 @f(ptr %p, i32 %a) {
          %slot = alloca i32
          store i32 %a, ptr %slot
          %v = load i32, ptr %slot
          %e = getelementptr i32, ptr %p, i64 7
          %r = call i32 @known(i32 %v)
          call void @nothing()
          %q = call i32 %p(i32 0)
          %s = sext i32 %r to i64
          %z = zext i32 %q to i64
          %t = trunc i64 %s to i32
          %b = bitcast i32 %t to float
          %w = ashr i64 %s, 1
          %x = lshr i64 %z, 1
          %y = shl i64 %w, 0
          %m = mul i64 %x, %y
          %n = and i64 %m, %s
          %o = or i64 %n, %z
          %k = xor i64 %o, %s
          %j = sub i64 %k, %z
          %c = select i1 true, i64 %j, i64 %k
          ret i64 %c
        }
        """)).isEqualTo(counts("BBNoPhi", 1, "returnInt", 1, "const32Bit", 2, "const64Bit", 4, "numConstZeroes", 2,
        "numConstOnes", 4, "binaryConstArg", 3, "NumAShrInst", 1, "NumAllocaInst", 1, "NumAndInst", 1, "BlockMid", 1,
        "NumBitCastInst", 1, "NumCallInst", 3, "NumGetElementPtrInst", 1, "NumLShrInst", 1, "NumLoadInst", 1,
        "NumMulInst", 1, "NumOrInst", 1, "NumRetInst", 1, "NumSExtInst", 1, "NumSelectInst", 1, "NumShlInst", 1,
        "NumStoreInst", 1, "NumSubInst", 1, "NumTruncInst", 1, "NumXorInst", 1, "NumZExtInst", 1, "TotalBlocks", 1,
        "TotalInsts", 21, "TotalMemInst", 7, "TotalFuncs", 3, "testUnary", 6));
  }

  @Test
  void aSwitchWithManyWaysToOneBlock() {
    assertThat(nonZero("""
        define i8 @f(i8 %x) {
        entry:
          switch i8 %x, label %same [ i8 1, label %same
                                      i8 2, label %same
                                      i8 3, label %other ]
        other:
          br label %same
        same:
          %a = phi i8 [ 0, %entry ], [ 0, %entry ], [ 0, %entry ], [ 5, %other ]
          %b = phi i8 [ 1, %entry ], [ 1, %entry ], [ 1, %entry ], [ 6, %other ]
          %c = phi i8 [ 1, %entry ], [ 1, %entry ], [ 1, %entry ], [ 7, %other ]
          %d = phi i8 [ 2, %entry ], [ 2, %entry ], [ 2, %entry ], [ 8, %other ]
          ret i8 %a
        }
        """)).isEqualTo(counts("BBNumArgsHi", 1, "onePred", 1, "onePredOneSuc", 1, "oneSuccessor", 1, "morePreds", 1,
        "BBHiPhi", 1, "BBNoPhi", 2, "BeginPhi", 1, "BranchCount", 1, "CriticalCount", 3, "NumEdges", 5,
        "numConstZeroes", 3, "numConstOnes", 7, "UncondBranches", 1, "BlockLow", 3, "NumBrInst", 1, "NumPHIInst", 4,
        "NumRetInst", 1, "TotalBlocks", 3, "TotalInsts", 7, "TotalFuncs", 1, "ArgsPhi", 16));
  }

  @Test
  void oneCodeWithTwoPredecessorsAndOneSuccessor() {
    assertThat(nonZero("""
        define void @f(i1 %a) {
        entry:
          br i1 %a, label %left, label %right
        left:
          br label %join
        right:
          br i1 %a, label %join, label %end
        join:
          br label %end
        end:
          ret void
        }
        """)).isEqualTo(
        counts("onePred", 2, "onePredOneSuc", 1, "onePredTwoSuc", 1, "oneSuccessor", 2, "twoPred", 2, "twoPredOneSuc",
            1, "twoSuccessor", 2, "BBNoPhi", 5, "BranchCount", 4, "CriticalCount", 2, "NumEdges", 6, "UncondBranches",
            2, "BlockLow", 5, "NumBrInst", 4, "NumRetInst", 1, "TotalBlocks", 5, "TotalInsts", 5, "TotalFuncs", 1));
  }

  @Test
  void opcodesAddUpToTheInstructions() throws Exception {
    for (var unit : Examples.units(pool)) {
      int sum = unit.observation().opcodes().nonZero().values().stream().mapToInt(Integer::intValue).sum();
      assertThat(sum).as("%s", unit).isEqualTo(unit.instructionCount());
      FeatureVector features = unit.observation().features();
      assertThat(features.get(Feature.BRANCH_COUNT)).isEqualTo(features.get(Feature.NUM_BR_INST));
      assertThat(features.get(Feature.BB_03_PHI) + features.get(Feature.BB_HI_PHI) + features.get(Feature.BB_NO_PHI))
          .isEqualTo(features.get(Feature.TOTAL_BLOCKS));
    }
  }

  @Test
  void aVectorOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> FeatureVector.of(1, 2, 3)).hasMessageContaining("56");
  }
}
