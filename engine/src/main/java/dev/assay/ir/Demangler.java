package dev.assay.ir;

import dev.assay.concurrent.Cancellation;
import dev.assay.pool.WorkerFailure;
import dev.assay.pool.WorkerPool;
import dev.assay.wire.Reply;
import dev.assay.wire.Request;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says what C++ source calls the symbols in IR and object files. A unit knows its own name; this is for
 * others. Thread-safe.
 */
public final class Demangler {
  private static final String MANGLED = "_Z";

  private final WorkerPool pool;

  /** A demangler that asks the pool's workers. */
  public Demangler(WorkerPool pool) {
    this.pool = pool;
  }

  /**
   * A readable name for each mangled symbol. Symbols that are not mangled have none, and cost nothing.
   *
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Map<String, String> names(Collection<String> symbols, Cancellation cancellation) {
    List<String> mangled = symbols.stream().filter(symbol -> symbol.startsWith(MANGLED)).distinct().toList();
    Map<String, String> names = new HashMap<>();
    if (mangled.isEmpty()) {
      return names;
    }
    try {
      pool.call(new Request.Demangle(mangled), reply -> {
        if (reply instanceof Reply.Names found) {
          for (int i = 0; i < found.names().size(); i++) {
            if (!found.names().get(i).equals(mangled.get(i))) {
              names.put(mangled.get(i), found.names().get(i));
            }
          }
        }
      }, names::clear, cancellation);
    } catch (WorkerFailure e) {
      names.clear(); // a name that nobody can read is shown as it is
    }
    return names;
  }
}
