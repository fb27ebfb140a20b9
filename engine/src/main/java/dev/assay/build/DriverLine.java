package dev.assay.build;

import dev.assay.source.ShellWords;
import dev.assay.wire.TargetMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the target machine out of what {@code clang -###} or {@code clang -v} prints. */
final class DriverLine {
  private DriverLine() {}

  /**
   * The machine that the compilation would generate code for.
   *
   * @param messages what {@code clang -###} or {@code clang -v} prints on its standard error
   * @param level the optimisation level of that command
   * @return empty where clang would compile nothing
   */
  static Optional<TargetMachine> machine(String messages, Level level) {
    return messages.lines().filter(line -> line.contains("-cc1")).map(ShellWords::split)
        .filter(words -> words.size() > 2 && words.get(1).equals("-cc1")).findFirst()
        .map(words -> machine(words, level));
  }

  private static TargetMachine machine(List<String> words, Level level) {
    String triple = "";
    String cpu = "";
    String abi = "";
    String relocation = "";
    String codeModel = "";
    List<String> features = new ArrayList<>();
    for (int i = 0; i + 1 < words.size(); i++) {
      String value = words.get(i + 1);
      switch (words.get(i)) {
        case "-triple" -> triple = value;
        case "-target-cpu" -> cpu = value;
        case "-target-abi" -> abi = value;
        case "-target-feature" -> features.add(value);
        case "-mrelocation-model" -> relocation = value;
        default -> {
          if (words.get(i).startsWith("-mcmodel=")) {
            codeModel = words.get(i).substring("-mcmodel=".length());
          }
        }
      }
    }
    return new TargetMachine(triple, cpu, String.join(",", features), abi, level.codeLevel(), relocation, codeModel);
  }
}
