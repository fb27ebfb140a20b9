package dev.assay.lsp;

import dev.assay.advice.BuildFigures;
import dev.assay.advice.CodeSize;
import dev.assay.advice.LevelFigures;
import dev.assay.build.BuildTarget;
import dev.assay.build.InFile;
import dev.assay.build.Level;
import dev.assay.clang.TargetOrigin;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Figures of builds that nobody made. */
public final class TestFigures {
  /** Pipelines that no level has. */
  public static final String PASSES = "function(sroa),function(early-cse)";

  private TestFigures() {}

  /** A level with as many bytes in the file as alone. */
  public static LevelFigures level(Level level, long bytes, int instructions) {
    return level(level, bytes, instructions, new InFile.Bytes(bytes, List.of(), List.of()));
  }

  /** A level with bytes of its own and what became of it in the file. */
  public static LevelFigures level(Level level, long bytes, int instructions, InFile inFile) {
    return new LevelFigures(Optional.of(level), new CodeSize.Bytes(bytes), OptionalInt.of(instructions), inFile);
  }

  /** A level without code. */
  public static LevelFigures withoutCode(Level level, String reason) {
    return new LevelFigures(Optional.of(level), new CodeSize.None(reason), OptionalInt.empty(),
        new InFile.Unknown(reason));
  }

  /** A pipeline that is smallest. */
  public static BuildFigures.Best pipeline(long bytes, int instructions) {
    return new BuildFigures.Best(OptionalLong.of(bytes), instructions, PASSES, "probe 37", false);
  }

  /** A level that is smallest. */
  public static BuildFigures.Best smallest(Level level, long bytes, int instructions) {
    return new BuildFigures.Best(OptionalLong.of(bytes), instructions, "", level.flag(), true);
  }

  /** A build for Linux at -O2, as the project says; complete, after 16 pipelines. */
  public static BuildFigures atO2(BuildFigures.Best best, LevelFigures... levels) {
    return new BuildFigures(new BuildTarget("x86_64-unknown-linux-gnu", TargetOrigin.THIS_MACHINE, Optional.empty()),
        Optional.of(Level.O2), List.of(levels), Optional.of(best), 16, 0, true);
  }
}
