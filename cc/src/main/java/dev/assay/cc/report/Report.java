package dev.assay.cc.report;

import dev.assay.cc.store.Journal;
import dev.assay.cc.store.Journal.FunctionBytes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the objects of a folder. Immutable.
 *
 * @param folder what objects' and sources' names are relative to
 * @param lines one for each object, the largest gain first
 */
public record Report(Path folder, List<Journal.Line> lines) {
  /**
   * A report of a folder.
   *
   * @param folder absolute; objects elsewhere are left out
   */
  public static Report of(Path folder, Collection<Journal.Line> all) {
    List<Journal.Line> lines =
        new ArrayList<>(all.stream().filter(line -> Path.of(line.object()).startsWith(folder)).toList());
    lines.sort(Comparator.<Journal.Line>comparingLong(line -> line.code() - line.ownCode())
        .thenComparing(Journal.Line::object));
    return new Report(folder, List.copyOf(lines));
  }

  /** Bytes of code as the compiler made them. */
  public long ownCode() {
    return lines.stream().mapToLong(Journal.Line::ownCode).sum();
  }

  /** Bytes of code as they are. */
  public long code() {
    return lines.stream().mapToLong(Journal.Line::code).sum();
  }

  /** Bytes that are loaded, as the compiler made them. */
  public long ownLoaded() {
    return lines.stream().mapToLong(Journal.Line::ownLoaded).sum();
  }

  /** Bytes that are loaded, as they are. */
  public long loaded() {
    return lines.stream().mapToLong(Journal.Line::loaded).sum();
  }

  /** How many objects were replaced. */
  public long replaced() {
    return lines.stream().filter(Report::isReplaced).count();
  }

  /** Why objects stayed, and how many for each reason. */
  public Map<String, Long> reasons() {
    Map<String, Long> reasons = new TreeMap<>();
    lines.stream().filter(line -> !isReplaced(line)).forEach(line -> reasons.merge(line.reason(), 1L, Long::sum));
    return reasons;
  }

  static boolean isReplaced(Journal.Line line) {
    return !line.how().isEmpty();
  }

  /** An object's or source's name, relative to the folder. */
  String name(String path) {
    Path absolute = Path.of(path);
    return absolute.startsWith(folder) ? folder.relativize(absolute).toString() : path;
  }

  /** A file's functions, the largest gain first. */
  static List<FunctionBytes> functions(Journal.Line line) {
    return line.functions().stream()
        .sorted(Comparator.<FunctionBytes>comparingLong(Report::gain).reversed().thenComparing(FunctionBytes::name))
        .toList();
  }

  /** How many bytes less a function has; one that is not there has none. */
  static long gain(FunctionBytes function) {
    return Math.max(0, function.own()) - Math.max(0, function.now());
  }
}
