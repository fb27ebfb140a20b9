package dev.assay.sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a sequence may be cut without changing what it does.
 *
 * <p>Inside one pipeline LLVM keeps analyses from pass to pass; cut in two, the second part computes them anew. For
 * most passes that is the same, but some results depend on it: scalar evolution remembers facts that a fresh
 * computation does not find (indvars, slsr, loop-reduce), and break-crit-edges keeps loops in simplified form only
 * where loop information is at hand. Measured on 9,500 runs of random 50-pass sequences, cut everywhere: 35 of the 39
 * differing results came from these and from use lists (which the worker's exact copies cures). Of the shipped probes
 * on the examples, cut everywhere, three more differed: early-cse over memory SSA finds other things than where what
 * instcombine computed is at hand.
 *
 * <p>So a sequence is not cut between the first pass that may leave such information behind and the last that is
 * affected by it.
 */
final class AnalysisHistory {
  private static final Set<String> MINDS_HISTORY =
      Set.of("function(loop(indvars))", "function(slsr)", "function(loop(loop-reduce))", "function(break-crit-edges)");

  /** What has one of these inside. */
  private static final Pattern HAS_ONE_THAT_MINDS = Pattern.compile("default<O[123sz]>|.*[(,]indvars[,)].*");

  private static final Set<String> MINDS_INSTCOMBINE = Set.of("function(early-cse<memssa>)");
  private static final Set<String> INSTCOMBINE =
      Set.of("function(instcombine<no-verify-fixpoint>)", "function(aggressive-instcombine)");

  /** Passes that use neither loop information nor scalar evolution. */
  private static final Set<String> LEAVES_NO_LOOP_INFORMATION = Set.of("function(mem2reg)", "function(sroa)",
      "function(early-cse)", "function(early-cse<memssa>)", "function(dce)", "function(adce)", "function(bdce)",
      "function(simplifycfg)", "function(instsimplify)", "function(reassociate)", "function(sccp)",
      "function(instcombine<no-verify-fixpoint>)", "function(aggressive-instcombine)", "function(lower-expect)",
      "function(dse)", "globaldce", "constmerge", "strip-dead-prototypes", "inferattrs", "forceattrs");

  private AnalysisHistory() {}

  /** The pieces of a sequence, in order: each a pipeline of one or more passes that must run as one. */
  static List<String> pieces(List<String> passes) {
    int first = passes.size();
    int last = -1;
    for (int i = 0; i < passes.size(); i++) {
      boolean mindsInstcombine = MINDS_INSTCOMBINE.contains(passes.get(i));
      if (mindsInstcombine || MINDS_HISTORY.contains(passes.get(i))
          || HAS_ONE_THAT_MINDS.matcher(passes.get(i)).matches()) {
        first = Math.min(first, firstThatMatters(passes, mindsInstcombine));
        last = first < i ? i : last;
      }
    }
    if (last <= first) {
      return passes;
    }
    List<String> pieces = new ArrayList<>(passes.subList(0, first));
    pieces.add(String.join(",", passes.subList(first, last + 1)));
    pieces.addAll(passes.subList(last + 1, passes.size()));
    return pieces;
  }

  private static int firstThatMatters(List<String> passes, boolean isInstcombineOne) {
    int first = 0;
    while (first < passes.size() && LEAVES_NO_LOOP_INFORMATION.contains(passes.get(first))
        && !(isInstcombineOne && INSTCOMBINE.contains(passes.get(first)))) {
      first++;
    }
    return first;
  }
}
