package dev.assay.execute;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What running the functions of two objects showed. Immutable.
 *
 * @param same functions that did the same on all inputs that they could be run on, at least one each
 * @param different functions that did not, and on which of the inputs first, from 0
 * @param notRun functions that could not be run, and why: a sentence without its end
 */
public record Execution(List<String> same, SortedMap<String, Integer> different, SortedMap<String, String> notRun) {
  /** Copies the collections. */
  public Execution {
    same = List.copyOf(same);
    different = new TreeMap<>(different);
    notRun = new TreeMap<>(notRun);
  }

  /** Whether every function that other files can call was run and did the same. */
  public boolean isComplete() {
    return !same.isEmpty() && different.isEmpty() && notRun.isEmpty();
  }

  /** In a few words, for a table. */
  public String words() {
    int all = same.size() + different.size() + notRun.size();
    return same.size() + " of " + all + " functions were run and did the same"
        + (different.isEmpty() ? "" : ", " + different.size() + " did not")
        + (notRun.isEmpty() ? "" : ", " + notRun.size() + " could not be run");
  }
}
