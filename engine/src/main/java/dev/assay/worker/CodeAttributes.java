package dev.assay.worker;

import static org.bytedeco.llvm.global.LLVM.LLVMAddAttributeAtIndex;
import static org.bytedeco.llvm.global.LLVM.LLVMAttributeFunctionIndex;
import static org.bytedeco.llvm.global.LLVM.LLVMCCallConv;
import static org.bytedeco.llvm.global.LLVM.LLVMCall;
import static org.bytedeco.llvm.global.LLVM.LLVMCallBr;
import static org.bytedeco.llvm.global.LLVM.LLVMCreateStringAttribute;
import static org.bytedeco.llvm.global.LLVM.LLVMFastCallConv;
import static org.bytedeco.llvm.global.LLVM.LLVMGetCalledValue;
import static org.bytedeco.llvm.global.LLVM.LLVMGetEnumAttributeAtIndex;
import static org.bytedeco.llvm.global.LLVM.LLVMGetEnumAttributeKindForName;
import static org.bytedeco.llvm.global.LLVM.LLVMGetFirstBasicBlock;
import static org.bytedeco.llvm.global.LLVM.LLVMGetFirstInstruction;
import static org.bytedeco.llvm.global.LLVM.LLVMGetFunctionCallConv;
import static org.bytedeco.llvm.global.LLVM.LLVMGetGlobalParent;
import static org.bytedeco.llvm.global.LLVM.LLVMGetModuleContext;
import static org.bytedeco.llvm.global.LLVM.LLVMGetNextBasicBlock;
import static org.bytedeco.llvm.global.LLVM.LLVMGetNextInstruction;
import static org.bytedeco.llvm.global.LLVM.LLVMGetInstructionOpcode;
import static org.bytedeco.llvm.global.LLVM.LLVMInvoke;
import static org.bytedeco.llvm.global.LLVM.LLVMIsAInlineAsm;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.bytedeco.llvm.LLVM.LLVMBasicBlockRef;
import org.bytedeco.llvm.LLVM.LLVMContextRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;

/** Attributes of functions that only the code generator reads. */
final class CodeAttributes {
  private static final List<String> LEFT_ALONE = List.of("naked", "optnone");
  private static final Set<Integer> CALLS = Set.of(LLVMCall, LLVMInvoke, LLVMCallBr);

  private CodeAttributes() {}

  /**
   * Gives a function attributes, unless its author wrote for what the code generator does without them: assembly may
   * use the register that a frame pointer would be in, and other languages' calling conventions pass values in it.
   *
   * @param attributes each {@code name=value}; one that the function has of that name is replaced
   * @return whether it has them now
   */
  static boolean give(LLVMValueRef function, List<String> attributes) {
    int convention = LLVMGetFunctionCallConv(function);
    if (convention != LLVMCCallConv && convention != LLVMFastCallConv || hasAssembly(function)
        || LEFT_ALONE.stream().anyMatch(name -> has(function, name))) {
      return false;
    }
    LLVMContextRef context = LLVMGetModuleContext(LLVMGetGlobalParent(function));
    for (String attribute : attributes) {
      int equals = attribute.indexOf('=');
      String name = attribute.substring(0, equals);
      String value = attribute.substring(equals + 1);
      LLVMAddAttributeAtIndex(function, LLVMAttributeFunctionIndex,
          LLVMCreateStringAttribute(context, name, length(name), value, length(value)));
    }
    return true;
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static boolean has(LLVMValueRef function, String attribute) {
    int kind = LLVMGetEnumAttributeKindForName(attribute, length(attribute));
    return LLVMGetEnumAttributeAtIndex(function, LLVMAttributeFunctionIndex, kind) != null;
  }

  private static boolean hasAssembly(LLVMValueRef function) {
    for (LLVMBasicBlockRef block = LLVMGetFirstBasicBlock(function); block != null; block =
        LLVMGetNextBasicBlock(block)) {
      for (LLVMValueRef instruction = LLVMGetFirstInstruction(block); instruction != null; instruction =
          LLVMGetNextInstruction(instruction)) {
        if (CALLS.contains(LLVMGetInstructionOpcode(instruction))
            && LLVMIsAInlineAsm(LLVMGetCalledValue(instruction)) != null) {
          return true;
        }
      }
    }
    return false;
  }
}
