package dev.assay.worker;

import static org.bytedeco.llvm.global.LLVM.*;

import dev.assay.wire.Reply;
import dev.assay.wire.Request;
import dev.assay.wire.TargetMachine;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.llvm.LLVM.LLVMMemoryBufferRef;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.bytedeco.llvm.LLVM.LLVMTargetMachineRef;

/** Runs whole pipelines, verifies what they leave, and generates code from it. */
final class Evaluator {
  private final Observer observer;
  private final TargetMachines machines = new TargetMachines();

  Evaluator(Observer observer) {
    this.observer = observer;
  }

  /** The machines that code is generated for. */
  TargetMachines machines() {
    return machines;
  }

  /** Code that has been generated of states of one unit: different pipelines often leave the same. */
  static final class KnownCode {
    private final Map<Key, Code> codes = new HashMap<>();

    private record Key(Observer.Fingerprint state, Optional<TargetMachine> machine) {}
  }

  /** Evaluates one variant; the module is left as it is. */
  Reply.Evaluated evaluate(LLVMModuleRef unit, Request.Variant variant, int index) throws Llvm.LlvmException {
    return evaluate(unit, variant, index, new KnownCode());
  }

  /**
   * Evaluates one of several variants of a unit.
   *
   * @param known what these share
   */
  Reply.Evaluated evaluate(LLVMModuleRef unit, Request.Variant variant, int index, KnownCode known)
      throws Llvm.LlvmException {
    LLVMModuleRef module = observer.exactCopy(unit);
    try {
      if (!variant.pipeline().isEmpty()) {
        Llvm.run(module, variant.pipeline(),
            variant.machine().isPresent() ? machines.of(variant.machine().get()) : null);
      }
      String verifier = Llvm.verify(module);
      Observer.ObservedModule observed = observer.observe(module);
      String text = variant.wantText() ? Llvm.text(module) : "";
      Code code = !variant.wantCode() ? Code.none("") : verifier.isEmpty()
          ? compile(module, variant, observed.fingerprint(), known) : Code.none("the IR is not valid");
      return new Reply.Evaluated(index, observed.observation(), verifier, code.object, code.message, text);
    } finally {
      LLVMDisposeModule(module);
    }
  }

  private record Code(byte[] object, String message) {
    static Code none(String message) {
      return new Code(new byte[0], message);
    }
  }

  private Code compile(LLVMModuleRef module, Request.Variant variant, Observer.Fingerprint state, KnownCode known) {
    return known.codes.computeIfAbsent(new KnownCode.Key(state, variant.machine()), key -> compile(module, variant));
  }

  /** Generates code. What the code generator or the assembler reports as an error makes its output worthless. */
  private Code compile(LLVMModuleRef module, Request.Variant variant) {
    LLVMTargetMachineRef machine;
    try {
      machine = variant.machine().isPresent() ? machines.of(variant.machine().get())
          : machines.of(LLVMGetTarget(module).getString());
    } catch (Llvm.LlvmException e) {
      return Code.none(e.getMessage());
    }
    Llvm.forgetErrors();
    BytePointer message = new BytePointer((Pointer) null);
    LLVMMemoryBufferRef object = new LLVMMemoryBufferRef();
    if (LLVMTargetMachineEmitToMemoryBuffer(machine, module, LLVMObjectFile, message, object) != 0) {
      return Code.none(Llvm.take(message));
    }
    byte[] bytes = Llvm.bytes(object);
    String errors = Llvm.takeErrors();
    return errors.isEmpty() ? new Code(bytes, "") : Code.none(errors);
  }
}
