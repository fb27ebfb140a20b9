package dev.assay.worker;

import static org.bytedeco.llvm.global.LLVM.LLVMAlloca;
import static org.bytedeco.llvm.global.LLVM.LLVMCall;
import static org.bytedeco.llvm.global.LLVM.LLVMCallBr;
import static org.bytedeco.llvm.global.LLVM.LLVMGetAlignment;
import static org.bytedeco.llvm.global.LLVM.LLVMGetCalledValue;
import static org.bytedeco.llvm.global.LLVM.LLVMGetEntryBasicBlock;
import static org.bytedeco.llvm.global.LLVM.LLVMGetFirstBasicBlock;
import static org.bytedeco.llvm.global.LLVM.LLVMGetFirstInstruction;
import static org.bytedeco.llvm.global.LLVM.LLVMGetInlineAsmAsmString;
import static org.bytedeco.llvm.global.LLVM.LLVMGetInlineAsmConstraintString;
import static org.bytedeco.llvm.global.LLVM.LLVMGetInstructionOpcode;
import static org.bytedeco.llvm.global.LLVM.LLVMGetNextBasicBlock;
import static org.bytedeco.llvm.global.LLVM.LLVMGetNextInstruction;
import static org.bytedeco.llvm.global.LLVM.LLVMGetOperand;
import static org.bytedeco.llvm.global.LLVM.LLVMInvoke;
import static org.bytedeco.llvm.global.LLVM.LLVMIsAConstantInt;
import static org.bytedeco.llvm.global.LLVM.LLVMIsAInlineAsm;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.llvm.LLVM.LLVMBasicBlockRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;

/**
 * What a function says of its frame and of registers, beyond what its code generator decides.
 *
 * @param hasAssembly whether there is assembly in it that has any instruction
 * @param namesFrameRegister whether assembly says that it uses x86's register for the frame
 * @param isMoving whether the stack pointer moves while it runs, or is aligned to more than the ABI asks for, so that
 *     registers are kept for the frame in any case
 */
record FrameUse(boolean hasAssembly, boolean namesFrameRegister, boolean isMoving) {
  private static final Set<Integer> CALLS = Set.of(LLVMCall, LLVMInvoke, LLVMCallBr);
  private static final String FRAME_REGISTER = "bp";
  private static final int ALIGNMENT = 16;

  /** Reads a function. */
  static FrameUse of(LLVMValueRef function) {
    boolean hasAssembly = false;
    boolean namesFrameRegister = false;
    boolean isMoving = false;
    LLVMBasicBlockRef entry = LLVMGetEntryBasicBlock(function);
    for (LLVMBasicBlockRef block = LLVMGetFirstBasicBlock(function); block != null; block =
        LLVMGetNextBasicBlock(block)) {
      for (LLVMValueRef instruction = LLVMGetFirstInstruction(block); instruction != null; instruction =
          LLVMGetNextInstruction(instruction)) {
        int opcode = LLVMGetInstructionOpcode(instruction);
        LLVMValueRef called = CALLS.contains(opcode) ? LLVMGetCalledValue(instruction) : null;
        if (called != null && LLVMIsAInlineAsm(called) != null) {
          SizeTPointer length = new SizeTPointer(1);
          hasAssembly |= !text(LLVMGetInlineAsmAsmString(called, length), length).isBlank();
          namesFrameRegister |= text(LLVMGetInlineAsmConstraintString(called, length), length).contains(FRAME_REGISTER);
        }
        isMoving |= opcode == LLVMAlloca && (!block.equals(entry)
            || LLVMIsAConstantInt(LLVMGetOperand(instruction, 0)) == null || LLVMGetAlignment(instruction) > ALIGNMENT);
      }
    }
    return new FrameUse(hasAssembly, namesFrameRegister, isMoving);
  }

  private static String text(BytePointer bytes, SizeTPointer length) {
    byte[] read = new byte[(int) length.get()];
    bytes.get(read);
    return new String(read, StandardCharsets.UTF_8);
  }
}
