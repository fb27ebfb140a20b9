package dev.assay.worker;

import static org.bytedeco.llvm.global.LLVM.LLVMGetFirstFunction;
import static org.bytedeco.llvm.global.LLVM.LLVMGetNamedFunction;
import static org.bytedeco.llvm.global.LLVM.LLVMGetNextFunction;
import static org.bytedeco.llvm.global.LLVM.LLVMGetTarget;
import static org.bytedeco.llvm.global.LLVM.LLVMIsDeclaration;

import dev.assay.wire.ControlPage;
import dev.assay.wire.Reply;
import dev.assay.wire.Request;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.bytedeco.llvm.LLVM.LLVMTargetMachineRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;

/**
 * Runs passes over single functions of a module, and gives them attributes. What passes learn of a function from its
 * callers or callees they cannot change, so that functions may be treated differently.
 *
 * @param control is told of each function, whose time is limited
 */
record FunctionRunner(TargetMachines machines, ControlPage control) {
  /**
   * Does one part after another.
   *
   * @throws Llvm.LlvmException when LLVM refuses a pipeline, the module's triple, or what is left
   */
  Reply.Treated run(LLVMModuleRef module, List<Request.RunOnFunctions.Part> parts) throws Llvm.LlvmException {
    Set<String> treated = new LinkedHashSet<>();
    LLVMTargetMachineRef machine = machines.of(LLVMGetTarget(module).getString());
    for (int i = 0; i < parts.size(); i++) {
      Request.RunOnFunctions.Part part = parts.get(i);
      for (LLVMValueRef function : functions(module, part.functions())) {
        control.beginStep(i, 1);
        if (!part.passes().isEmpty()) {
          Llvm.runOnFunction(function, part.passes(), machine);
          treated.add(Llvm.name(function));
        }
        if (!part.attributes().isEmpty() && CodeAttributes.give(function, part.attributes())) {
          treated.add(Llvm.name(function));
        }
      }
    }
    String invalid = Llvm.verify(module);
    if (!invalid.isEmpty()) {
      throw new Llvm.LlvmException(invalid);
    }
    return new Reply.Treated(Llvm.bitcode(module), List.copyOf(treated));
  }

  /** All of a list are found before the first is treated: passes may add declarations. */
  private static List<LLVMValueRef> functions(LLVMModuleRef module, List<String> names) throws Llvm.LlvmException {
    List<LLVMValueRef> functions = new ArrayList<>();
    for (String name : names) {
      LLVMValueRef function = LLVMGetNamedFunction(module, name);
      if (function == null || LLVMIsDeclaration(function) != 0) {
        throw new Llvm.LlvmException("the module defines no function " + name);
      }
      functions.add(function);
    }
    if (names.isEmpty()) {
      for (LLVMValueRef function = LLVMGetFirstFunction(module); function != null; function =
          LLVMGetNextFunction(function)) {
        if (LLVMIsDeclaration(function) == 0) {
          functions.add(function);
        }
      }
    }
    return functions;
  }
}
