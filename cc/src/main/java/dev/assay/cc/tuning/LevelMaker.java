package dev.assay.cc.tuning;

import dev.assay.build.Made;
import dev.assay.cc.object.ElfObject;
import dev.assay.concurrent.Cancellation;
import dev.assay.pool.LlvmDistribution;
import dev.assay.process.BoundedProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles at clang's -Oz, -Os, the build's own level, and with one fixed set of flags; the smallest wins. */
public final class LevelMaker implements ObjectMaker {
  private static final List<String> FIXED = List.of("-Oz", "-fno-slp-vectorize", "-fno-vectorize", "-mllvm",
      "-sink-common-insts", "-mllvm", "-enable-gvn-sink", "-mllvm", "-enable-gvn-hoist", "-mllvm",
      "-enable-load-pre=false", "-mllvm", "-disable-lsr", "-mllvm", "-bonus-inst-threshold=4", "-mllvm",
      "-apply-ext-tsp-for-size");

  private final LlvmDistribution llvm;
  private final String id;

  /** A maker with the LLVM of the jar. */
  public LevelMaker(LlvmDistribution llvm) throws IOException {
    this.llvm = llvm;
    this.id = "levels 1, LLVM " + LlvmDistribution.version();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Made<SmallObject> make(Job job, Cancellation cancellation) throws IOException {
    List<String> fixed = new ArrayList<>(FIXED);
    if (job.flags().stream().anyMatch(flag -> flag.startsWith("--target=x86_64"))) {
      fixed.addAll(List.of("-mllvm", "-enable-machine-outliner=always"));
    }
    Optional<SmallObject> best = Optional.empty();
    long bestSize = Long.MAX_VALUE;
    String problem = "clang makes no object";
    for (List<String> way : List.of(List.of(job.level()), List.of("-Oz"), List.of("-Os"), fixed)) {
      String name = way == fixed ? "fixed" : way.getFirst();
      if (job.wishes().without().contains(name) || way != fixed && best.isPresent() && name.equals(job.level())) {
        continue;
      }
      List<String> command = new ArrayList<>(List.of(llvm.clang().toString(), "-fno-crash-diagnostics"));
      command.addAll(job.flags());
      command.addAll(way);
      command.addAll(List.of("-w", "-x", job.language(), "-c", "-o", "-", job.file().toString()));
      BoundedProcess.Outcome outcome = job.surroundings().runClang(command, cancellation);
      Optional<ElfObject> object = outcome.isSuccess() ? ElfObject.read(outcome.output()) : Optional.empty();
      if (object.isEmpty()) {
        problem = outcome.errors().lines().filter(line -> line.contains("error")).findFirst().orElse(problem);
        continue;
      }
      long size = job.wishes().objective().equals("loaded") ? object.get().loaded() : object.get().code();
      if (size < bestSize) {
        bestSize = size;
        best = Optional.of(new SmallObject(outcome.output(), name, "vetted"));
      }
    }
    String reason = problem;
    return best.map(Made::of).orElseGet(() -> Made.not(reason));
  }
}
