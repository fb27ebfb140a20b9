package dev.assay.tune;

import dev.assay.build.Made;
import dev.assay.clang.CompiledC;
import dev.assay.concurrent.Cancellation;
import dev.assay.object.CodeSymbol;
import dev.assay.object.ObjectCode;
import dev.assay.object.ObjectFormatException;
import dev.assay.wire.Reply;
import dev.assay.wire.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file's functions take in the object that a way makes, without outlining, which no function has for itself; and
 * what they take when something is done to them before code is made. Thread-safe.
 */
public final class FunctionSizes {
  private final WayCompiler compiler;
  private final Way way;
  private final byte[] ir;
  private final Map<String, Long> before;

  private FunctionSizes(WayCompiler compiler, Way way, byte[] ir, Map<String, Long> before) {
    this.compiler = compiler;
    this.way = way;
    this.ir = ir;
    this.before = Map.copyOf(before);
  }

  /** Those of a file; a sentence where clang makes nothing of it in that way. */
  static Made<FunctionSizes> of(WayCompiler compiler, Way way, Cancellation cancellation) {
    CompiledC optimised = compiler.compile(way, List.of("-emit-llvm"), cancellation);
    if (optimised.output().isEmpty()) {
      return Made
          .not(optimised.problems().isEmpty() ? "clang makes no IR of it" : optimised.problems().getFirst().message());
    }
    byte[] ir = optimised.output().get();
    return Made.of(new FunctionSizes(compiler, way, ir, sizes(compiler.unoutlined(way, ir, cancellation))));
  }

  /** The optimised IR that code is made of, as bitcode. */
  byte[] ir() {
    return ir;
  }

  /** The sizes as the way makes them, in bytes, by the functions' symbols; empty where the object cannot be read. */
  public Map<String, Long> before() {
    return before;
  }

  /**
   * The sizes of the functions to which something can be done, after that; empty where it fails.
   *
   * @param parts what is done, one after another
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Map<String, Long> after(List<Request.RunOnFunctions.Part> parts, Cancellation cancellation) {
    Optional<Reply.Treated> treated = compiler.treated(ir, parts, cancellation).value();
    if (treated.isEmpty()) {
      return Map.of();
    }
    Map<String, Long> sizes = sizes(compiler.unoutlined(way, treated.get().bitcode(), cancellation));
    sizes.keySet().retainAll(treated.get().functions()); // an alias has no passes
    return sizes;
  }

  /** What the functions of an object take, by their symbols; empty where it is none that can be read. */
  static Map<String, Long> sizes(CompiledC compiled) {
    Map<String, Long> sizes = new HashMap<>();
    if (compiled.output().isPresent()) {
      try {
        for (CodeSymbol symbol : ObjectCode.read(compiled.output().get()).symbols()) {
          sizes.put(symbol.name(), symbol.bytes());
        }
      } catch (ObjectFormatException e) {
        // Nothing is known of any size, so that nothing is smaller.
      }
    }
    return sizes;
  }
}
