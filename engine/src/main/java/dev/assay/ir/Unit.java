package dev.assay.ir;

import dev.assay.feature.Observation;
import dev.assay.source.CplusplusName;
import dev.assay.source.SourceRange;
import java.util.List;
import java.util.Optional;

/**
 * What is probed and embedded: one function's definition alone, or a whole module.
 *
 * <p>Immutable; the bitcode is shared, not copied, and must not be changed.
 */
public final class Unit {
  private final Kind kind;
  private final String name;
  private final String readableName;
  private final Optional<String> sourceName;
  private final String file;
  private final Optional<SourceRange> range;
  private final String hash;
  private final boolean optnoneRemoved;
  private final String triple;
  private final Observation observation;
  private final byte[] bitcode;
  private final List<String> aliases;
  private final List<String> resolved;

  /** Function or program. */
  public enum Kind {
    /** One function. */
    FUNCTION,
    /** A whole module. */
    PROGRAM
  }

  /**
   * A unit that is shown by its name.
   *
   * @param file the source file that debug information names; empty where there is none
   * @param range where the function is in its file, where known
   * @param hash SHA-256 of the IR without names
   * @param optnoneRemoved whether it was marked {@code optnone} and is looked at without
   * @param triple the target that the IR names; empty where it names none
   */
  public Unit(Kind kind, String name, String file, Optional<SourceRange> range, String hash, boolean optnoneRemoved,
      String triple, Observation observation, byte[] bitcode) {
    this(kind, name, name, Optional.empty(), file, range, hash, optnoneRemoved, triple, observation, bitcode, List.of(),
        List.of());
  }

  private Unit(Kind kind, String name, String readableName, Optional<String> sourceName, String file,
      Optional<SourceRange> range, String hash, boolean optnoneRemoved, String triple, Observation observation,
      byte[] bitcode, List<String> aliases, List<String> resolved) {
    this.kind = kind;
    this.name = name;
    this.readableName = readableName;
    this.sourceName = sourceName;
    this.file = file;
    this.range = range;
    this.hash = hash;
    this.optnoneRemoved = optnoneRemoved;
    this.triple = triple;
    this.observation = observation;
    this.bitcode = bitcode;
    this.aliases = List.copyOf(aliases);
    this.resolved = List.copyOf(resolved);
  }

  /** Function or program. */
  public Kind kind() {
    return kind;
  }

  /** The function's symbol, or the program's file name. */
  public String name() {
    return name;
  }

  /**
   * What people are shown: the name that C++ source has for the function, with the types of its parameters, and the
   * symbol itself where that is not mangled; where the source gives it another symbol, the source's name.
   */
  public String displayName() {
    return sourceName.orElse(readableName);
  }

  /** Whether the symbol says what the function is called only when it is demangled, as in C++. */
  public boolean isMangled() {
    return !readableName.equals(name);
  }

  /** Whether the source gives the function a symbol that does not say what it is called, as a label does. */
  public boolean isRenamed() {
    return sourceName.isPresent();
  }

  /** The source file by debug information; empty where unknown. */
  public String file() {
    return file;
  }

  /** Where the function is in its file, where known. */
  public Optional<SourceRange> range() {
    return range;
  }

  /** SHA-256 of the unit's IR without names, in hexadecimal: equal for equal code. */
  public String hash() {
    return hash;
  }

  /** Whether the function was marked {@code optnone}, as plain -O0 does, which was taken away. */
  public boolean optnoneRemoved() {
    return optnoneRemoved;
  }

  /** The target that the IR names; empty where it names none. */
  public String triple() {
    return triple;
  }

  /** What is counted in the unit as it is. */
  public Observation observation() {
    return observation;
  }

  /** IR instructions in the unit as it is. */
  public int instructionCount() {
    return observation.instructionCount();
  }

  /** The unit as bitcode; not to be changed. */
  public byte[] bitcode() {
    return bitcode;
  }

  /** Other symbols of the function, which its source gives it by {@code alias}. */
  public List<String> aliases() {
    return aliases;
  }

  /** Indirect functions ({@code ifunc}) for which this one chooses, when the program is loaded. */
  public List<String> resolved() {
    return resolved;
  }

  /** Whether it is meant by a name: a symbol of it, or what C++ source calls it, with or without parameters. */
  public boolean isCalled(String wanted) {
    return CplusplusName.isMeant(wanted, name, displayName()) || aliases.contains(wanted) || resolved.contains(wanted);
  }

  /** The symbol without LLVM's mark that nothing is put before it in object files. */
  public String givenSymbol() {
    return CplusplusName.isMarked(name) ? name.substring(1) : name;
  }

  /** This unit, shown by what its symbol says. */
  public Unit shownAs(String readable) {
    return new Unit(kind, name, readable, sourceName, file, range, hash, optnoneRemoved, triple, observation, bitcode,
        aliases, resolved);
  }

  /** This unit, whose source calls it otherwise than its symbol says. */
  public Unit calledInSource(String other) {
    return new Unit(kind, name, readableName, Optional.of(other), file, range, hash, optnoneRemoved, triple,
        observation, bitcode, aliases, resolved);
  }

  /** This unit, with symbols that lead to it besides its own. */
  Unit alsoCalled(List<String> otherAliases, List<String> otherResolved) {
    return new Unit(kind, name, readableName, sourceName, file, range, hash, optnoneRemoved, triple, observation,
        bitcode, otherAliases, otherResolved);
  }

  /** This unit, placed at other lines. */
  public Unit at(Optional<SourceRange> place) {
    return new Unit(kind, name, readableName, sourceName, file, place, hash, optnoneRemoved, triple, observation,
        bitcode, aliases, resolved);
  }

  @Override
  public String toString() {
    return kind + " " + name + " (" + instructionCount() + " instructions, " + hash.substring(0, 12) + ")";
  }
}
