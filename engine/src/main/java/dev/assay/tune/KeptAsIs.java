package dev.assay.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which commands are left as the compiler makes them: what is instrumented, profiled or optimised again when it is
 * linked, and what is not compiled to an object by LLVM alone.
 */
public final class KeptAsIs {
  private static final List<Rule> RULES = List.of(
      new Rule("it is instrumented (%s)",
          "-fsanitize.*|-fcoverage.*|-ftest-coverage|-?-coverage|-finstrument.*|-fxray.*|-fmemory-profile.*"
              + "|-fpseudo-probe.*|-pg|-p|-fprofile-(generate|instr-generate|arcs|update|filter|exclude)(=.*)?"
              + "|-fcs-profile-generate.*|-ftemporal-profile.*|-fcodegen-data.*"),
      new Rule("a profile says what is hot (%s)", "-f(cs-)?profile.*|-fauto-profile.*|-fbranch-probabilities"),
      new Rule("it is optimised when it is linked (%s)",
          "-flto.*|-fthinlto.*|-fwhole-program.*|-fsplit-lto-unit"
              + "|-funified-lto|-fvirtual-function-elimination|-ffat-lto-objects|-fembed-bitcode.*"),
      new Rule("it is not compiled to an object (%s)", "-S|-E|-M|-MM|-emit-.*|-fsyntax-only|--analyze|--precompile"),
      new Rule("it loads or replaces parts of the compiler (%s)",
          "-fplugin.*|-fpass-plugin.*|-cc1|-cc1as"
              + "|-no-integrated-as|-fno-integrated-as|-fno-integrated-cc1|-load|-specs.*|--specs.*|-wrapper"),
      new Rule("other files are written beside the object (%s)",
          "-?-save-temps.*|-gsplit-dwarf.*|-fdump.*"
              + "|-ftime-trace.*|-fsave-optimization-record.*|-foptimization-record.*|-fstack-usage|-dumpdir|-MJ.*"),
      new Rule("it is compiled for several machines at once (%s)", "-arch|-fopenmp-targets.*|--offload.*"),
      new Rule("it needs modules or precompiled headers (%s)",
          "-fmodules.*|-fmodule-.*|-fcxx-modules|-include-pch" + "|-fprebuilt.*"));
  private static final Pattern UNDONE = Pattern.compile("-fno-(sanitize|coverage|profile|lto|xray).*");

  private record Rule(String sentence, Pattern flags) {
    Rule(String sentence, String flags) {
      this(sentence, Pattern.compile(flags));
    }
  }

  private KeptAsIs() {}

  /**
   * Why a command's object is to stay as the compiler makes it.
   *
   * @param flags the command's
   * @return a sentence without its end; empty where it may be tuned
   */
  public static Optional<String> reason(List<String> flags) {
    List<String> left = new ArrayList<>(flags);
    for (String flag : flags) {
      if (UNDONE.matcher(flag).matches()) {
        String base = "-f" + flag.substring("-fno-".length());
        left.subList(0, left.indexOf(flag)).removeIf(earlier -> earlier.equals(base) || earlier.startsWith(base + "="));
      }
    }
    for (Rule rule : RULES) {
      for (String flag : left) {
        if (rule.flags.matcher(flag).matches()) {
          return Optional.of(rule.sentence.formatted(flag));
        }
      }
    }
    return Optional.empty();
  }
}
