package dev.assay.train.corpus;

import dev.assay.feature.FeatureVector;
import dev.assay.feature.Observation;
import dev.assay.feature.OpcodeCounts;
import dev.assay.ir.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.io.api.Binary;

/**
 * A row of the corpus: a unit and where it comes from.
 *
 * @param hash SHA-256 of the IR without names
 * @param project the project, for example {@code zlib}
 * @param version its version
 * @param domain what kind of project it is, for example {@code compression}
 * @param split what it is used for, a {@link Split}
 * @param flavour a {@link Flavour}
 * @param kind {@code function} or {@code program}
 * @param file the source file, relative to the project
 * @param name the function's symbol, or the file's name
 * @param identity the same for a function, or a module, in all flavours and releases; see {@link Identity}
 * @param release the project's release, for example {@code 1.2.13}; empty where there are no releases
 * @param language {@code c}, {@code c++}, {@code f2c} (Fortran translated to C) or {@code ir}
 * @param compiler the clang that made it, for example {@code LLVM 20} or {@code clang 14}
 * @param target the triple that it was made for; empty for the machine that the corpus was made on
 * @param instructions IR instructions
 * @param features the 56 Autophase counts
 * @param opcodes how often each opcode occurs, by its number
 * @param bitcode the unit
 */
public record CorpusUnit(String hash, String project, String version, String domain, String split, String flavour,
    String kind, String file, String name, String identity, String release, String language, String compiler,
    String target, int instructions, List<Integer> features, List<Integer> opcodes, Binary bitcode) {

  static CorpusUnit of(Project project, Variant variant, UnitCollector.Source source, Unit unit) {
    String file = source.name();
    boolean isProgram = unit.kind() == Unit.Kind.PROGRAM;
    return new CorpusUnit(unit.hash(), project.name(), project.version(), project.domain(),
        variant.split(project.split()).name(), variant.flavour().name(), isProgram ? "program" : "function", file,
        isProgram ? file : unit.name(),
        isProgram ? Identity.ofFile(project, file) : Identity.ofFunction(project, file, unit.name()), project.release(),
        source.language(), variant.clang().name(), variant.target().triple(), unit.instructionCount(),
        list(unit.observation().features().toArray()), list(unit.observation().opcodes().toArray()),
        Binary.fromConstantByteArray(unit.bitcode()));
  }

  private static List<Integer> list(int[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  /** Whether the clang that Assay ships made it, for the machine that the corpus was made on. */
  public boolean isUsualBuild() {
    return compiler.equals(Clang.SHIPPED) && target.isEmpty();
  }

  /** The unit, to be probed. */
  public Unit unit() {
    FeatureVector vector = FeatureVector.of(features.stream().mapToInt(Integer::intValue).toArray());
    OpcodeCounts counts = OpcodeCounts.ofNumbers(opcodes.stream().mapToInt(Integer::intValue).toArray());
    return new Unit(kind.equals("program") ? Unit.Kind.PROGRAM : Unit.Kind.FUNCTION, name, file, Optional.empty(), hash,
        false, "", new Observation(vector, counts), bitcode.getBytes());
  }
}
