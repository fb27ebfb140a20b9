package dev.assay.worker;

import static org.bytedeco.llvm.global.LLVM.LLVMDisposeModule;

import dev.assay.feature.Observation;
import dev.assay.sequence.SequenceTrie;
import dev.assay.wire.ControlPage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;

/**
 * Runs many pass sequences on one module, doing no work twice.
 *
 * <p>Every piece of a sequence leads from one <em>state</em> of the module to another. States are told apart by
 * fingerprint, so that sequences which begin alike, or come to the same IR by different ways, or meet a pass that
 * changes nothing, share what follows. Rows are reported as soon as they are known.
 *
 * <p>What is observed after a sequence equals what a run of that sequence alone leaves; tests compare the two on every
 * example, and {@code assay bench probe} on any file.
 */
final class Explorer {
  /** How many single-pass pieces are run as one pipeline where no sequence branches off: cheaper than a state each. */
  private static final int MAXIMUM_CHAIN = Integer.getInteger("assay.explorer.chain", 4);

  private final Observer observer;
  private final ControlPage control;
  private final KeptModules<State> modules;
  private final Map<Observer.Fingerprint, State> states = new HashMap<>();
  private final Deque<State> open = new ArrayDeque<>();
  private long piecesRun;
  private State root;

  Explorer(Observer observer, ControlPage control, long keptBytesLimit) {
    this.observer = observer;
    this.control = control;
    this.modules = new KeptModules<>(observer, null, keptBytesLimit);
  }

  /** Is told what a row's sequence left, or that LLVM refuses it. */
  interface Sink {
    void row(int row, Observation observation);

    void refused(int row, String message);
  }

  /** A state, and the sequences that wait there to go on. */
  private static final class State extends ModuleState<State> {
    private final List<SequenceTrie.Node> pending = new ArrayList<>();

    State(Observer.ObservedModule observed, State parent, String way, LLVMModuleRef module) {
      super(observed, parent, way, module);
    }
  }

  /** Several sequences that go on alike from one state. */
  private record Step(String pipeline, List<SequenceTrie.Node> targets) {}

  /**
   * Runs all sequences of the trie.
   *
   * @param module where each sequence starts; left as it is
   * @return how many pieces were really run
   */
  long explore(LLVMModuleRef module, SequenceTrie trie, Sink sink) {
    Observer.ObservedModule observed = observer.observe(module);
    root = new State(observed, null, "", module);
    states.put(observed.fingerprint(), root);
    root.pending.add(trie.root());
    open.push(root);
    try {
      while (!open.isEmpty() && !control.isCancelled()) {
        advance(open.pop(), sink);
      }
    } finally {
      modules.dispose(states.values());
    }
    return piecesRun;
  }

  /** Moves every sequence that waits at a state one step on. */
  private void advance(State state, Sink sink) {
    LLVMModuleRef spare = null; // a module in this state that may be used up
    while (!state.pending.isEmpty() && !control.isCancelled()) {
      List<Step> steps = takeSteps(state, sink);
      long unknown = steps.stream().filter(step -> successor(state, step.pipeline) == null).count();
      for (Step step : steps) {
        if (control.isCancelled()) {
          break;
        }
        State next = successor(state, step.pipeline);
        if (next == null) {
          spare = run(state, step, spare, --unknown == 0, sink);
          next = state.successors.get(step.pipeline);
        }
        if (next != null) {
          arrive(next, state, step);
        }
      }
    }
    if (spare != null) {
      modules.settle(state, spare);
    }
  }

  /** Where a pipeline is known to lead; null where that must be found out. */
  private static State successor(State state, String pipeline) {
    State known = state.successors.get(pipeline);
    if (known == null && KnownNoOps.contains(pipeline, state.observed)) {
      state.successors.put(pipeline, state);
      return state;
    }
    return known;
  }

  private void arrive(State next, State from, Step step) {
    boolean idle = next.pending.isEmpty();
    next.pending.addAll(step.targets);
    if (idle && next != from) {
      open.push(next);
    }
  }

  /** What the waiting sequences do next, grouped; those that end here are reported. */
  private static List<Step> takeSteps(State state, Sink sink) {
    Map<String, List<SequenceTrie.Node>> groups = new LinkedHashMap<>();
    for (SequenceTrie.Node node : state.pending) {
      node.rows().forEach(row -> sink.row(row, state.observed.observation()));
      node.children().forEach((piece, child) -> groups.computeIfAbsent(piece, p -> new ArrayList<>()).add(child));
    }
    state.pending.clear();
    List<Step> steps = new ArrayList<>();
    groups.forEach((piece, nodes) -> steps.add(nodes.size() > 1 || KnownNoOps.contains(piece, state.observed)
        ? new Step(piece, nodes) : chain(piece, nodes.get(0))));
    return steps;
  }

  private static Step chain(String first, SequenceTrie.Node start) {
    StringBuilder pipeline = new StringBuilder(first);
    SequenceTrie.Node node = start;
    for (int length = 1; length < MAXIMUM_CHAIN && node.isMereWay(); length++) {
      Map.Entry<String, SequenceTrie.Node> only = node.children().entrySet().iterator().next();
      pipeline.append(',').append(only.getKey());
      node = only.getValue();
    }
    return new Step(pipeline.toString(), List.of(node));
  }

  /**
   * Runs a step from a state, on the spare module if there is one, and records where it leads.
   *
   * @param last whether nothing else is known to leave the state, so that its own module may be used up
   * @return the spare module, when the step has changed nothing
   */
  private LLVMModuleRef run(State state, Step step, LLVMModuleRef spare, boolean last, Sink sink) {
    SequenceTrie.Node target = step.targets.get(0);
    control.beginStep(target.sampleRow(), target.depth());
    LLVMModuleRef module =
        spare != null ? spare : last && state != root ? modules.take(state) : observer.exactCopy(modules.of(state));
    piecesRun++;
    try {
      Llvm.run(module, step.pipeline, null);
    } catch (Llvm.LlvmException e) {
      LLVMDisposeModule(module);
      step.targets.forEach(node -> refuse(node, e.getMessage(), sink));
      return null;
    }
    Observer.ObservedModule observed = observer.observe(module);
    State next = states.get(observed.fingerprint());
    if (next == null) {
      next = new State(observed, state, step.pipeline, module);
      states.put(observed.fingerprint(), next);
      modules.keep(next);
    } else if (next != state) {
      modules.settle(next, module);
    }
    state.successors.put(step.pipeline, next);
    return next == state ? module : null;
  }

  private static void refuse(SequenceTrie.Node node, String message, Sink sink) {
    node.rows().forEach(row -> sink.refused(row, message));
    node.children().values().forEach(child -> refuse(child, message, sink));
  }
}
