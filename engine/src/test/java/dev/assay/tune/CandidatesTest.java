package dev.assay.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.build.Level;
import dev.assay.build.Made;
import dev.assay.clang.UserCompilation;
import dev.assay.concurrent.Cancellation;
import dev.assay.object.ObjectCode;
import dev.assay.pool.LlvmDistribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which objects are kept for whoever may have to refuse the smallest. */
class CandidatesTest {
  /** At -O2 and -Os, weigh is inlined and its call of elsewhere goes; at -Oz it is not, and the call stays. */
  private static final String CALLING_ELSEWHERE_AT_OZ = """
      int elsewhere(const int *numbers, int factor);
      static int weigh(const int *numbers, int factor) {
        if (!__builtin_constant_p(factor))
          return elsewhere(numbers, factor);
        return numbers[0] * factor + numbers[1] * 3 + (numbers[2] ^ numbers[3]) + numbers[4] * numbers[5];
      }
      int twice(const int *numbers) { return weigh(numbers, 2); }
      int thrice(const int *numbers) { return weigh(numbers + 1, 3); }
      int sum(const int *numbers, int count) {
        int all = 0;
        for (int i = 0; i < (count & 63); i++)
          all += numbers[i] * (i % 7);
        return all;
      }
      """;

  @TempDir
  private Path folder;

  /** Its bytes are the words that it asks for. */
  private static TunedObject object(String label, long size, String demands) {
    Way way = new Way.ByEntry(new LibraryEntry(label, Level.OZ, List.of(), Set.of(), new Vetting(1000, 0)));
    return new TunedObject(way, demands.getBytes(StandardCharsets.UTF_8), new ObjectCode("ELF", size, size, List.of()),
        Optional.empty());
  }

  private static Set<String> words(byte[] object) {
    String text = new String(object, StandardCharsets.UTF_8);
    return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
  }

  private static List<String> kept(List<TunedObject> objects) {
    Candidates candidates = new Candidates(Objective.TEXT, CandidatesTest::words);
    for (TunedObject object : objects) {
      boolean isWorthwhile = candidates.isWorthwhile(object);
      assertThat(candidates.add(object)).isEqualTo(isWorthwhile);
    }
    return candidates.smallestFirst().stream().map(object -> object.way().label()).toList();
  }

  @Test
  void larger_objects_stay_only_if_they_ask_for_less() {
    List<TunedObject> objects = new ArrayList<>(List.of(object("own", 100, ""), object("calling", 60, "f g"),
        object("more", 70, "f g h"), object("less", 80, "f"), object("other", 90, "h"), object("worse", 95, "f h")));
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(objects, new Random(seed));
      assertThat(kept(objects)).as("seed %s", seed).containsExactly("library calling", "library less", "library other",
          "library own");
    }
  }

  @Test
  void of_equal_ones_the_first_stays_and_a_later_one_that_asks_for_less_comes_after_it() {
    assertThat(kept(List.of(object("a", 10, "f"), object("b", 10, "f"), object("c", 10, ""), object("d", 10, ""))))
        .containsExactly("library a", "library c");
  }

  /** The witness: whether the name stands in the file. */
  @ParameterizedTest
  @EnumSource(names = {"VETTED", "EXECUTED"})
  void a_file_has_a_smaller_object_beside_the_smallest_one_that_calls_for_more(Tested required) throws IOException {
    FileTuner tuner = new FileTuner(LlvmDistribution.unpack(), new Library(List.of()));
    Path source = folder.resolve("calling.c");
    Files.writeString(source, CALLING_ELSEWHERE_AT_OZ);
    TuneInput input = new TuneInput.OfUser(
        new UserCompilation(folder, List.of("-O2", "--target=x86_64-linux-gnu"), List.of(), source, Map.of()));
    Demands demands = bytes -> callsElsewhere(bytes) ? Set.of("elsewhere") : Set.of();
    Made<List<Tuned>> made = tuner.candidates(input, TuneOptions.STANDARD.requiring(required), demands,
        FileTuner.Listener.NONE, Cancellation.never());
    List<Tuned> candidates = made.value().orElseThrow();
    assertThat(candidates).extracting(tuned -> tuned.best().way().label()).containsExactly("-Oz", "-Os");
    assertThat(candidates).extracting(tuned -> callsElsewhere(tuned.best().bytes())).containsExactly(true, false);
    assertThat(candidates.get(1).bestSize()).isBetween(candidates.get(0).bestSize() + 1,
        candidates.get(0).ownSize() - 1);

    Tuned smallest = tuner.tune(input, TuneOptions.STANDARD.requiring(required), Cancellation.never()).value().get();
    assertThat(smallest.best().bytes()).isEqualTo(candidates.getFirst().best().bytes());
  }

  private static boolean callsElsewhere(byte[] object) {
    return new String(object, StandardCharsets.ISO_8859_1).contains("elsewhere");
  }
}
