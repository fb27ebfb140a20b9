package dev.assay.worker;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;

/**
 * One state of a module, told apart from others of its context by what was observed; {@link KeptModules} has the module
 * itself.
 *
 * @param <S> the class itself
 */
class ModuleState<S extends ModuleState<S>> {
  /** About what one instruction of a kept module costs. */
  private static final long BYTES_PER_INSTRUCTION = 600;
  private static final long BYTES_PER_MODULE = 16_384;

  final Observer.ObservedModule observed;
  /** The state that it was first reached from; null for where all began. */
  final S parent;
  /** The passes that led here from there. */
  final String way;
  /** Where passes lead from here, as far as that is known. */
  final Map<String, S> successors = new HashMap<>();
  /** Null where it has been given up. */
  LLVMModuleRef module;

  ModuleState(Observer.ObservedModule observed, S parent, String way, LLVMModuleRef module) {
    this.observed = observed;
    this.parent = parent;
    this.way = way;
    this.module = module;
  }

  /** About what keeping its module costs. */
  long bytes() {
    return observed.observation().instructionCount() * BYTES_PER_INSTRUCTION + BYTES_PER_MODULE;
  }
}
