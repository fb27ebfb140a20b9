package dev.assay.tune;

import dev.assay.build.Level;
import dev.assay.wire.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How an object was made. */
public sealed interface Way {
  /** What is added to the user's flags, each word for itself. */
  List<String> arguments();

  /** What is known of code made so. */
  Tested tested();

  /** In a few words, for a table. */
  String label();

  /** Clang's level, as a flag. */
  String level();

  /** The library's options among the arguments, each as an entry has it. */
  default List<String> options() {
    return List.of();
  }

  /** As the user's own command says. */
  record Own(String flag) implements Way {
    @Override
    public String level() {
      return flag;
    }

    @Override
    public List<String> arguments() {
      return List.of();
    }

    @Override
    public Tested tested() {
      return Tested.VETTED;
    }

    @Override
    public String label() {
      return flag;
    }
  }

  /** At one of clang's levels. */
  record AtLevel(Level at) implements Way {
    @Override
    public String level() {
      return at.flag();
    }

    @Override
    public List<String> arguments() {
      return List.of(level());
    }

    @Override
    public Tested tested() {
      return Tested.VETTED;
    }

    @Override
    public String label() {
      return level();
    }
  }

  /** By an entry of the library. */
  record ByEntry(LibraryEntry entry) implements Way {
    @Override
    public String level() {
      return entry.level().flag();
    }

    @Override
    public List<String> arguments() {
      return entry.arguments();
    }

    @Override
    public Tested tested() {
      return entry.vetting().tested();
    }

    @Override
    public String label() {
      return "library " + entry.id();
    }

    @Override
    public List<String> options() {
      return entry.options();
    }
  }

  /**
   * Another way at -Oz, with options of a pool added and left out.
   *
   * @param from that way
   * @param pool what these options are of
   * @param options all options, in place of its own
   */
  record Mixed(Way from, OptionPool pool, List<String> options) implements Way {
    /** Copies the list. */
    public Mixed {
      options = List.copyOf(options);
    }

    @Override
    public String level() {
      return Level.OZ.flag();
    }

    @Override
    public List<String> arguments() {
      return LibraryEntry.arguments(Level.OZ, options);
    }

    /** What is known of the pool, for sets of nothing but its options: chance could choose each of these. */
    @Override
    public Tested tested() {
      return pool.options().containsAll(options) ? pool.vetting().tested() : Tested.VERIFIED;
    }

    @Override
    public String label() {
      int changes = added().size() + leftOut().size();
      return from.label() + ", " + changes + (changes == 1 ? " option" : " options") + " changed";
    }

    /** What the other way does not have. */
    public List<String> added() {
      return options.stream().filter(option -> !from.options().contains(option)).toList();
    }

    /** What only the other way has. */
    public List<String> leftOut() {
      return from.options().stream().filter(option -> !options.contains(option)).toList();
    }

    /** The same with an option, in place of the same option with another value; without it where it has it. */
    Mixed toggled(String option) {
      List<String> others = new ArrayList<>(options);
      if (!others.remove(option)) {
        others.removeIf(other -> OptionPool.name(other).equals(OptionPool.name(option)));
        others.add(option);
      }
      return new Mixed(from, pool, others);
    }
  }

  /**
   * Another way, with functions inlined otherwise by the local search.
   *
   * @param from that way
   * @param functions what is changed of single functions, in the order in which it was found; none twice
   */
  record Changed(Way from, List<FunctionChange> functions) implements Way {
    /** Copies the list. */
    public Changed {
      functions = List.copyOf(functions);
    }

    @Override
    public String level() {
      return from.level();
    }

    @Override
    public List<String> arguments() {
      List<String> words = new ArrayList<>(from.arguments().isEmpty() ? List.of(level()) : from.arguments());
      functions.forEach(change -> words.addAll(List.of("-mllvm", change.option())));
      return words;
    }

    @Override
    public List<String> options() {
      return from.options();
    }

    /** An attribute of one function leaves that as it is: any source may have it. */
    @Override
    public Tested tested() {
      return from.tested();
    }

    @Override
    public String label() {
      return from.label() + " +" + functions.size();
    }

    /** The same with a change of a function, in place of another one; empty where it has it. */
    Optional<Changed> with(FunctionChange change) {
      if (functions.contains(change)) {
        return Optional.empty();
      }
      List<FunctionChange> more = new ArrayList<>(functions);
      more.removeIf(other -> other.function().equals(change.function()));
      more.add(change);
      return Optional.of(new Changed(from, more));
    }
  }

  /**
   * Another way, and after its passes more on single functions; then its code generator.
   *
   * @param from that way
   * @param pipelines by the functions' symbols, each in the library's order; passes come before attributes
   */
  record ByFunction(Way from, SortedMap<String, List<FunctionPipeline>> pipelines) implements Way {
    /** Copies map and lists. */
    public ByFunction {
      SortedMap<String, List<FunctionPipeline>> copy = new TreeMap<>(pipelines);
      copy.replaceAll((function, all) -> List.copyOf(all));
      pipelines = Collections.unmodifiableSortedMap(copy);
    }

    /** The functions of each pipeline; those without passes are the last. */
    public Map<FunctionPipeline, List<String>> functions() {
      Map<FunctionPipeline, List<String>> functions = new TreeMap<>(
          Comparator.comparing((FunctionPipeline one) -> !one.hasPasses()).thenComparing(FunctionPipeline::id));
      pipelines.forEach((name, all) -> all
          .forEach(pipeline -> functions.computeIfAbsent(pipeline, absent -> new ArrayList<>()).add(name)));
      return functions;
    }

    @Override
    public String level() {
      return from.level();
    }

    @Override
    public List<String> arguments() {
      return from.arguments();
    }

    @Override
    public List<String> options() {
      return from.options();
    }

    /** Each step of it. */
    @Override
    public Tested tested() {
      return pipelines.values().stream().flatMap(List::stream).map(pipeline -> pipeline.vetting().tested())
          .reduce(from.tested(), (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }

    @Override
    public String label() {
      return from.label() + ", " + pipelines.size() + " by function";
    }

    /** What is done, to which functions. */
    List<Request.RunOnFunctions.Part> parts() {
      return functions().entrySet().stream().map(part -> part.getKey().on(part.getValue())).toList();
    }
  }
}
