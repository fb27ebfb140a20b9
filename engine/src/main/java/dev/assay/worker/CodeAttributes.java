package dev.assay.worker;

import static org.bytedeco.llvm.global.LLVM.LLVMAddAttributeAtIndex;
import static org.bytedeco.llvm.global.LLVM.LLVMAttributeFunctionIndex;
import static org.bytedeco.llvm.global.LLVM.LLVMBuildCall2;
import static org.bytedeco.llvm.global.LLVM.LLVMCCallConv;
import static org.bytedeco.llvm.global.LLVM.LLVMCreateBuilderInContext;
import static org.bytedeco.llvm.global.LLVM.LLVMCreateStringAttribute;
import static org.bytedeco.llvm.global.LLVM.LLVMDisposeBuilder;
import static org.bytedeco.llvm.global.LLVM.LLVMFastCallConv;
import static org.bytedeco.llvm.global.LLVM.LLVMFunctionType;
import static org.bytedeco.llvm.global.LLVM.LLVMGetEntryBasicBlock;
import static org.bytedeco.llvm.global.LLVM.LLVMGetEnumAttributeAtIndex;
import static org.bytedeco.llvm.global.LLVM.LLVMGetEnumAttributeKindForName;
import static org.bytedeco.llvm.global.LLVM.LLVMGetFirstInstruction;
import static org.bytedeco.llvm.global.LLVM.LLVMGetFunctionCallConv;
import static org.bytedeco.llvm.global.LLVM.LLVMGetGlobalParent;
import static org.bytedeco.llvm.global.LLVM.LLVMGetInlineAsm;
import static org.bytedeco.llvm.global.LLVM.LLVMGetModuleContext;
import static org.bytedeco.llvm.global.LLVM.LLVMGetStringAttributeAtIndex;
import static org.bytedeco.llvm.global.LLVM.LLVMGetStringAttributeValue;
import static org.bytedeco.llvm.global.LLVM.LLVMInlineAsmDialectATT;
import static org.bytedeco.llvm.global.LLVM.LLVMPositionBuilderBefore;
import static org.bytedeco.llvm.global.LLVM.LLVMVoidTypeInContext;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.llvm.LLVM.LLVMAttributeRef;
import org.bytedeco.llvm.LLVM.LLVMBuilderRef;
import org.bytedeco.llvm.LLVM.LLVMContextRef;
import org.bytedeco.llvm.LLVM.LLVMTypeRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;

/**
 * Attributes of functions that only the code generator reads: LLVM's own, and {@code clobbers}, a register that the
 * function saves as if there were assembly at its beginning that overwrites it. The register's place on the stack takes
 * that of what aligns it, and the register allocator uses it more freely.
 */
final class CodeAttributes {
  private static final List<String> LEFT_ALONE = List.of("naked", "optnone");
  private static final String FRAME_POINTER = "frame-pointer";
  private static final String CLOBBERS = "clobbers";

  private CodeAttributes() {}

  /**
   * Gives a function attributes, all or none. It gets none that its author's own code for the machine may not expect:
   * assembly may use the register that a frame pointer would be in, and other languages' calling conventions pass
   * values in those that are saved.
   *
   * @param attributes each {@code name=value}; one that the function has of that name is replaced
   * @return whether it has them now
   */
  static boolean give(LLVMValueRef function, List<String> attributes) {
    int convention = LLVMGetFunctionCallConv(function);
    FrameUse use = FrameUse.of(function);
    if (convention != LLVMCCallConv && convention != LLVMFastCallConv
        || LEFT_ALONE.stream().anyMatch(name -> has(function, name))
        || !attributes.stream().allMatch(attribute -> canHave(function, use, attribute))) {
      return false;
    }
    LLVMContextRef context = LLVMGetModuleContext(LLVMGetGlobalParent(function));
    for (String attribute : attributes) {
      String name = name(attribute);
      String value = value(attribute);
      if (name.equals(CLOBBERS)) {
        clobber(function, value, context);
      } else {
        LLVMAddAttributeAtIndex(function, LLVMAttributeFunctionIndex,
            LLVMCreateStringAttribute(context, name, length(name), value, length(value)));
      }
    }
    return true;
  }

  private static boolean canHave(LLVMValueRef function, FrameUse use, String attribute) {
    return switch (name(attribute)) {
      case FRAME_POINTER -> !use.hasAssembly() && !use.namesFrameRegister();
      case CLOBBERS -> !use.hasAssembly() && !use.isMoving() && !(isForFrame(attribute) && hasFramePointer(function));
      default -> true;
    };
  }

  private static boolean isForFrame(String attribute) {
    return value(attribute).equals("rbp");
  }

  private static boolean hasFramePointer(LLVMValueRef function) {
    LLVMAttributeRef attribute =
        LLVMGetStringAttributeAtIndex(function, LLVMAttributeFunctionIndex, FRAME_POINTER, length(FRAME_POINTER));
    return attribute != null && !LLVMGetStringAttributeValue(attribute, new IntPointer(1)).getString().equals("none");
  }

  private static boolean has(LLVMValueRef function, String attribute) {
    int kind = LLVMGetEnumAttributeKindForName(attribute, length(attribute));
    return LLVMGetEnumAttributeAtIndex(function, LLVMAttributeFunctionIndex, kind) != null;
  }

  private static String name(String attribute) {
    return attribute.substring(0, attribute.indexOf('='));
  }

  private static String value(String attribute) {
    return attribute.substring(attribute.indexOf('=') + 1);
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static void clobber(LLVMValueRef function, String register, LLVMContextRef context) {
    LLVMTypeRef type = LLVMFunctionType(LLVMVoidTypeInContext(context), (LLVMTypeRef) null, 0, 0);
    String constraints = "~{" + register + "}";
    LLVMValueRef assembly =
        LLVMGetInlineAsm(type, "", 0, constraints, length(constraints), 1, 0, LLVMInlineAsmDialectATT, 0);
    LLVMBuilderRef builder = LLVMCreateBuilderInContext(context);
    LLVMPositionBuilderBefore(builder, LLVMGetFirstInstruction(LLVMGetEntryBasicBlock(function)));
    LLVMBuildCall2(builder, type, assembly, (LLVMValueRef) null, 0, new BytePointer(""));
    LLVMDisposeBuilder(builder);
  }
}
