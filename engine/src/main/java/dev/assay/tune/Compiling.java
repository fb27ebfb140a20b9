package dev.assay.tune;

import dev.assay.clang.CCompiler;
import dev.assay.clang.ClangTask;
import dev.assay.clang.CompileFlags;
import dev.assay.clang.CompiledC;
import dev.assay.clang.UserCompilation;
import dev.assay.clang.UserCompiler;
import dev.assay.concurrent.Cancellation;
import dev.assay.source.CompileCommand;
import dev.assay.source.FileKind;
import dev.assay.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles one file, in the steps that tuning needs. */
sealed interface Compiling {
  /** The flags for and against keeping a register for the frame; the last one counts. */
  String FRAME_POINTERS = "-fno-omit-frame-pointer";
  String NO_FRAME_POINTERS = "-fomit-frame-pointer";

  /** The level of the file's own command, as clang's flag. */
  String ownLevel();

  /** Why nothing is to be tried; a sentence without its end. */
  Optional<String> keptAsIs();

  /** What of the flags says which target is meant. */
  List<String> targetFlags();

  /** Prints the target's triple. */
  CompiledC triple(Cancellation cancellation);

  /** The object, by the file's own command. */
  CompiledC own(Cancellation cancellation);

  /** The IR that the optimiser is given, with more flags. */
  CompiledC frontEnd(List<String> flags, Cancellation cancellation);

  /** The object of that IR, with more flags. */
  CompiledC object(byte[] bitcode, List<String> flags, Cancellation cancellation);

  /**
   * Clang stops after its front end. Frame pointers that the file's own command asks for stay: something may walk them.
   *
   * @param own the command's flags
   * @param more those that are added
   */
  private static List<String> onlyFrontEnd(List<String> own, List<String> more) {
    List<String> all = new ArrayList<>(more);
    if (own.lastIndexOf(FRAME_POINTERS) > own.lastIndexOf(NO_FRAME_POINTERS)) {
      all.removeIf(NO_FRAME_POINTERS::equals);
    }
    all.addAll(List.of("-Xclang", "-disable-llvm-passes", "-emit-llvm"));
    return all;
  }

  private static boolean isAboutTarget(String flag) {
    return flag.startsWith("-m") || flag.startsWith("--target") || flag.startsWith("-target");
  }

  /** A file of a workspace. */
  record OfWorkspace(SourceFile source, CompileFlags flags, CCompiler compiler) implements Compiling {
    @Override
    public String ownLevel() {
      return flags.optimisationFlag();
    }

    @Override
    public Optional<String> keptAsIs() {
      if (FileKind.of(source.path(), source.content()).isIr()) {
        return Optional.of("it is IR, whose own attributes say how it is optimised");
      }
      return source.command().map(CompileCommand::arguments).flatMap(KeptAsIs::reason);
    }

    @Override
    public List<String> targetFlags() {
      return flags.accepted().stream().filter(Compiling::isAboutTarget).toList();
    }

    @Override
    public CompiledC triple(Cancellation cancellation) {
      return compiler.run(source, new ClangTask(List.of("-print-effective-triple"), false, true), cancellation);
    }

    @Override
    public CompiledC own(Cancellation cancellation) {
      return compiler.run(source, new ClangTask(List.of(ownLevel()), true, true), cancellation);
    }

    @Override
    public CompiledC frontEnd(List<String> more, Cancellation cancellation) {
      return compiler.run(source, new ClangTask(onlyFrontEnd(flags.accepted(), more), true, true), cancellation);
    }

    @Override
    public CompiledC object(byte[] bitcode, List<String> more, Cancellation cancellation) {
      return compiler.run(new SourceFile(source.path(), bitcode, source.command()), new ClangTask(more, true, true),
          cancellation);
    }
  }

  /** What the user himself compiles. */
  record OfUser(UserCompilation compilation, UserCompiler compiler) implements Compiling {
    @Override
    public String ownLevel() {
      return compilation.optimisationFlag();
    }

    @Override
    public Optional<String> keptAsIs() {
      return KeptAsIs.reason(compilation.flags())
          .or(() -> ownLevel().equals("-O0") ? Optional.of("no optimisation is asked for (-O0)") : Optional.empty());
    }

    @Override
    public List<String> targetFlags() {
      return compilation.flags().stream().filter(Compiling::isAboutTarget).toList();
    }

    @Override
    public CompiledC triple(Cancellation cancellation) {
      return compiler.source(compilation, List.of("-print-effective-triple"), cancellation);
    }

    @Override
    public CompiledC own(Cancellation cancellation) {
      return compiler.object(compilation, cancellation);
    }

    @Override
    public CompiledC frontEnd(List<String> more, Cancellation cancellation) {
      return compiler.source(compilation, onlyFrontEnd(compilation.flags(), more), cancellation);
    }

    @Override
    public CompiledC object(byte[] bitcode, List<String> more, Cancellation cancellation) {
      return compiler.bitcode(compilation, bitcode, more, cancellation);
    }
  }
}
