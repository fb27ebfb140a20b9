package dev.assay.lsp.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.advice.AdviceOptions;
import dev.assay.advice.BuildFigures;
import dev.assay.advice.BuildOptions;
import dev.assay.advice.Candidate;
import dev.assay.build.FileBuild;
import dev.assay.build.Level;
import dev.assay.concurrent.Cancellation;
import dev.assay.ir.ReadResult;
import dev.assay.ir.Unit;
import dev.assay.lsp.SharedBuilds;
import dev.assay.lsp.TestFigures;
import dev.assay.lsp.TestUnits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The service over a measurer that waits to be told what it has measured. */
@Timeout(60)
class BuildServiceTest {
  private static final Unit F = TestUnits.function("f", 20, Optional.empty());
  private static final Unit G = TestUnits.function("g", 20, Optional.empty());
  private static final Unit H = TestUnits.function("h", 20, Optional.empty());
  private static final Unit I = TestUnits.function("i", 20, Optional.empty());
  private static final BuildFigures FIGURES =
      TestFigures.atO2(TestFigures.smallest(Level.O2, 9, 3), TestFigures.level(Level.O2, 9, 3));
  private static final List<Candidate> CANDIDATES = List.of(new Candidate("pass sroa", List.of("sroa"), 3));

  /** What is being measured. */
  private record Call(String function, Optional<List<Candidate>> candidates, Cancellation cancellation,
      SynchronousQueue<Optional<BuildFigures>> answer) {
    void answer(BuildFigures figures) throws InterruptedException {
      answer.put(Optional.of(figures));
    }
  }

  private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
  private final BlockingQueue<Boolean> changes = new LinkedBlockingQueue<>();
  private final Map<String, List<Candidate>> known = new ConcurrentHashMap<>();
  private final BuildService service = new BuildService(
      request -> Optional.ofNullable(known.get(request.unit().name())), new Attention(), this::measure);
  private final Object owner = new Object();

  private BuildFigures measure(Reading reading, Unit unit, Optional<List<Candidate>> candidates,
      Consumer<BuildFigures> listener, Cancellation cancellation) {
    Call call = new Call(unit.name(), candidates, cancellation, new SynchronousQueue<>());
    calls.add(call);
    try {
      while (true) {
        Optional<BuildFigures> answer = call.answer.poll(5, TimeUnit.MILLISECONDS);
        cancellation.check();
        if (answer != null) {
          return answer.orElseThrow(() -> new IllegalStateException("no worker"));
        }
      }
    } catch (InterruptedException e) {
      throw (CancellationException) new CancellationException().initCause(e);
    }
  }

  private static Reading reading(BuildOptions options) {
    FileBuild build = SharedBuilds.ofNothing();
    return new Reading(1, ReadResult.of(List.of(F, G, H, I), List.of()), SharedBuilds.engine(),
        AdviceOptions.everything(), build, options);
  }

  private Call next() throws InterruptedException {
    return calls.take();
  }

  private void awaitComplete(Reading reading, Unit unit) throws InterruptedException {
    while (!service.known(reading, unit).isComplete()) {
      changes.take();
    }
  }

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void levelsOfAllComeBeforePipelinesAndWhatIsLookedAtBeforeBoth() throws InterruptedException {
    service.onChange(() -> changes.add(true));
    known.put("f", CANDIDATES);
    Reading reading = reading(BuildOptions.usual());
    service.request(owner, reading, List.of(F, G, H, I), false);
    Call f = next();
    Call g = next();
    assertThat(List.of(f.function, g.function)).containsExactlyInAnyOrder("f", "g");
    assertThat(calls).as("two at a time").isEmpty();
    service.prioritise(reading, I);
    Call i = next();
    assertThat(i.function).as("does not wait for the others").isEqualTo("i");

    (f.function.equals("f") ? f : g).answer(FIGURES);
    (f.function.equals("f") ? g : f).answer(FIGURES);
    assertThat(calls.poll(50, TimeUnit.MILLISECONDS)).as("nothing else begins while the user waits").isNull();
    i.answer(FIGURES);
    // Two are free now: the last levels begin, and beside them the first pipelines; which of both asks first is open.
    Call first = next();
    Call second = next();
    Call h = first.function.equals("h") ? first : second;
    Call pipelines = first.function.equals("h") ? second : first;
    assertThat(h.function).isEqualTo("h");
    assertThat(h.candidates).as("levels").isEmpty();
    h.answer(FIGURES);
    assertThat(pipelines.function).isEqualTo("f");
    assertThat(pipelines.candidates).contains(CANDIDATES);
    assertThat(service.known(reading, F).isComplete()).isFalse();
    pipelines.answer(FIGURES);
    awaitComplete(reading, F);
    assertThat(service.known(reading, F).figures()).contains(FIGURES);
  }

  @Test
  void pipelinesWaitForTheAdvice() throws InterruptedException {
    Reading reading = reading(BuildOptions.usual());
    service.request(owner, reading, List.of(F), false);
    next().answer(FIGURES);
    service.onChange(() -> changes.add(true));
    service.wake();
    assertThat(calls.poll(50, TimeUnit.MILLISECONDS)).as("not known yet").isNull();
    known.put("f", CANDIDATES);
    service.wake();
    next().answer(FIGURES);
    awaitComplete(reading, F);
  }

  @Test
  void pipelinesOfWhatIsLookedAtAreTriedWhileItsFileIsCompiled() throws InterruptedException {
    service.onChange(() -> changes.add(true));
    BuildFigures levels =
        new BuildFigures(FIGURES.target(), FIGURES.own(), FIGURES.levels(), FIGURES.best(), 0, 0, true);
    BuildFigures found = new BuildFigures(FIGURES.target(), FIGURES.own(), List.of(),
        Optional.of(TestFigures.pipeline(7, 2)), 24, 1, true);
    known.put("f", CANDIDATES);
    known.put("g", CANDIDATES);
    Reading reading = reading(BuildOptions.usual());
    service.request(owner, reading, List.of(F, G), true);
    Call first = next();
    Call second = next();
    assertThat(List.of(first.function, second.function)).containsExactly("f", "f");
    Call compiled = first.candidates.isEmpty() ? first : second;
    Call tried = first.candidates.isEmpty() ? second : first;
    assertThat(compiled.candidates).isEmpty();
    assertThat(tried.candidates).contains(CANDIDATES);
    assertThat(calls.poll(50, TimeUnit.MILLISECONDS)).as("g is not looked at").isNull();

    tried.answer(found);
    changes.take();
    assertThat(service.known(reading, F).figures()).as("shown beside levels").isEmpty();
    assertThat(service.known(reading, F).isComplete()).isFalse();
    compiled.answer(levels);
    awaitComplete(reading, F);
    assertThat(service.known(reading, F).figures()).contains(new BuildFigures(FIGURES.target(), FIGURES.own(),
        FIGURES.levels(), Optional.of(TestFigures.pipeline(7, 2)), 24, 1, true));
    assertThat(next().candidates).as("the levels of g").isEmpty();
  }

  @Test
  void withoutPipelinesLevelsAreAll() throws InterruptedException {
    service.onChange(() -> changes.add(true));
    Reading reading = reading(BuildOptions.usual().withoutPipelines());
    service.request(owner, reading, List.of(F), false);
    next().answer(FIGURES);
    awaitComplete(reading, F);
    assertThat(service.waiting()).isZero();
  }

  @Test
  void aTextThatIsSupersededOrClosedIsGivenUp() throws InterruptedException {
    Reading first = reading(BuildOptions.usual());
    service.request(owner, first, List.of(F), false);
    Call before = next();
    Reading second = reading(BuildOptions.usual());
    service.request(owner, second, List.of(F), false);
    assertThat(before.cancellation.isCancelled()).isTrue();
    assertThat(service.known(first, F)).isEqualTo(BuildService.Known.NOTHING);
    Call now = next();
    assertThat(now.cancellation.isCancelled()).isFalse();
    service.drop(owner);
    assertThat(now.cancellation.isCancelled()).isTrue();
    assertThat(service.waiting()).isZero();
  }

  @Test
  void anEditStopsWhatIsMeasuredOfTheOldTextAndLeavesWhatIsKnown() throws InterruptedException {
    service.onChange(() -> changes.add(true));
    Reading first = reading(BuildOptions.usual().withoutPipelines());
    service.request(owner, first, List.of(F), false);
    next().answer(FIGURES);
    awaitComplete(first, F);
    service.prioritise(first, G);
    Call under = next();
    service.supersede(owner);
    assertThat(under.cancellation.isCancelled()).isTrue();
    assertThat(service.waiting()).isZero();
    service.wake();
    assertThat(calls.poll(50, TimeUnit.MILLISECONDS)).as("nothing is begun of the old text").isNull();
    assertThat(service.known(first, F).figures()).contains(FIGURES);
    assertThat(service.known(first, G).failure()).isEmpty();
    assertThat(service.known(first, G).isComplete()).isFalse();

    Reading second = reading(BuildOptions.usual().withoutPipelines());
    service.request(owner, second, List.of(F, G), false);
    assertThat(service.known(second, F).figures()).as("the same function").contains(FIGURES);
    assertThat(List.of(next().function, next().function)).containsExactlyInAnyOrder("f", "g");
  }

  @Test
  void whatTheUserLooksAtWhenTheTextIsReadComesAlone() throws InterruptedException {
    service.request(owner, reading(BuildOptions.usual()), List.of(H, F, G), true);
    Call h = next();
    assertThat(h.function).isEqualTo("h");
    assertThat(h.cancellation.isUrgent()).isTrue();
    assertThat(calls.poll(50, TimeUnit.MILLISECONDS)).as("nothing else begins while the user waits").isNull();
    h.answer(FIGURES);
    assertThat(List.of(next().function, next().function)).containsExactlyInAnyOrder("f", "g");
  }

  @Test
  void figuresOfAFunctionThatIsAsBeforeStayUntilThereAreNewOnes() throws InterruptedException {
    service.onChange(() -> changes.add(true));
    Reading first = reading(BuildOptions.usual().withoutPipelines());
    service.request(owner, first, List.of(F, G), false);
    next().answer(FIGURES);
    next().answer(FIGURES);
    awaitComplete(first, F);
    awaitComplete(first, G);
    Unit other = new Unit(G.kind(), "g", "", Optional.empty(), "1".repeat(64), false, "", G.observation(), new byte[0]);
    assertThat(other.hash()).isNotEqualTo(G.hash());

    Reading second = reading(BuildOptions.usual().withoutPipelines());
    service.request(owner, second, List.of(F, other), false);
    BuildService.Known kept = service.known(second, F);
    assertThat(kept.figures()).contains(FIGURES);
    assertThat(kept.isComplete()).isTrue();
    assertThat(kept.isOfTextBefore()).isTrue();
    assertThat(service.known(second, other).figures()).as("another function now").isEmpty();

    BuildFigures smaller = TestFigures.atO2(TestFigures.smallest(Level.O2, 8, 2), TestFigures.level(Level.O2, 8, 2));
    next().answer(smaller);
    next().answer(smaller);
    while (service.known(second, F).isOfTextBefore()) {
      changes.take();
    }
    assertThat(service.known(second, F).figures()).contains(smaller);
  }

  @Test
  void aFailureIsSaidAndForgottenWhenTheUserLooksAgain() throws InterruptedException {
    service.onChange(() -> changes.add(true));
    Reading reading = reading(BuildOptions.usual());
    service.request(owner, reading, List.of(F), false);
    next().answer.put(Optional.empty());
    awaitComplete(reading, F);
    assertThat(service.known(reading, F).failure()).hasValueSatisfying(why -> assertThat(why).contains("no worker"));
    service.prioritise(reading, F);
    assertThat(service.known(reading, F).failure()).isEmpty();
    next().answer(FIGURES);
  }
}
