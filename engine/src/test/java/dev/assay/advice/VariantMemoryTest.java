package dev.assay.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.feature.Feature;
import dev.assay.feature.FeatureVector;
import dev.assay.feature.Observation;
import dev.assay.feature.Opcode;
import dev.assay.feature.OpcodeCounts;
import dev.assay.ir.Unit;
import dev.assay.wire.Request;
import dev.assay.wire.TargetMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is known of equal code by the same means is not run again; anything else is. */
class VariantMemoryTest {
  private static final Observation OBSERVATION =
      new Observation(FeatureVector.of(new int[Feature.COUNT]), OpcodeCounts.ofNumbers(new int[Opcode.NUMBERS]));
  private static final TargetMachine ARM =
      new TargetMachine("thumbv7em-none-eabi", "cortex-m4", "+dsp", "aapcs", 2, "static", "small");
  private static final TargetMachine OTHER_ARM =
      new TargetMachine("thumbv7em-none-eabi", "cortex-m7", "+dsp", "aapcs", 2, "static", "small");

  private final VariantMemory memory = new VariantMemory();
  private final AtomicInteger runs = new AtomicInteger();

  private static Unit unit(String name, String hash) {
    return new Unit(Unit.Kind.FUNCTION, name, "a.c", Optional.empty(), hash, false, "", OBSERVATION, new byte[0]);
  }

  /** Leaves so many bytes as runs were made before. */
  private VariantResult run() {
    return new VariantResult.Ran(OBSERVATION, "", new CodeSize.Bytes(runs.getAndIncrement()), "");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private VariantResult get(Unit unit, Request.Variant variant) {
    return memory.get(unit, variant, this::run);
  }

  @Test
  void equalCodeOfAnotherNameIsNotRunAgain() {
    Request.Variant variant = Request.Variant.on(ARM, "default<Oz>").withCode();
    VariantResult first = get(unit("f", "00"), variant);
    assertThat(get(unit("g", "00"), variant)).isEqualTo(first);
    assertThat(runs).hasValue(1);
  }

  @Test
  void otherCodePassesMachinesAndWishesAreRun() {
    Request.Variant variant = Request.Variant.on(ARM, "default<Oz>").withCode();
    get(unit("f", "00"), variant);
    get(unit("f", "01"), variant);
    get(unit("f", "00"), Request.Variant.on(ARM, "default<Os>").withCode());
    get(unit("f", "00"), Request.Variant.on(OTHER_ARM, "default<Oz>").withCode());
    get(unit("f", "00"), Request.Variant.neutral("default<Oz>").withCode());
    get(unit("f", "00"), variant.withoutCode());
    assertThat(runs).hasValue(6);
  }

  @Test
  void ofSeveralOnlyThoseAreRunOfWhichNothingIsKnown() {
    Request.Variant known = Request.Variant.on(ARM, "default<Oz>").withCode();
    Request.Variant other = Request.Variant.on(ARM, "default<Os>").withCode();
    VariantResult first = get(unit("f", "00"), known);
    List<List<Request.Variant>> asked = new ArrayList<>();
    List<VariantResult> all = memory.getAll(unit("f", "00"), List.of(other, known, other), unknown -> {
      asked.add(unknown);
      return unknown.stream().map(variant -> run()).toList();
    });
    assertThat(asked).containsExactly(List.of(other));
    assertThat(all).containsExactly(get(unit("f", "00"), other), first, get(unit("f", "00"), other));
    assertThat(runs).as("and is known from then on").hasValue(2);
  }

  @Test
  void whoAsksWhileItIsRunWaits() throws Exception {
    Request.Variant variant = Request.Variant.on(ARM, "default<Oz>").withCode();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<VariantResult> first = threads.submit(() -> memory.get(unit("f", "00"), variant, () -> {
        begun.countDown();
        awaitQuietly(go);
        return run();
      }));
      begun.await();
      Future<VariantResult> second = threads.submit(() -> get(unit("g", "00"), variant));
      assertThat(get(unit("h", "01"), variant)).as("others are run meanwhile").isInstanceOf(VariantResult.Ran.class);
      go.countDown();
      assertThat(second.get()).isEqualTo(first.get());
    }
    assertThat(runs).hasValue(2);
  }

  @Test
  void textsAreNotKept() {
    Request.Variant variant = Request.Variant.neutral("default<Oz>").withText();
    get(unit("f", "00"), variant);
    get(unit("f", "00"), variant);
    assertThat(runs).hasValue(2);
  }

  @Test
  void whatFailedIsTriedAgain() {
    Request.Variant variant = Request.Variant.neutral("default<Oz>");
    VariantResult failed = new VariantResult.Failed("it took too long");
    assertThat(memory.get(unit("f", "00"), variant, () -> failed)).isEqualTo(failed);
    assertThat(get(unit("f", "00"), variant)).isInstanceOf(VariantResult.Ran.class);
  }
}
