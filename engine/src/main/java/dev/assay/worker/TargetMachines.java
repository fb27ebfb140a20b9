package dev.assay.worker;

import static org.bytedeco.llvm.global.LLVM.*;

import dev.assay.wire.TargetMachine;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.llvm.LLVM.LLVMTargetMachineOptionsRef;
import org.bytedeco.llvm.LLVM.LLVMTargetMachineRef;
import org.bytedeco.llvm.LLVM.LLVMTargetRef;

/** Target machines, each made once. As clang's BackendUtil.cpp makes them from the same words. */
final class TargetMachines {
  private static final int USUAL_LEVEL = 2;

  private final Map<TargetMachine, LLVMTargetMachineRef> machines = new HashMap<>();
  private boolean targetsReady;

  /** A triple's machine with LLVM's defaults, position-independent; an empty triple stands for this computer's. */
  LLVMTargetMachineRef of(String triple) throws Llvm.LlvmException {
    String name = triple.isEmpty() ? Llvm.take(LLVMGetDefaultTargetTriple()) : triple;
    return of(new TargetMachine(name, "", "", "", USUAL_LEVEL, "pic", ""));
  }

  /** The machine that is described. */
  LLVMTargetMachineRef of(TargetMachine wanted) throws Llvm.LlvmException {
    LLVMTargetMachineRef known = machines.get(wanted);
    if (known == null) {
      known = make(wanted);
      machines.put(wanted, known);
    }
    return known;
  }

  private LLVMTargetMachineRef make(TargetMachine wanted) throws Llvm.LlvmException {
    if (!targetsReady) {
      LLVMInitializeAllTargetInfos();
      LLVMInitializeAllTargets();
      LLVMInitializeAllTargetMCs();
      LLVMInitializeAllAsmPrinters();
      LLVMInitializeAllAsmParsers();
      targetsReady = true;
    }
    LLVMTargetRef target = new LLVMTargetRef();
    BytePointer message = new BytePointer((Pointer) null);
    LLVMTargetMachineOptionsRef options = LLVMCreateTargetMachineOptions();
    try (BytePointer triple = new BytePointer(wanted.triple())) {
      if (LLVMGetTargetFromTriple(triple, target, message) != 0) {
        Llvm.take(message);
        throw new Llvm.LlvmException("this LLVM has no code generator for target '" + wanted.triple() + "'");
      }
      LLVMTargetMachineOptionsSetCPU(options, wanted.cpu());
      LLVMTargetMachineOptionsSetFeatures(options, wanted.features());
      LLVMTargetMachineOptionsSetABI(options, wanted.abi());
      LLVMTargetMachineOptionsSetCodeGenOptLevel(options, wanted.codeLevel());
      LLVMTargetMachineOptionsSetRelocMode(options, relocation(wanted.relocation()));
      LLVMTargetMachineOptionsSetCodeModel(options, codeModel(wanted.codeModel()));
      LLVMTargetMachineRef machine = LLVMCreateTargetMachineWithOptions(target, triple, options);
      if (machine == null) {
        throw new Llvm.LlvmException("this LLVM makes no code for target '" + wanted.triple() + "'");
      }
      return machine;
    } finally {
      LLVMDisposeTargetMachineOptions(options);
    }
  }

  private static int relocation(String name) {
    return switch (name) {
      case "static" -> LLVMRelocStatic;
      case "pic" -> LLVMRelocPIC;
      case "dynamic-no-pic" -> LLVMRelocDynamicNoPic;
      case "ropi" -> LLVMRelocROPI;
      case "rwpi" -> LLVMRelocRWPI;
      case "ropi-rwpi" -> LLVMRelocROPI_RWPI;
      default -> LLVMRelocDefault;
    };
  }

  private static int codeModel(String name) {
    return switch (name) {
      case "tiny" -> LLVMCodeModelTiny;
      case "small" -> LLVMCodeModelSmall;
      case "kernel" -> LLVMCodeModelKernel;
      case "medium" -> LLVMCodeModelMedium;
      case "large" -> LLVMCodeModelLarge;
      default -> LLVMCodeModelDefault;
    };
  }
}
