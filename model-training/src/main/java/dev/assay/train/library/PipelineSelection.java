package dev.assay.train.library;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses pipelines one after another: the next is the one that saves most bytes where every function already has the
 * best of those before it.
 */
final class PipelineSelection {
  /** By pipeline, in the pool's order: by function, how many bytes it saves there, if any. */
  private final Map<String, Map<String, Long>> saved = new LinkedHashMap<>();

  /** Notes what a pipeline does to a function. */
  void add(String passes, String function, long bytesSaved) {
    saved.computeIfAbsent(passes, absent -> new HashMap<>()).put(function, bytesSaved);
  }

  /**
   * A pipeline that was chosen.
   *
   * @param passes the pipeline
   * @param bytesSaved what it saves beyond those before it
   */
  record Chosen(String passes, long bytesSaved) {}

  /** The best ones in order, at most so many; none that saves nothing beyond those before it. */
  List<Chosen> best(int most) {
    Map<String, Long> sofar = new HashMap<>();
    List<Chosen> chosen = new ArrayList<>();
    while (chosen.size() < most) {
      Chosen next = new Chosen("", 0);
      for (Map.Entry<String, Map<String, Long>> pipeline : saved.entrySet()) {
        long more = pipeline.getValue().entrySet().stream()
            .mapToLong(function -> Math.max(0, function.getValue() - sofar.getOrDefault(function.getKey(), 0L))).sum();
        next = more > next.bytesSaved ? new Chosen(pipeline.getKey(), more) : next;
      }
      if (next.bytesSaved == 0) {
        break;
      }
      chosen.add(next);
      saved.get(next.passes).forEach((function, bytes) -> sofar.merge(function, bytes, Math::max));
    }
    return chosen;
  }
}
