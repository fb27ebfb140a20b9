package dev.assay.cc.tuning;

import dev.assay.build.Made;
import dev.assay.concurrent.Cancellation;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Makes small objects of preprocessed source. Thread-safe; the same job gives the same objects. */
public interface ObjectMaker {
  /** What the objects depend on besides the job: versions of the library and of LLVM. */
  String id();

  /**
   * Makes the smallest object that it knows how to make, and such as are larger only because they ask less of what they
   * are linked with: whether they may replace the compiler's is not known yet.
   *
   * @return the objects, smallest first, at least one; or a sentence where clang makes none
   * @throws IOException when clang cannot be started
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  Made<List<SmallObject>> make(Job job, Cancellation cancellation) throws IOException;

  /**
   * What is made, and how it may be made.
   *
   * @param objective {@code text} or {@code loaded}
   * @param required {@code vetted} or {@code executed}; what has to be known of code made so
   * @param effort {@code full} or {@code quick}: how much of the library is tried
   * @param without the ids of entries that are not to be used
   * @param steps so many compilations more are tried in a local search
   */
  record Wishes(String objective, String required, String effort, Set<String> without, int steps) {
    /** Copies the set. */
    public Wishes {
      without = Set.copyOf(without);
    }

    /** Whatever makes a difference to objects, as one line. */
    public String key() {
      return objective + " " + required + " " + effort + " " + without.stream().sorted().toList() + " " + steps;
    }
  }

  /**
   * An object, and how it was made.
   *
   * @param how in a few words
   * @param tested what is known of code made so, in one word
   */
  record SmallObject(byte[] bytes, String how, String tested) {}
}
