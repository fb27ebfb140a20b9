package dev.assay.feature;

import java.util.Arrays;
import java.util.Optional;

/**
 * The 56 Autophase features, in the order of the vector.
 *
 * <p>Each is a count over a whole module, as CompilerGym's {@code InstCount.cc} makes it (after ucb-bar/autophase),
 * restated for LLVM 20. {@code docs/autophase.md} has the exact definitions; the counting itself is done by
 * {@code observer.c} inside the worker process.
 */
public enum Feature {
  /** Blocks whose phis have together more than 5 incoming values. */
  BB_NUM_ARGS_HI("BBNumArgsHi"),
  /** Blocks whose phis have together 1 to 5 incoming values. */
  BB_NUM_ARGS_LO("BBNumArgsLo"),
  /** Blocks with one predecessor edge. */
  ONE_PRED("onePred"),
  /** Blocks with one predecessor edge and one successor edge. */
  ONE_PRED_ONE_SUC("onePredOneSuc"),
  /** Blocks with one predecessor edge and two successor edges. */
  ONE_PRED_TWO_SUC("onePredTwoSuc"),
  /** Blocks with one successor edge. */
  ONE_SUCCESSOR("oneSuccessor"),
  /** Blocks with two predecessor edges. */
  TWO_PRED("twoPred"),
  /** Blocks with two predecessor edges and one successor edge. */
  TWO_PRED_ONE_SUC("twoPredOneSuc"),
  /** Blocks with two predecessor edges and two successor edges. */
  TWO_EACH("twoEach"),
  /** Blocks with two successor edges. */
  TWO_SUCCESSOR("twoSuccessor"),
  /** Blocks with more than two predecessor edges. */
  MORE_PREDS("morePreds"),
  /** Blocks with 1 to 3 phis. */
  BB_03_PHI("BB03Phi"),
  /** Blocks with more than 3 phis. */
  BB_HI_PHI("BBHiPhi"),
  /** Blocks without a phi. */
  BB_NO_PHI("BBNoPhi"),
  /** Blocks that begin with a phi. */
  BEGIN_PHI("BeginPhi"),
  /** {@code br} instructions; always equal to {@link #NUM_BR_INST}. */
  BRANCH_COUNT("BranchCount"),
  /** Direct calls, intrinsics included, that return an integer. */
  RETURN_INT("returnInt"),
  /** Critical edges, identical ones counted too. */
  CRITICAL_COUNT("CriticalCount"),
  /** Edges of the control flow graph. */
  NUM_EDGES("NumEdges"),
  /** Operands that are 32-bit integer constants. */
  CONST32_BIT("const32Bit"),
  /** Operands that are 64-bit integer constants. */
  CONST64_BIT("const64Bit"),
  /** Operands that are an integer constant 0 of any width. */
  NUM_CONST_ZEROES("numConstZeroes"),
  /** Operands that are an integer constant 1 of any width. */
  NUM_CONST_ONES("numConstOnes"),
  /** Unconditional {@code br} instructions. */
  UNCOND_BRANCHES("UncondBranches"),
  /** Binary operators with a constant among their operands. */
  BINARY_CONST_ARG("binaryConstArg"),
  /** {@code ashr} instructions. */
  NUM_ASHR_INST("NumAShrInst"),
  /** {@code add} instructions. */
  NUM_ADD_INST("NumAddInst"),
  /** {@code alloca} instructions. */
  NUM_ALLOCA_INST("NumAllocaInst"),
  /** {@code and} instructions. */
  NUM_AND_INST("NumAndInst"),
  /** Blocks of 15 to 500 instructions. */
  BLOCK_MID("BlockMid"),
  /** Blocks of fewer than 15 instructions. */
  BLOCK_LOW("BlockLow"),
  /** {@code bitcast} instructions. */
  NUM_BIT_CAST_INST("NumBitCastInst"),
  /** {@code br} instructions. */
  NUM_BR_INST("NumBrInst"),
  /** {@code call} instructions, intrinsics included. */
  NUM_CALL_INST("NumCallInst"),
  /** {@code getelementptr} instructions. */
  NUM_GET_ELEMENT_PTR_INST("NumGetElementPtrInst"),
  /** {@code icmp} instructions. */
  NUM_ICMP_INST("NumICmpInst"),
  /** {@code lshr} instructions. */
  NUM_LSHR_INST("NumLShrInst"),
  /** {@code load} instructions. */
  NUM_LOAD_INST("NumLoadInst"),
  /** {@code mul} instructions. */
  NUM_MUL_INST("NumMulInst"),
  /** {@code or} instructions. */
  NUM_OR_INST("NumOrInst"),
  /** {@code phi} instructions. */
  NUM_PHI_INST("NumPHIInst"),
  /** {@code ret} instructions. */
  NUM_RET_INST("NumRetInst"),
  /** {@code sext} instructions. */
  NUM_SEXT_INST("NumSExtInst"),
  /** {@code select} instructions. */
  NUM_SELECT_INST("NumSelectInst"),
  /** {@code shl} instructions. */
  NUM_SHL_INST("NumShlInst"),
  /** {@code store} instructions. */
  NUM_STORE_INST("NumStoreInst"),
  /** {@code sub} instructions. */
  NUM_SUB_INST("NumSubInst"),
  /** {@code trunc} instructions. */
  NUM_TRUNC_INST("NumTruncInst"),
  /** {@code xor} instructions. */
  NUM_XOR_INST("NumXorInst"),
  /** {@code zext} instructions. */
  NUM_ZEXT_INST("NumZExtInst"),
  /** Basic blocks. */
  TOTAL_BLOCKS("TotalBlocks"),
  /** Instructions of every opcode. */
  TOTAL_INSTS("TotalInsts"),
  /**
   * {@code getelementptr}, {@code load}, {@code store}, {@code call}, {@code invoke} and {@code alloca} instructions.
   */
  TOTAL_MEM_INST("TotalMemInst"),
  /** Functions of the module, declarations and intrinsics included. */
  TOTAL_FUNCS("TotalFuncs"),
  /** Incoming values of all phis. */
  ARGS_PHI("ArgsPhi"),
  /** Unary instructions: loads, allocas, casts, {@code va_arg}, {@code extractvalue}, {@code freeze}, {@code fneg}. */
  TEST_UNARY("testUnary");

  /** How many features there are: 56. */
  public static final int COUNT = values().length;

  private final String label;

  Feature(String label) {
    this.label = label;
  }

  /** The name that Autophase's authors gave it, for example {@code NumAllocaInst}. */
  public String label() {
    return label;
  }

  /** The feature of that label, if there is one. */
  public static Optional<Feature> ofLabel(String label) {
    return Arrays.stream(values()).filter(feature -> feature.label.equals(label)).findFirst();
  }
}
