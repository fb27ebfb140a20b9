package dev.assay.worker;

import static org.bytedeco.llvm.global.LLVM.LLVMDisposeModule;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.bytedeco.llvm.LLVM.LLVMTargetMachineRef;

/**
 * The modules of states, as many as memory allows: the oldest is given up first, and made again, when it is needed, by
 * the way it was first made.
 *
 * @param <S> the states
 */
final class KeptModules<S extends ModuleState<S>> {
  private final Observer observer;
  private final LLVMTargetMachineRef machine;
  private final long limitBytes;
  private final Deque<S> kept = new ArrayDeque<>();
  private long keptBytes;

  /**
   * Keeps nothing yet.
   *
   * @param machine what the ways are run for; null for target-neutral passes
   * @param limitBytes about how much the kept modules may take
   */
  KeptModules(Observer observer, LLVMTargetMachineRef machine, long limitBytes) {
    this.observer = observer;
    this.machine = machine;
    this.limitBytes = limitBytes;
  }

  /** Keeps the module that a state has got. */
  void keep(S state) {
    kept.addLast(state);
    keptBytes += state.bytes();
    while (keptBytes > limitBytes && kept.size() > 1) {
      S oldest = kept.removeFirst();
      keptBytes -= oldest.bytes();
      if (oldest.module != null && !oldest.equals(state)) {
        LLVMDisposeModule(oldest.module);
        oldest.module = null;
      }
    }
  }

  /** The module in a state, which is to be left as it is; made again when it has been given up. */
  LLVMModuleRef of(S state) {
    if (state.module == null) {
      LLVMModuleRef module = observer.exactCopy(of(state.parent));
      try {
        Llvm.run(module, state.way, machine);
      } catch (Llvm.LlvmException e) {
        throw new IllegalStateException("a pipeline that ran before is refused now: " + e.getMessage(), e);
      }
      state.module = module;
      keep(state);
    }
    return state.module;
  }

  /** The state's own module, which is no longer the state's. */
  LLVMModuleRef take(S state) {
    LLVMModuleRef module = of(state);
    state.module = null;
    if (kept.remove(state)) {
      keptBytes -= state.bytes();
    }
    return module;
  }

  /** Gives a module to a state that has none, or gives it up. */
  void settle(S state, LLVMModuleRef module) {
    if (state.module == null) {
      state.module = module;
      keep(state);
    } else {
      LLVMDisposeModule(module);
    }
  }

  /** Gives up all modules but that of the state where all began, which belongs to somebody else. */
  void dispose(Collection<S> states) {
    states.stream().filter(state -> state.parent != null && state.module != null)
        .forEach(state -> LLVMDisposeModule(state.module));
  }
}
