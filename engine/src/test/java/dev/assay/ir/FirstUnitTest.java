package dev.assay.ir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.concurrent.Cancellation;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One function comes before the others, and is what it would have been among them. */
class FirstUnitTest {
  private static final String SOURCE = """
      struct point { int x, y; };
      static const int table[4] = {1, 2, 3, 4};
      int counter;
      static int helper(int i) { return table[i & 3] + counter; }
      int first(struct point *p) { return p->x + helper(p->y); }
      int second(int i) { counter++; return helper(i) * 2; }
      int third(void) { return first(&(struct point){1, 2}) + second(3); }
      """;

  private static WorkerPool pool;
  private static SourceReader reader;

  @BeforeAll
  static void start() throws Exception {
    pool = new WorkerPool(WorkerOptions.defaults().withWorkers(1), LlvmDistribution.unpack());
    reader = new SourceReader(pool);
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  private static final class Wish implements FirstUnit {
    private final String name;
    private final List<Unit> given = new ArrayList<>();

    Wish(String name) {
      this.name = name;
    }

    @Override
    public Optional<String> name() {
      return Optional.of(name);
    }

    @Override
    public void unit(Unit unit) {
      given.add(unit);
    }
  }

  private static ReadResult read(String file, FirstUnit first) {
    return reader.functions(new SourceFile(Path.of(file), SOURCE.getBytes(UTF_8), Optional.empty()), Set.of(), first,
        Cancellation.never());
  }

  private static List<String> identities(ReadResult result) {
    return result.units().stream().map(unit -> unit.name() + " " + unit.hash() + " " + unit.range()).toList();
  }

  @Test
  void eachOfThemCanBeFirstWithoutAnyDifference() {
    ReadResult usual = read("/a.c", FirstUnit.NONE);
    assertThat(usual.units()).hasSize(4);
    for (Unit unit : usual.units()) {
      Wish wish = new Wish(unit.name());
      assertThat(identities(read("/a.c", wish))).isEqualTo(identities(usual));
      assertThat(wish.given).singleElement().satisfies(given -> {
        assertThat(given.name()).isEqualTo(unit.name());
        assertThat(given.hash()).isEqualTo(unit.hash());
        assertThat(given.observation()).isEqualTo(unit.observation());
      });
    }
  }

  @Test
  void cplusplusFunctionsAreNamedAsTheSourceSpellsThem() {
    Wish wish = new Wish("second");
    String cplusplus = SOURCE.replace("(struct point){1, 2}", "*new point{1, 2}");
    ReadResult result = reader.functions(new SourceFile(Path.of("/a.cc"), cplusplus.getBytes(UTF_8), Optional.empty()),
        Set.of(), wish, Cancellation.never());
    assertThat(wish.given).singleElement().extracting(Unit::displayName).isEqualTo("second(int)");
    assertThat(result.units()).hasSize(4);
  }

  @Test
  void aNameThatIsNotThereCostsNothing() {
    assertThat(identities(read("/a.c", new Wish("nowhere")))).isEqualTo(identities(read("/a.c", FirstUnit.NONE)));
  }
}
