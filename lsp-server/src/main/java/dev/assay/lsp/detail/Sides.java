package dev.assay.lsp.detail;

import dev.assay.advice.Advice;
import dev.assay.concurrent.Cancellation;
import dev.assay.lsp.commands.Arguments;
import dev.assay.lsp.commands.FunctionResolver.Resolved;
import dev.assay.lsp.protocol.Side;
import dev.assay.probe.Outcome;
import dev.assay.workspace.wording.Tried;
import java.util.List;

/** A function's IR before and after a pipeline. */
final class Sides {
  private Sides() {}

  /** After the best pipeline that was found; as it is where none leaves fewer instructions. */
  static Side best(Resolved function, Advice advice, Cancellation cancellation) {
    String passes = advice.pipeline().map(Advice.Pipeline::passes).orElse("");
    String source = advice.pipeline().map(Advice.Pipeline::source).orElseGet(() -> Tried.noneSmaller(advice));
    return after(function, passes, source, cancellation);
  }

  /** After a pipeline; refused with a sentence where LLVM cannot run it. */
  static Side after(Resolved function, String pipeline, String source, Cancellation cancellation) {
    String before = text(function, "", cancellation);
    String after = pipeline.isEmpty() ? before : text(function, pipeline, cancellation);
    int instructions = function.unit().instructionCount();
    return new Side(function.unit().name(), function.unit().displayName(), function.address().uri(),
        function.range().orElse(null), pipeline, source, instructions,
        pipeline.isEmpty() ? instructions : count(function, pipeline, cancellation), before, after);
  }

  private static String text(Resolved function, String pipeline, Cancellation cancellation) {
    return function.reading().engine().advisor().textAfter(function.unit(), pipeline, cancellation)
        .orElseThrow(() -> Arguments.failed("the pipeline '" + pipeline + "' cannot be run on '"
            + function.unit().name() + "': LLVM does not accept it, or not what it leaves"));
  }

  private static int count(Resolved function, String pipeline, Cancellation cancellation) {
    return function.reading().engine().runner().run(function.unit(), List.of(List.of(pipeline)), cancellation)
        .get(0) instanceof Outcome.Measured measured ? measured.observation().instructionCount()
            : function.unit().instructionCount();
  }
}
