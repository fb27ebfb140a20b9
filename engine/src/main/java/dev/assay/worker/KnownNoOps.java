package dev.assay.worker;

import dev.assay.feature.Opcode;
import dev.assay.feature.OpcodeCounts;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Passes of which it is plain, from what is counted in a module, that they change nothing.
 *
 * <p>Only what LLVM's own code decides at the pass's first lines is here; {@code KnownNoOpsTest} runs every one of
 * them on the modules for which this class says that it need not be run.
 */
final class KnownNoOps {
  private static final Map<String, Predicate<Observer.ObservedModule>> RULES = Map.ofEntries(
      // Without a target machine there is no flat address space, and no cache to prefetch into.
      rule("function(infer-address-spaces)", observed -> true), rule("function(loop-data-prefetch)", observed -> true),
      // What only looks at allocas.
      rule("function(mem2reg)", observed -> lacks(observed, Opcode.ALLOCA)),
      rule("function(sroa)", observed -> lacks(observed, Opcode.ALLOCA)),
      // What only looks at calls, or at calls and stores.
      rule("function(partially-inline-libcalls)", observed -> lacks(observed, Opcode.CALL)),
      rule("function(libcalls-shrinkwrap)", observed -> lacks(observed, Opcode.CALL)),
      rule("function(alignment-from-assumptions)", observed -> lacks(observed, Opcode.CALL)),
      rule("function(lower-expect)", observed -> lacks(observed, Opcode.CALL)),
      rule("function(guard-widening)", observed -> lacks(observed, Opcode.CALL)),
      rule("function(tailcallelim)", observed -> lacks(observed, Opcode.CALL)),
      // One kind of instruction each.
      rule("function(lower-switch)", observed -> lacks(observed, Opcode.SWITCH)),
      rule("function(mergeicmps)", observed -> lacks(observed, Opcode.ICMP)));

  /** Loop passes: without a cycle in the control flow there is no loop for them. */
  private static final Set<String> LOOP_PASSES = Set.of("function(loop-simplify)", "function(lcssa)", "function(irce)",
      "function(loop-unroll)", "function(loop-vectorize)", "function(loop-load-elim)", "function(loop-distribute)",
      "function(loop-fusion)", "function(loop-versioning)", "function(loop-sink)", "function(loop(indvars))",
      "function(loop(loop-deletion))", "function(loop(loop-idiom))", "function(loop(loop-interchange))",
      "function(loop(loop-predication))", "function(loop(loop-reduce))", "function(loop(loop-rotate))",
      "function(loop(loop-unroll-and-jam))", "function(loop(loop-versioning-licm))",
      "function(loop(loop-guard-widening))", "function(loop(guard-widening))", "function(loop-mssa(licm))",
      "function(loop-mssa(loop-instsimplify))", "function(loop-mssa(loop-simplifycfg))",
      "function(loop-mssa(simple-loop-unswitch))", "function(loop-mssa(simple-loop-unswitch<nontrivial;trivial>))");

  private KnownNoOps() {}

  /** Every pipeline that this class knows something of. */
  static Set<String> pipelines() {
    Set<String> all = new HashSet<>(LOOP_PASSES);
    all.addAll(RULES.keySet());
    return all;
  }

  /** Whether running the pipeline on what was seen would surely change nothing. */
  static boolean contains(String pipeline, Observer.ObservedModule observed) {
    if (LOOP_PASSES.contains(pipeline)) {
      return !observed.mayLoop();
    }
    Predicate<Observer.ObservedModule> rule = RULES.get(pipeline);
    return rule != null && rule.test(observed);
  }

  private static Map.Entry<String, Predicate<Observer.ObservedModule>> rule(String pipeline,
      Predicate<Observer.ObservedModule> holds) {
    return Map.entry(pipeline, holds);
  }

  private static boolean lacks(Observer.ObservedModule observed, Opcode opcode) {
    OpcodeCounts opcodes = observed.observation().opcodes();
    return opcodes.get(opcode) == 0;
  }
}
