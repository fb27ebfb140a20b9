package dev.assay.tune;

import dev.assay.build.Made;
import dev.assay.concurrent.Cancellation;
import dev.assay.pool.WorkerFailure;
import dev.assay.pool.WorkerPool;
import dev.assay.wire.Reply;
import dev.assay.wire.Request;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Has workers run passes over single functions: clang takes no pipelines. Thread-safe.
 *
 * @param pool gives the workers, when they are first needed
 */
public record FunctionPasses(Supplier<WorkerPool> pool) {
  /** Of what is left, clang runs the code generator alone. */
  public static final List<String> CODE_ALONE = List.of("-Xclang", "-disable-llvm-passes");

  /** By workers that are there. */
  public FunctionPasses(WorkerPool pool) {
    this(() -> pool);
  }

  /**
   * What passes leave of a module, or a sentence: LLVM refuses them, a worker did not survive them, or there is none.
   *
   * @param bitcode the module
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Made<Reply.Treated> run(byte[] bitcode, List<Request.RunOnFunctions.Part> parts, Cancellation cancellation) {
    List<Made<Reply.Treated>> made = new ArrayList<>();
    try {
      pool.get().call(new Request.RunOnFunctions(bitcode, parts), reply -> {
        switch (reply) {
          case Reply.Treated treated -> made.add(Made.of(treated));
          case Reply.Refused refused -> made.add(Made.not(refused.message()));
          default -> throw new IllegalStateException("a worker answers by " + reply);
        }
      }, made::clear, cancellation);
    } catch (WorkerFailure | UncheckedIOException e) { // the second: no worker can be started
      return Made.not(e.getMessage());
    }
    return made.isEmpty() ? Made.not("a worker left nothing of it") : made.getFirst();
  }
}
