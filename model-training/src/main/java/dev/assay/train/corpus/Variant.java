package dev.assay.train.corpus;

import java.util.ArrayList;
import java.util.List;

/**
 * One way to compile a file.
 *
 * @param flavour the state that its units are in
 * @param clang by which compiler
 * @param target for which machine
 * @param isStrange whether its units are of a kind that nothing is learned from, whatever their project is used for
 */
record Variant(Flavour flavour, Clang clang, Target target, boolean isStrange) {
  private static final List<Flavour> OTHERS = List.of(Flavour.O1, Flavour.O3, Flavour.OS, Flavour.OZ);
  private static final List<Flavour> OF_OTHER_CLANGS =
      List.of(Flavour.O2, Flavour.OS, Flavour.O2, Flavour.O1, Flavour.O3, Flavour.OZ, Flavour.O0);
  private static final List<Flavour> OF_OTHER_TARGETS = List.of(Flavour.O2, Flavour.O0, Flavour.OS);
  private static final List<Flavour> OF_STRANGE_CLANGS = List.of(Flavour.O2, Flavour.OS);

  /** By the clang that Assay ships, for this machine. */
  Variant(Flavour flavour, Clang clang) {
    this(flavour, clang, Target.HOST, false);
  }

  /**
   * The compilers and machines that files are compiled with.
   *
   * @param shipped Assay's own clang
   * @param others other clangs, for half of the optimised code
   * @param strange clangs whose code is {@link Split#STRANGE}
   * @param targets other machines
   */
  record Choice(Clang shipped, List<Clang> others, List<Clang> strange, List<Target> targets) {
    /**
     * The ways to compile a file: always as given, -O0 and -O2, so that these can be compared for every function; of
     * the rest some, chosen by the file's identity, so that another release of the file is compiled alike.
     */
    List<Variant> of(String identity, Split split) {
      List<Variant> variants = new ArrayList<>(List.of(new Variant(Flavour.GIVEN, shipped),
          new Variant(Flavour.O0, shipped), new Variant(Flavour.O2, shipped)));
      variants.add(new Variant(Identity.choose(OTHERS, identity, "flavour"), shipped));
      if (!others.isEmpty()) {
        variants.add(new Variant(Identity.choose(OF_OTHER_CLANGS, identity, "flavour of another clang"),
            Identity.choose(others, identity, "clang")));
      }
      if (!targets.isEmpty() && Identity.fraction(identity, "has a target") < 0.5) {
        variants.add(new Variant(Identity.choose(OF_OTHER_TARGETS, identity, "flavour for another target"), shipped,
            Identity.choose(targets, identity, "target"), false));
      }
      if (!strange.isEmpty() && split.isJudged()) {
        variants.add(new Variant(Identity.choose(OF_STRANGE_CLANGS, identity, "flavour of a strange clang"),
            Identity.choose(strange, identity, "strange clang"), Target.HOST, true));
      }
      return variants;
    }
  }

  /** What a unit of a project is used for that is compiled like this. */
  Split split(Split project) {
    return isStrange ? Split.STRANGE : project;
  }
}
