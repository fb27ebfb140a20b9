package dev.assay.cc.tuning;

import dev.assay.build.Level;
import dev.assay.tune.Library;
import dev.assay.tune.LibraryEntry;
import dev.assay.tune.Vetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One set of options, the same for every file: what a library that was chosen for its files has to beat. */
public final class StartingLibrary {
  private static final List<String> OPTIONS =
      List.of("-fno-slp-vectorize", "-fno-vectorize", "-mllvm -sink-common-insts", "-mllvm -enable-gvn-sink",
          "-mllvm -enable-gvn-hoist", "-mllvm -enable-load-pre=false", "-mllvm -disable-lsr",
          "-mllvm -bonus-inst-threshold=4", "-mllvm -apply-ext-tsp-for-size");

  private StartingLibrary() {}

  /** The set, with and without the outliner, which clang runs by itself at -Oz for all targets but x86. */
  public static Library get() {
    List<String> outlined = new ArrayList<>(OPTIONS);
    outlined.add("-mllvm -enable-machine-outliner=always");
    return new Library(List.of(new LibraryEntry("fixed-outlined", Level.OZ, outlined, Set.of("x86_64"), Vetting.NONE),
        new LibraryEntry("fixed", Level.OZ, OPTIONS, Set.of(), Vetting.NONE)));
  }
}
