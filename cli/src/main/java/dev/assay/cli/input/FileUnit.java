package dev.assay.cli.input;

import dev.assay.build.FileBuild;
import dev.assay.ir.Unit;
import dev.assay.source.FileKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A unit of an input.
 *
 * @param file the input's label
 * @param unit the unit
 * @param build the build of its file
 * @param notes what a reader of its figures has to know about how the file was read
 * @param place where it is among all units
 */
public record FileUnit(String file, Unit unit, FileBuild build, List<String> notes, Place place) {
  /**
   * Where a unit is among all units, to tell how far the work is.
   *
   * @param file the file's index
   * @param files how many files there are
   * @param index the unit's index in its file
   * @param count how many units the file has
   */
  public record Place(int file, int files, int index, int count) {}

  /** What the unit is called: a function's symbol, or the program's file as the user named it. */
  public String name() {
    return unit.kind() == Unit.Kind.PROGRAM ? file : unit.name();
  }

  /** What people are shown: as {@link #name}, but the name that C++ source has in place of a mangled symbol. */
  public String displayName() {
    return unit.kind() == Unit.Kind.PROGRAM ? file : unit.displayName();
  }

  /** What the unit is called in its file's build. */
  public String symbol() {
    return unit.kind() == Unit.Kind.PROGRAM ? FileBuild.WHOLE_FILE : unit.name();
  }

  /** The line of the function, 0 where unknown. */
  public int line() {
    return unit.range().map(range -> range.firstLine()).orElse(0);
  }

  /** The source that the line counts in, where that is not the input itself: bitcode has no lines of its own. */
  public Optional<String> otherSource() {
    return FileKind.ofName(Path.of(file)) == FileKind.BITCODE && line() > 0 && !unit.file().isEmpty()
        ? Optional.of(unit.file()) : Optional.empty();
  }

  /** {@code FILE:LINE}, or the file alone. */
  public String where() {
    String source = otherSource().orElse(file);
    return line() > 0 ? source + ":" + line() : source;
  }
}
