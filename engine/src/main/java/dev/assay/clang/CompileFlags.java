package dev.assay.clang;

import dev.assay.source.CompileCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is taken over from a project's compile command.
 *
 * <p>The command comes out of the workspace, so it is not trusted: flags can load code into a compiler, read response
 * files and write anywhere. Flags that are known to change only what a program means are accepted, everything else is
 * dropped.
 *
 * @param accepted flags to hand to clang, each complete in one argument, so that no value can be taken for a flag or,
 *     by a leading {@code @}, for a response file
 * @param dropped what is not handed on, and why
 * @param optimisationFlag the last optimisation level, canonical: {@code -O0} where none is given, {@code -O1} for
 *     {@code -O}
 * @param isCplusplus whether the command compiles C++, whatever the file is called
 * @param targetOrigin what says which target is compiled for
 */
public record CompileFlags(List<String> accepted, List<DroppedFlag> dropped, String optimisationFlag,
    boolean isCplusplus, TargetOrigin targetOrigin) {
  private static final String TARGET = "--target=";
  private static final String REFUSED = "clang does not know it for this target";

  /** No flags at all. */
  public static final CompileFlags NONE =
      new CompileFlags(List.of(), List.of(), "-O0", false, TargetOrigin.THIS_MACHINE);

  /** Copies the lists. */
  public CompileFlags {
    accepted = List.copyOf(accepted);
    dropped = List.copyOf(dropped);
  }

  /** Sorts a command's flags. Relative paths are made absolute by the command's directory. */
  public static CompileFlags of(CompileCommand command) {
    return new CompileFlagParser(command).parse();
  }

  /** The compiler that a command names, as it names it, after a launcher; empty where it is none that Assay knows. */
  public static Optional<String> compiler(CompileCommand command) {
    return command.namesCompiler() ? CompileFlagParser.namedCompiler(command.arguments()) : Optional.empty();
  }

  /** The target that the command names, by a flag or by its compiler's name. */
  public Optional<String> target() {
    return accepted.stream().filter(flag -> flag.startsWith(TARGET)).map(flag -> flag.substring(TARGET.length()))
        .reduce((first, last) -> last);
  }

  /** The target that the command means, where clang turned out not to have it. */
  public Optional<String> refusedTarget() {
    return dropped.stream().filter(flag -> flag.flag().startsWith(TARGET) && flag.reason().equals(REFUSED))
        .map(flag -> flag.flag().substring(TARGET.length())).findFirst();
  }

  /** These flags less those accepted ones that clang refuses. */
  CompileFlags withoutRefused(Predicate<String> refused) {
    return without(refused, REFUSED);
  }

  /** These flags less a standard of the other language, which clang would refuse. */
  CompileFlags forLanguage(boolean cplusplus) {
    return without(flag -> flag.startsWith("-std=") && flag.contains("++") != cplusplus,
        "it is for the other language, C or C++");
  }

  private CompileFlags without(Predicate<String> refused, String reason) {
    List<String> kept = new ArrayList<>();
    List<DroppedFlag> all = new ArrayList<>(dropped);
    for (String flag : accepted) {
      if (refused.test(flag)) {
        all.add(new DroppedFlag(flag, reason, false));
      } else {
        kept.add(flag);
      }
    }
    return new CompileFlags(kept, all, optimisationFlag, isCplusplus, targetOrigin);
  }
}
