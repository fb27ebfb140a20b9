package dev.assay.train.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a file that is written over a long time was made from: a record, kept as JSON beside what was made, so that a
 * step resumes only what was begun with the same settings.
 */
public final class Provenance {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  private static final String ANOTHER_VERSION = "written by another version";

  private Provenance() {}

  /** A provenance as one line of JSON. */
  public static String write(Record provenance) {
    try {
      return JSON.writeValueAsString(provenance);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("every provenance can be written", e);
    }
  }

  /**
   * In what a file's provenance differs from the one wanted, for example {@code batch 8, now 16}; empty where they are
   * the same.
   *
   * @param known as {@link #write} wrote it, or anything else
   */
  public static String differences(String known, Record wanted) {
    Record read;
    try {
      read = JSON.readValue(known, wanted.getClass());
    } catch (JsonProcessingException e) {
      return ANOTHER_VERSION;
    }
    if (read == null) {
      return ANOTHER_VERSION;
    }
    List<String> differences = new ArrayList<>();
    compare(read, wanted, differences);
    return String.join(", ", differences);
  }

  private static void compare(Record known, Record wanted, List<String> differences) {
    for (RecordComponent component : wanted.getClass().getRecordComponents()) {
      Object before = value(component, known);
      Object now = value(component, wanted);
      if (before instanceof Record one && now instanceof Record other) {
        compare(one, other, differences);
      } else if (!Objects.equals(before, now)) {
        differences.add(component.getName() + " " + before + ", now " + now);
      }
    }
  }

  private static Object value(RecordComponent component, Record of) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("every component of a record can be read", e);
    }
  }
}
