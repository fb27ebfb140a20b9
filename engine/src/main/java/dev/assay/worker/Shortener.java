package dev.assay.worker;

import static org.bytedeco.llvm.global.LLVM.LLVMDisposeModule;

import dev.assay.object.ObjectCode;
import dev.assay.object.ObjectFormatException;
import dev.assay.wire.ControlPage;
import dev.assay.wire.Reply;
import dev.assay.wire.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.bytedeco.llvm.LLVM.LLVMTargetMachineRef;

/**
 * Leaves passes out of a sequence that a module does not need: a person is to read what is suggested.
 *
 * <p>Passes are run one by one, and the states that they lead to are told apart by fingerprint: a pass that changes
 * nothing where it stands goes without a try, sequences that begin alike share their beginning, and what comes to a
 * known state by another way is known from there on, code included. Cut like that, a sequence may do otherwise than
 * whole, since LLVM's caches are lost at the cuts. So what was found is run whole in the end; where that does not hold,
 * all is done again with whole sequences.
 */
final class Shortener {
  /** For what takes long to run, a readable pipeline is not worth a long wait. */
  private static final long MOST_NANOS = Duration.ofSeconds(5).toNanos();

  private final Observer observer;
  private final Evaluator evaluator;
  private final ControlPage control;
  private final long keptBytesLimit;
  private final long begin = processorNanos();

  Shortener(Observer observer, Evaluator evaluator, ControlPage control, long keptBytesLimit) {
    this.observer = observer;
    this.evaluator = evaluator;
    this.control = control;
    this.keptBytesLimit = keptBytesLimit;
  }

  /**
   * Shortens a sequence.
   *
   * @param unit where the sequence starts; left as it is
   * @return indices of the passes that are left, ascending; all of them where none can be left out
   * @throws Llvm.LlvmException when the whole sequence cannot be run
   */
  Reply.Shortened shorten(LLVMModuleRef unit, Request.Shorten request) throws Llvm.LlvmException {
    LLVMTargetMachineRef machine =
        request.machine().isPresent() ? evaluator.machines().of(request.machine().get()) : null;
    List<Integer> all = IntStream.range(0, request.passes().size()).boxed().toList();
    Run run = new Run(unit, request, machine);
    Result target = run.whole(all);
    if (!target.holds) {
      return new Reply.Shortened(all);
    }
    try {
      // Less may be smaller, and which way comes to less depends on where it begins: so from both.
      List<Integer> cut = run.better(new Search(run::cut, run, target).from(run.effective(all)),
          new Search(run::cut, run, target).from(all));
      if (cut.size() < all.size() && run.whole(cut).isAsGoodAs(target, request.bytesFirst())) {
        return new Reply.Shortened(cut);
      }
    } finally {
      run.close();
    }
    return new Reply.Shortened(new Search(run::whole, run, target).from(all));
  }

  /**
   * What a sequence leaves.
   *
   * @param holds whether LLVM runs it, and takes what it leaves for valid
   * @param bytes the size of its code; the largest number where none is asked for or there is none
   */
  private record Result(boolean holds, long bytes, int instructions) {
    static final Result NONE = new Result(false, Long.MAX_VALUE, Integer.MAX_VALUE);

    boolean isAsGoodAs(Result other, boolean bytesFirst) {
      int code = Long.compare(bytes, other.bytes);
      int count = Integer.compare(instructions, other.instructions);
      int first = bytesFirst ? code : count;
      return holds && (first != 0 ? first < 0 : (bytesFirst ? count : code) <= 0);
    }
  }

  private static final class State extends ModuleState<State> {
    /** What the passes that follow in any case, and the code generator, make of it; null while that is not known. */
    private Result result;

    State(Observer.ObservedModule observed, State parent, String way, LLVMModuleRef module) {
      super(observed, parent, way, module);
    }
  }

  /** One sequence's run, by parts or whole. */
  private final class Run {
    private final LLVMModuleRef unit;
    private final Request.Shorten request;
    private final LLVMTargetMachineRef machine;
    private final KeptModules<State> modules;
    private final Map<Observer.Fingerprint, State> states = new HashMap<>();
    private final Map<List<Integer>, Result> known = new HashMap<>();
    private final State root;
    private int steps;

    Run(LLVMModuleRef unit, Request.Shorten request, LLVMTargetMachineRef machine) {
      this.unit = unit;
      this.request = request;
      this.machine = machine;
      this.modules = new KeptModules<>(observer, machine, keptBytesLimit);
      Observer.ObservedModule observed = observer.observe(unit);
      this.root = new State(observed, null, "", unit);
      states.put(observed.fingerprint(), root);
    }

    void close() {
      modules.dispose(states.values());
    }

    /** What is done next may take as long as one step may. */
    private void begin() {
      control.beginStep(0, ++steps);
    }

    /** What passes leave when they are run as one pipeline. */
    Result whole(List<Integer> passes) {
      return known.computeIfAbsent(passes, absent -> {
        List<String> all = new ArrayList<>(passes.stream().map(request.passes()::get).toList());
        if (!request.then().isEmpty()) {
          all.add(request.then());
        }
        return result(unit, String.join(",", all));
      });
    }

    /** What passes leave when they are run one by one, as far as that is not known. */
    Result cut(List<Integer> passes) {
      State state = root;
      for (int pass : passes) {
        state = after(state, request.passes().get(pass));
        if (state == null) {
          return Result.NONE;
        }
      }
      if (state.result == null) {
        state.result = result(modules.of(state), request.then());
      }
      return state.result;
    }

    /** Of two sequences the one that leaves less or, where they leave the same, is shorter. */
    List<Integer> better(List<Integer> one, List<Integer> other) {
      boolean isOneAsGood = cut(one).isAsGoodAs(cut(other), request.bytesFirst());
      boolean isOtherAsGood = cut(other).isAsGoodAs(cut(one), request.bytesFirst());
      return isOneAsGood && !(isOtherAsGood && other.size() < one.size()) ? one : other;
    }

    /** The passes that change something where they stand. */
    List<Integer> effective(List<Integer> passes) {
      List<Integer> left = new ArrayList<>();
      State state = root;
      for (int pass : passes) {
        State next = after(state, request.passes().get(pass));
        if (next == null) {
          return passes;
        }
        if (next != state) {
          left.add(pass);
        }
        state = next;
      }
      return left.isEmpty() ? passes.subList(0, 1) : left;
    }

    /** Where a pass leads; null where LLVM refuses it. */
    private State after(State from, String pass) {
      State next = from.successors.get(pass);
      if (next != null) {
        return next;
      }
      begin();
      LLVMModuleRef module = observer.exactCopy(modules.of(from));
      try {
        Llvm.run(module, pass, machine);
      } catch (Llvm.LlvmException e) {
        LLVMDisposeModule(module);
        return null;
      }
      Observer.ObservedModule observed = observer.observe(module);
      next = states.get(observed.fingerprint());
      if (next == null) {
        next = new State(observed, from, pass, module);
        states.put(observed.fingerprint(), next);
        modules.keep(next);
      } else {
        modules.settle(next, module);
      }
      from.successors.put(pass, next);
      return next;
    }

    private Result result(LLVMModuleRef module, String pipeline) {
      begin();
      Request.Variant variant = new Request.Variant(pipeline, request.machine(), request.wantCode(), false);
      try {
        Reply.Evaluated evaluated = evaluator.evaluate(module, variant, 0);
        long bytes = bytes(evaluated);
        boolean lacksCode = request.wantCode() && request.bytesFirst() && bytes == Long.MAX_VALUE;
        return evaluated.verifierMessage().isEmpty() && !lacksCode
            ? new Result(true, bytes, evaluated.observation().instructionCount()) : Result.NONE;
      } catch (Llvm.LlvmException e) {
        return Result.NONE;
      }
    }

    private static long bytes(Reply.Evaluated evaluated) {
      try {
        return evaluated.object().length == 0 ? Long.MAX_VALUE : ObjectCode.read(evaluated.object()).codeBytes();
      } catch (ObjectFormatException e) {
        return Long.MAX_VALUE;
      }
    }
  }

  /** What this process has computed for: on a busy machine it is given the same work, not the same time. */
  private static long processorNanos() {
    return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElseGet(System::nanoTime);
  }

  /** A search for what can be left out; stops where the worker is told to, or where it has taken long. */
  private final class Search {
    private final Function<List<Integer>, Result> measure;
    private final Request.Shorten request;
    private Result best;

    Search(Function<List<Integer>, Result> measure, Run run, Result target) {
      this.measure = measure;
      this.request = run.request;
      this.best = target;
    }

    List<Integer> from(List<Integer> passes) {
      List<Integer> shortest = passes;
      if (!request.wantCode() && request.then().isEmpty()) {
        shortest = prefix(shortest); // what is only counted costs nothing beside the passes
      }
      for (int part = shortest.size() / 2; part > 1; part /= 2) {
        shortest = without(shortest, part);
      }
      for (int before = shortest.size() + 1; shortest.size() < before;) { // until no single pass can be left out
        before = shortest.size();
        shortest = without(shortest, 1);
      }
      return shortest;
    }

    private List<Integer> prefix(List<Integer> passes) {
      for (int length = 1; length < passes.size(); length++) {
        if (holds(passes.subList(0, length))) {
          return passes.subList(0, length);
        }
      }
      return passes;
    }

    /** Leaves out parts of so many passes, the last first. */
    private List<Integer> without(List<Integer> passes, int part) {
      List<Integer> shortest = passes;
      for (int from = passes.size() - part; from >= 0; from -= part) {
        List<Integer> shorter = new ArrayList<>(shortest);
        shorter.subList(from, from + part).clear();
        if (!shorter.isEmpty() && holds(shorter)) {
          shortest = shorter;
        }
      }
      return shortest;
    }

    /** Whether passes leave no more than the best so far; less may be smaller, which is the best from then on. */
    private boolean holds(List<Integer> passes) {
      if (control.isCancelled() || processorNanos() - begin > MOST_NANOS) {
        return false;
      }
      Result result = measure.apply(List.copyOf(passes));
      if (!result.isAsGoodAs(best, request.bytesFirst())) {
        return false;
      }
      best = result;
      return true;
    }
  }
}
