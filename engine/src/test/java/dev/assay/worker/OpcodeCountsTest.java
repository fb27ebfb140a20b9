package dev.assay.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.llvm.global.LLVM.LLVMCountBasicBlocks;
import static org.bytedeco.llvm.global.LLVM.LLVMDisposeModule;
import static org.bytedeco.llvm.global.LLVM.LLVMGetFirstBasicBlock;
import static org.bytedeco.llvm.global.LLVM.LLVMGetFirstFunction;
import static org.bytedeco.llvm.global.LLVM.LLVMGetFirstInstruction;
import static org.bytedeco.llvm.global.LLVM.LLVMGetInstructionOpcode;
import static org.bytedeco.llvm.global.LLVM.LLVMGetNextBasicBlock;
import static org.bytedeco.llvm.global.LLVM.LLVMGetNextFunction;
import static org.bytedeco.llvm.global.LLVM.LLVMGetNextInstruction;

import dev.assay.Examples;
import dev.assay.feature.Feature;
import dev.assay.feature.Opcode;
import dev.assay.feature.OpcodeCounts;
import dev.assay.ir.Unit;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.llvm.LLVM.LLVMBasicBlockRef;
import org.bytedeco.llvm.LLVM.LLVMContextRef;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;
import org.junit.jupiter.api.Test;

/** InstCount equals what LLVM itself says of each instruction, in memory and in print. */
class OpcodeCountsTest {
  private static final Pattern PRINTED = Pattern.compile("^  (?:%[\\w.]+ = )?(?:(?:tail|musttail|notail) )?("
      + String.join("|", List.of(Opcode.values()).stream().map(Opcode::text).toList()) + ")\\b.*");

  @Test
  void equalsLlvmsOwnCounts() throws Exception {
    List<Unit> units;
    try (WorkerPool pool = new WorkerPool(WorkerOptions.defaults().withWorkers(1), LlvmDistribution.unpack())) {
      units = Examples.units(pool);
    }
    for (Unit unit : units) {
      LLVMContextRef context = Llvm.newContext(false);
      LLVMModuleRef module = Llvm.parse(context, unit.bitcode(), "unit");
      int[] counts = new int[Opcode.NUMBERS];
      int blocks = 0;
      for (LLVMValueRef f = LLVMGetFirstFunction(module); f != null; f = LLVMGetNextFunction(f)) {
        blocks += LLVMCountBasicBlocks(f);
        for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(f); b != null; b = LLVMGetNextBasicBlock(b)) {
          for (LLVMValueRef i = LLVMGetFirstInstruction(b); i != null; i = LLVMGetNextInstruction(i)) {
            counts[LLVMGetInstructionOpcode(i)]++;
          }
        }
      }
      OpcodeCounts observed = unit.observation().opcodes();
      assertThat(observed).as("%s", unit).isEqualTo(OpcodeCounts.ofNumbers(counts));
      assertThat(unit.observation().features().get(Feature.TOTAL_BLOCKS)).isEqualTo(blocks);

      Map<String, Integer> byName = new TreeMap<>();
      observed.nonZero().forEach((opcode, count) -> byName.put(opcode.text(), count));
      assertThat(printed(Llvm.text(module))).as("%s in print", unit).isEqualTo(byName);
      LLVMDisposeModule(module);
      Llvm.dispose(context);
    }
  }

  private static Map<String, Integer> printed(String text) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String line : text.split("\n", -1)) {
      Matcher instruction = PRINTED.matcher(line);
      if (instruction.matches()) {
        counts.merge(instruction.group(1), 1, Integer::sum);
      }
    }
    return counts;
  }
}
