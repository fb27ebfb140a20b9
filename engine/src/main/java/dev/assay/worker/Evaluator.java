package dev.assay.worker;

import static org.bytedeco.llvm.global.LLVM.*;

import dev.assay.wire.Reply;
import dev.assay.wire.Request;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.llvm.LLVM.LLVMBinaryRef;
import org.bytedeco.llvm.LLVM.LLVMMemoryBufferRef;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.bytedeco.llvm.LLVM.LLVMSectionIteratorRef;
import org.bytedeco.llvm.LLVM.LLVMTargetMachineRef;
import org.bytedeco.llvm.LLVM.LLVMTargetRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;

/** Runs whole pipelines, verifies what they leave, and compiles it to machine code to see how large that is. */
final class Evaluator {
  private final Observer observer;
  private final Map<String, Optional<LLVMTargetMachineRef>> machines = new HashMap<>();
  private boolean targetsReady;

  Evaluator(Observer observer) {
    this.observer = observer;
  }

  /** Evaluates one variant; the module is left as it is. */
  Reply.Evaluated evaluate(LLVMModuleRef unit, Request.Variant variant, int index) throws Llvm.LlvmException {
    LLVMModuleRef module = observer.exactCopy(unit);
    try {
      mark(module, variant.size());
      if (!variant.pipeline().isEmpty()) {
        Llvm.run(module, variant.pipeline(), variant.targetAware() ? machine(module).orElse(null) : null);
      }
      String verifier = Llvm.verify(module);
      Observer.Sight sight = observer.observe(module);
      String text = variant.wantText() ? Llvm.text(module) : "";
      Code code = !variant.wantCode() ? new Code(-1, "")
          : verifier.isEmpty() ? compile(module) : new Code(-1, "the IR is not valid");
      return new Reply.Evaluated(index, sight.observation(), verifier, code.bytes, code.message, text);
    } finally {
      LLVMDisposeModule(module);
    }
  }

  private static void mark(LLVMModuleRef module, Request.SizeAttributes size) {
    if (size == Request.SizeAttributes.NONE) {
      return;
    }
    for (LLVMValueRef f = LLVMGetFirstFunction(module); f != null; f = LLVMGetNextFunction(f)) {
      if (LLVMIsDeclaration(f) == 0) {
        add(module, f, "optsize");
        if (size == Request.SizeAttributes.MINSIZE) {
          add(module, f, "minsize");
        }
      }
    }
  }

  private static void add(LLVMModuleRef module, LLVMValueRef function, String attribute) {
    int kind = LLVMGetEnumAttributeKindForName(attribute, attribute.length());
    LLVMAddAttributeAtIndex(function, LLVMAttributeFunctionIndex,
        LLVMCreateEnumAttribute(LLVMGetModuleContext(module), kind, 0));
  }

  private record Code(int bytes, String message) {}

  private Code compile(LLVMModuleRef module) {
    Optional<LLVMTargetMachineRef> machine = machine(module);
    if (machine.isEmpty()) {
      return new Code(-1, "this LLVM has no code generator for target '" + LLVMGetTarget(module).getString() + "'");
    }
    BytePointer message = new BytePointer((Pointer) null);
    LLVMMemoryBufferRef object = new LLVMMemoryBufferRef();
    if (LLVMTargetMachineEmitToMemoryBuffer(machine.get(), module, LLVMObjectFile, message, object) != 0) {
      return new Code(-1, Llvm.take(message));
    }
    LLVMBinaryRef binary = LLVMCreateBinary(object, null, message);
    if (binary == null) {
      LLVMDisposeMemoryBuffer(object);
      return new Code(-1, Llvm.take(message));
    }
    long bytes = 0;
    LLVMSectionIteratorRef section = LLVMObjectFileCopySectionIterator(binary);
    while (LLVMObjectFileIsSectionIteratorAtEnd(binary, section) == 0) {
      BytePointer label = LLVMGetSectionName(section);
      String name = label == null ? "" : label.getString(); // an ELF file's first section has none
      if (name.startsWith(".text") || name.equals("__text")) {
        bytes += LLVMGetSectionSize(section);
      }
      LLVMMoveToNextSection(section);
    }
    LLVMDisposeSectionIterator(section);
    LLVMDisposeBinary(binary);
    LLVMDisposeMemoryBuffer(object);
    return new Code((int) Math.min(bytes, Integer.MAX_VALUE), "");
  }

  /** The target machine of a module's triple: generic processor, position-independent code, -O2's code generator. */
  private Optional<LLVMTargetMachineRef> machine(LLVMModuleRef module) {
    String triple = LLVMGetTarget(module).getString();
    if (triple.isEmpty()) {
      triple = Llvm.take(LLVMGetDefaultTargetTriple());
    }
    return machines.computeIfAbsent(triple, this::newMachine);
  }

  private Optional<LLVMTargetMachineRef> newMachine(String triple) {
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
    try (BytePointer name = new BytePointer(triple)) {
      if (LLVMGetTargetFromTriple(name, target, message) != 0) {
        Llvm.take(message);
        return Optional.empty();
      }
    }
    return Optional.ofNullable(
        LLVMCreateTargetMachine(target, triple, "", "", LLVMCodeGenLevelDefault, LLVMRelocPIC, LLVMCodeModelDefault));
  }
}
