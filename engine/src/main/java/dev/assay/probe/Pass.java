package dev.assay.probe;

/**
 * One of the 124 candidate passes, or one that only probes use.
 *
 * @param index 0 to 123; ties between passes go to the lowest; -1 for one that only probes use
 * @param name the name the field knows it by (LLVM 10's legacy flag)
 * @param pipeline its text for {@code opt -passes=} of LLVM 20
 * @param caution why it is never suggested; empty when it may be
 */
public record Pass(int index, String name, String pipeline, String caution) {
  /** The index of a pass, or a pipeline, that is not one of the 124. */
  public static final int OF_PROBES_ONLY = -1;

  /** Whether it only fills a sequence up. */
  public boolean isPlaceholder() {
    return pipeline.contains("no-op-");
  }

  /** Whether the pass may be part of something that Assay suggests. */
  public boolean isSuggestable() {
    return caution.isEmpty();
  }
}
