package dev.assay.cli.engine;

import dev.assay.build.CompilerPermission;
import dev.assay.build.OwnCompiler;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option of all commands that compile: whether a project's own compiler may be run. */
public final class CompilerOptions {
  /** The option's name; without a pattern it stands for every compiler. */
  private static final String NAME = "--allow-compiler";
  private static final String EVERY = "*";

  @Option(names = NAME, paramLabel = "GLOB",
      description = "Let Assay run the compilers that the project's compile commands name, to learn where their "
          + "headers are and how large their code is: those whose absolute path fits, or without =GLOB every one. "
          + "Only for projects that you trust. May be given several times.")
  private List<String> allowed = new ArrayList<>();

  /** Picocli would take the next argument, which may be a file, for the pattern; so none is made explicit. */
  public static String[] withPattern(String[] args) {
    String[] explicit = args.clone();
    for (int i = 0; i < args.length && !args[i].equals("--"); i++) {
      explicit[i] = args[i].equals(NAME) ? NAME + "=" + EVERY : args[i];
    }
    return explicit;
  }

  /** The project's own compiler, as far as it may be run. */
  public OwnCompiler compiler() {
    return new OwnCompiler(CompilerPermission.of(allowed));
  }
}
