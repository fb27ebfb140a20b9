package dev.assay.execute;

import dev.assay.build.Made;
import dev.assay.concurrent.Cancellation;
import dev.assay.object.ElfFile;
import dev.assay.object.ObjectFormatException;
import dev.assay.pool.LlvmDistribution;
import dev.assay.process.BoundedProcess;
import dev.assay.process.ScratchFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs the functions of two objects of one source on the same generated arguments and compares what they do: results,
 * arguments and order of calls of functions from elsewhere, memory that they were given, variables that other files
 * see. Thread-safe.
 *
 * <p>Every call is a process of its own that can do nothing but write a line and end, for a fifth of a second of the
 * processor. Each input is run twice, with different rubbish on stack and heap; where the first object's function does
 * not do the same both times, or does not come to its end, the input says nothing and does not count. Functions that
 * other files cannot see are run by those that call them. Linux on x86-64.
 */
public final class Executor {
  private static final BoundedProcess.Limits LIMITS =
      new BoundedProcess.Limits(Duration.ofMinutes(10), 1L << 28, 4L << 30);
  private static final int INPUTS = 18;
  private static final long FAULTED = 1;
  private static final long UNKNOWN = 2;
  private static final long TIMED_OUT = 3;

  private final LlvmDistribution llvm;

  /** An executor that compiles its programs with the clang of the jar. */
  public Executor(LlvmDistribution llvm) {
    this.llvm = llvm;
  }

  /** Whether this machine can run what is made for a target. */
  public static boolean canRun(String triple) {
    return System.getProperty("os.name").equals("Linux") && System.getProperty("os.arch").equals("amd64")
        && triple.startsWith("x86_64") && triple.contains("linux") && !triple.endsWith("x32");
  }

  /**
   * Compares two objects.
   *
   * @param ir the source's IR as text, which says how functions are called
   * @param before the object that is right
   * @param after the other one
   * @return what came of it, or a sentence: the objects cannot be linked for this
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Made<Execution> compare(String ir, byte[] before, byte[] after, Cancellation cancellation) throws IOException {
    DriverSource driver;
    try {
      driver = new DriverSource(Signature.of(ir), ElfFile.read(before), ElfFile.read(after));
    } catch (ObjectFormatException e) {
      return Made.not(e.getMessage());
    }
    Path folder = Files.createTempDirectory("assay-execute");
    try {
      Path source = folder.resolve("driver.c");
      try (InputStream in = Executor.class.getResourceAsStream("execute.c")) {
        Files.writeString(source,
            new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("/* GENERATED */", driver.text()));
      }
      Path object = folder.resolve("driver.o");
      BoundedProcess.Outcome compiled = run(folder,
          List.of(llvm.clang().toString(), "--no-default-config", "-w", "-O1", "-ffreestanding", "-fno-builtin",
              "-fno-stack-protector", "-fno-pic", "--target=x86_64-linux-gnu", "-c", "-o", object.toString(),
              source.toString()),
          cancellation);
      if (!compiled.isSuccess()) {
        return Made.not("the program that runs its functions cannot be compiled: " + first(compiled.errors()));
      }
      Made<Map<List<Long>, Long>> own = results(folder, object, before, cancellation);
      if (own.value().isEmpty()) {
        return Made.not(own.reason());
      }
      return results(folder, object, after, cancellation).map(other -> compared(driver, own.value().get(), other));
    } finally {
      ScratchFolder.delete(folder);
    }
  }

  private static String first(String text) {
    return text.lines().filter(line -> line.contains("error")).findFirst().orElse("it says nothing");
  }

  /** What each call did, by function, input and rubbish. */
  private Made<Map<List<Long>, Long>> results(Path folder, Path driver, byte[] object, Cancellation cancellation)
      throws IOException {
    Path lld = llvm.folder().resolve("lld");
    if (!lld.toFile().setExecutable(true, true)) {
      return Made.not(lld + " cannot be made executable");
    }
    Path file = Files.write(folder.resolve("tested.o"), object);
    Path program = folder.resolve("program");
    BoundedProcess.Outcome linked = run(folder, List.of(lld.toString(), "-flavor", "gnu", "-static", "-z",
        "noexecstack", "-o", program.toString(), driver.toString(), file.toString()), cancellation);
    if (!linked.isSuccess()) {
      return Made.not("its functions cannot be linked to be run: " + first(linked.errors()));
    }
    BoundedProcess.Outcome ran = run(folder, List.of(program.toString()), cancellation);
    if (!ran.isSuccess()) {
      return Made.not("the program that runs its functions fails (" + ran.end() + ")");
    }
    Map<List<Long>, Long> results = new HashMap<>();
    for (String line : new String(ran.output(), StandardCharsets.UTF_8).lines().toList()) {
      String[] words = line.split(" ");
      results.put(List.of(number(words[0]), number(words[1]), number(words[2])), number(words[3]));
    }
    return Made.of(results);
  }

  private static long number(String word) {
    return Long.parseUnsignedLong(word, 16);
  }

  private static BoundedProcess.Outcome run(Path folder, List<String> line, Cancellation cancellation)
      throws IOException {
    return BoundedProcess.run(line, folder, List.of(), LIMITS, cancellation);
  }

  private static Execution compared(DriverSource driver, Map<List<Long>, Long> before, Map<List<Long>, Long> after) {
    List<String> same = new ArrayList<>();
    TreeMap<String, Integer> different = new TreeMap<>();
    TreeMap<String, String> notRun = new TreeMap<>(driver.notCalled());
    for (int function = 0; function < driver.functions().size(); function++) {
      String name = driver.functions().get(function);
      int usable = 0;
      List<Long> others = new ArrayList<>();
      for (int input = 0; input < INPUTS; input++) {
        List<Long> first = List.of((long) function, (long) input, 0L);
        List<Long> second = List.of((long) function, (long) input, 1L);
        Long did = before.get(first);
        if (did != null && did < 0 && did.equals(before.get(second))) { // the highest bit says that it is a result
          usable++;
          if (!did.equals(after.get(first)) || !did.equals(after.get(second))) {
            different.putIfAbsent(name, input);
          }
        } else if (did != null) {
          others.add(did);
        }
      }
      if (usable == 0) {
        notRun.put(name, reason(others));
      } else if (!different.containsKey(name)) {
        same.add(name);
      }
    }
    return new Execution(same, different, notRun);
  }

  private static String reason(List<Long> outcomes) {
    return outcomes.contains(UNKNOWN) ? "it calls what is not modelled"
        : outcomes.contains(TIMED_OUT) ? "it takes too long on generated arguments" : outcomes.contains(FAULTED)
            ? "it faults on generated arguments" : "what it does depends on memory that nobody wrote";
  }
}
