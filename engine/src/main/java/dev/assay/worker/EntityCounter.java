package dev.assay.worker;

import static org.bytedeco.llvm.global.LLVM.LLVMArrayTypeKind;
import static org.bytedeco.llvm.global.LLVM.LLVMBFloatTypeKind;
import static org.bytedeco.llvm.global.LLVM.LLVMDoubleTypeKind;
import static org.bytedeco.llvm.global.LLVM.LLVMFP128TypeKind;
import static org.bytedeco.llvm.global.LLVM.LLVMFloatTypeKind;
import static org.bytedeco.llvm.global.LLVM.LLVMFunctionTypeKind;
import static org.bytedeco.llvm.global.LLVM.LLVMGetBasicBlockTerminator;
import static org.bytedeco.llvm.global.LLVM.LLVMGetEntryBasicBlock;
import static org.bytedeco.llvm.global.LLVM.LLVMGetFirstFunction;
import static org.bytedeco.llvm.global.LLVM.LLVMGetFirstInstruction;
import static org.bytedeco.llvm.global.LLVM.LLVMGetInstructionOpcode;
import static org.bytedeco.llvm.global.LLVM.LLVMGetNextFunction;
import static org.bytedeco.llvm.global.LLVM.LLVMGetNextInstruction;
import static org.bytedeco.llvm.global.LLVM.LLVMGetNumOperands;
import static org.bytedeco.llvm.global.LLVM.LLVMGetNumSuccessors;
import static org.bytedeco.llvm.global.LLVM.LLVMGetOperand;
import static org.bytedeco.llvm.global.LLVM.LLVMGetSuccessor;
import static org.bytedeco.llvm.global.LLVM.LLVMGetTypeKind;
import static org.bytedeco.llvm.global.LLVM.LLVMHalfTypeKind;
import static org.bytedeco.llvm.global.LLVM.LLVMIntegerTypeKind;
import static org.bytedeco.llvm.global.LLVM.LLVMIsAFunction;
import static org.bytedeco.llvm.global.LLVM.LLVMIsConstant;
import static org.bytedeco.llvm.global.LLVM.LLVMIsDeclaration;
import static org.bytedeco.llvm.global.LLVM.LLVMLabelTypeKind;
import static org.bytedeco.llvm.global.LLVM.LLVMMetadataTypeKind;
import static org.bytedeco.llvm.global.LLVM.LLVMPPC_FP128TypeKind;
import static org.bytedeco.llvm.global.LLVM.LLVMPointerTypeKind;
import static org.bytedeco.llvm.global.LLVM.LLVMScalableVectorTypeKind;
import static org.bytedeco.llvm.global.LLVM.LLVMStructTypeKind;
import static org.bytedeco.llvm.global.LLVM.LLVMTokenTypeKind;
import static org.bytedeco.llvm.global.LLVM.LLVMTypeOf;
import static org.bytedeco.llvm.global.LLVM.LLVMVectorTypeKind;
import static org.bytedeco.llvm.global.LLVM.LLVMVoidTypeKind;
import static org.bytedeco.llvm.global.LLVM.LLVMX86_AMXTypeKind;
import static org.bytedeco.llvm.global.LLVM.LLVMX86_FP80TypeKind;

import dev.assay.feature.EntityCounts;
import dev.assay.feature.Opcode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.bytedeco.llvm.LLVM.LLVMBasicBlockRef;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.bytedeco.llvm.LLVM.LLVMTypeRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;

/** Counts IR2Vec's seed entities in the blocks that control flow reaches. */
final class EntityCounter {
  private final Map<String, Integer> opcodes = new HashMap<>();
  private final Map<String, Integer> types = new HashMap<>();
  private final Map<String, Integer> operands = new HashMap<>();

  private EntityCounter() {}

  /** The entities in all functions that the module defines. */
  static EntityCounts count(LLVMModuleRef module) {
    EntityCounter counter = new EntityCounter();
    for (LLVMValueRef f = LLVMGetFirstFunction(module); f != null; f = LLVMGetNextFunction(f)) {
      if (LLVMIsDeclaration(f) == 0) {
        counter.function(f);
      }
    }
    return EntityCounts.of(counter.opcodes, counter.types, counter.operands);
  }

  private void function(LLVMValueRef function) {
    Set<Long> reached = new HashSet<>();
    Deque<LLVMBasicBlockRef> open = new ArrayDeque<>();
    LLVMBasicBlockRef entry = LLVMGetEntryBasicBlock(function);
    reached.add(entry.address());
    open.add(entry);
    while (!open.isEmpty()) {
      LLVMBasicBlockRef block = open.remove();
      for (LLVMValueRef i = LLVMGetFirstInstruction(block); i != null; i = LLVMGetNextInstruction(i)) {
        instruction(i);
      }
      LLVMValueRef terminator = LLVMGetBasicBlockTerminator(block);
      int successors = LLVMGetNumSuccessors(terminator);
      for (int i = 0; i < successors; i++) {
        LLVMBasicBlockRef next = LLVMGetSuccessor(terminator, i);
        if (reached.add(next.address())) {
          open.add(next);
        }
      }
    }
  }

  private void instruction(LLVMValueRef instruction) {
    Opcode.ofNumber(LLVMGetInstructionOpcode(instruction))
        .ifPresent(opcode -> opcodes.merge(opcode.text(), 1, Integer::sum));
    types.merge(name(LLVMTypeOf(instruction)), 1, Integer::sum);
    int count = LLVMGetNumOperands(instruction);
    for (int i = 0; i < count; i++) {
      operands.merge(kind(LLVMGetOperand(instruction, i)), 1, Integer::sum);
    }
  }

  private static String kind(LLVMValueRef operand) {
    if (LLVMIsAFunction(operand) != null) {
      return "function";
    }
    if (LLVMGetTypeKind(LLVMTypeOf(operand)) == LLVMPointerTypeKind) {
      return "pointer";
    }
    return LLVMIsConstant(operand) != 0 ? "constant" : "variable";
  }

  /** As IR2Vec calls it: all floating-point types are one, and so are vectors, scalable or not. */
  private static String name(LLVMTypeRef type) {
    int kind = LLVMGetTypeKind(type);
    if (kind == LLVMHalfTypeKind || kind == LLVMBFloatTypeKind || kind == LLVMFloatTypeKind
        || kind == LLVMDoubleTypeKind || kind == LLVMX86_FP80TypeKind || kind == LLVMFP128TypeKind
        || kind == LLVMPPC_FP128TypeKind) {
      return "floatTy";
    }
    if (kind == LLVMVectorTypeKind || kind == LLVMScalableVectorTypeKind) {
      return "vectorTy";
    }
    return OTHER_TYPES.getOrDefault(kind, "unknownTy");
  }

  private static final Map<Integer, String> OTHER_TYPES = Map.of(LLVMVoidTypeKind, "voidTy", LLVMLabelTypeKind,
      "labelTy", LLVMIntegerTypeKind, "integerTy", LLVMFunctionTypeKind, "functionTy", LLVMStructTypeKind, "structTy",
      LLVMArrayTypeKind, "arrayTy", LLVMPointerTypeKind, "pointerTy", LLVMMetadataTypeKind, "metadataTy",
      LLVMTokenTypeKind, "tokenTy", LLVMX86_AMXTypeKind, "x86_amxTy");
}
