package dev.assay.advice;

import dev.assay.encoder.Prediction;
import dev.assay.ir.Unit;
import dev.assay.probe.BestPass;
import dev.assay.probe.Outcome;
import dev.assay.probe.Pass;
import dev.assay.probe.PassCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Advice as it grows; every addition is told to the listener. Thread-safe. */
final class AdviceDraft {
  private final Unit unit;
  private final Consumer<Advice> listener;
  private final List<String> notes = new ArrayList<>();
  private Figure asGiven;
  private Optional<Advice.BestPass> bestPass = Optional.empty();
  private Optional<Figure> oz = Optional.empty();
  private Optional<Advice.Pipeline> pipeline = Optional.empty();
  private Advice.Probes probes = new Advice.Probes(List.of(), 0);
  private Optional<Prediction> prediction = Optional.empty();
  private List<Outcome> passOutcomes = List.of();
  private boolean complete;

  AdviceDraft(Unit unit, Consumer<Advice> listener) {
    this.unit = unit;
    this.listener = listener;
    this.asGiven = new Figure(unit.instructionCount(), OptionalInt.empty());
    if (unit.optnoneRemoved()) {
      notes.add("marked optnone (plain -O0 does that), which forbids every optimisation; measured without the mark");
    }
  }

  Unit unit() {
    return unit;
  }

  synchronized Optional<Figure> oz() {
    return oz;
  }

  synchronized List<Outcome> passOutcomes() {
    return passOutcomes;
  }

  synchronized List<Outcome> probeRows() {
    return probes.rows();
  }

  synchronized void note(String note) {
    if (!notes.contains(note)) {
      notes.add(note);
    }
  }

  synchronized void asGiven(Figure figure) {
    asGiven = figure;
    changed();
  }

  synchronized void oz(Figure figure) {
    oz = Optional.of(figure);
    changed();
  }

  synchronized void passes(List<Outcome> outcomes) {
    passOutcomes = outcomes;
    BestPass.of(outcomes).ifPresent(best -> {
      if (outcomes.get(best) instanceof Outcome.Measured measured) {
        Pass pass = PassCatalogue.standard().passes().get(best);
        bestPass = Optional.of(new Advice.BestPass(pass, measured.observation().instructionCount()));
      }
    });
    changed();
  }

  synchronized void probes(Advice.Probes outcome) {
    probes = outcome;
    changed();
  }

  synchronized void prediction(Prediction made) {
    prediction = Optional.of(made);
    changed();
  }

  synchronized void pipeline(Advice.Pipeline found) {
    pipeline = Optional.of(found);
    changed();
  }

  synchronized Advice complete() {
    complete = true;
    changed();
    return snapshot();
  }

  private void changed() {
    listener.accept(snapshot());
  }

  private Advice snapshot() {
    return new Advice(unit, asGiven, bestPass, oz, pipeline, probes, prediction, passOutcomes, notes, complete);
  }
}
