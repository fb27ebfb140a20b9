package dev.assay.execute;

import dev.assay.execute.Signature.CType;
import dev.assay.object.ElfFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The program that runs functions, in C: what is generated for one file, to stand in the midst of {@code execute.c}.
 *
 * <p>Functions from elsewhere get stand-ins that note their arguments and answer with generated values; those that
 * cannot be modelled end the run.
 */
final class DriverSource {
  /** What execute.c has. */
  private static final Set<String> LIBRARY = Set.of("memcpy", "memmove", "memset", "memcmp", "bcmp", "memchr", "strlen",
      "strnlen", "strncmp", "strcmp", "strchr", "strrchr", "strcpy", "stpcpy", "strncpy", "strcat", "abs", "malloc",
      "calloc", "realloc", "free", "putchar", "fputc", "putc", "fputs", "puts", "fwrite", "__stack_chk_fail");
  /** Compilers know what they compute, and may compute it themselves. */
  private static final Pattern MATHEMATICS = Pattern.compile(
      "(sqrt|cbrt|pow|exp2?|exp10|log|log2|log10|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|floor|ceil|round|trunc"
          + "|rint|nearbyint|fabs|fmod|fmin|fmax|hypot|ldexp|copysign)f?");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.$]+");
  private static final long MOST_SHARED_BYTES = 1 << 20;

  private final Map<String, Signature> signatures;
  private final StringBuilder text = new StringBuilder();
  private final List<String> functions = new ArrayList<>();
  private final Map<String, String> notCalled = new TreeMap<>();

  /**
   * The program for two objects of one source.
   *
   * @param signatures of its IR
   */
  DriverSource(Map<String, Signature> signatures, ElfFile before, ElfFile after) {
    this.signatures = signatures;
    Set<String> undefined = new TreeSet<>(undefined(before));
    undefined.addAll(undefined(after));
    undefined.stream()
        .filter(
            name -> !LIBRARY.contains(name) && PLAIN.matcher(name).matches() && !name.equals("_GLOBAL_OFFSET_TABLE_"))
        .forEach(this::standIn);
    Map<String, ElfFile.Symbol> there = visible(after);
    visible(before).forEach((name, symbol) -> {
      if (symbol.isFunction()) {
        function(name, there.containsKey(name));
      }
    });
    text.append("static void (*const calls[])(void) = {");
    for (int i = 0; i < functions.size(); i++) {
      text.append("assay_call").append(i).append(", ");
    }
    text.append("0};\nstatic const word call_count = ").append(functions.size()).append(";\n");
    shared(visible(before), there);
  }

  /** The functions that are called, by their numbers. */
  List<String> functions() {
    return functions;
  }

  /** The functions that are not, and why. */
  Map<String, String> notCalled() {
    return notCalled;
  }

  /** The C. */
  String text() {
    return text.toString();
  }

  private static Set<String> undefined(ElfFile file) {
    Set<String> names = new TreeSet<>();
    file.symbols().stream().filter(symbol -> !symbol.isDefined() && !symbol.isLocal() && !symbol.name().isEmpty())
        .forEach(symbol -> names.add(symbol.name()));
    return names;
  }

  private static Map<String, ElfFile.Symbol> visible(ElfFile file) {
    Map<String, ElfFile.Symbol> visible = new TreeMap<>();
    file.symbols().stream().filter(symbol -> symbol.isDefined() && !symbol.isLocal())
        .forEach(symbol -> visible.put(symbol.name(), symbol));
    return visible;
  }

  private void function(String name, boolean isThere) {
    Signature signature = signatures.get(name);
    if (!isThere) {
      notCalled.put(name, "the other object has no such function");
    } else if (signature == null || signature.parameters().isEmpty()) {
      notCalled.put(name, "its arguments or its result are not modelled");
    } else {
      int number = functions.size();
      List<CType> types = signature.parameters().get();
      List<String> arguments = new ArrayList<>();
      StringBuilder values = new StringBuilder();
      for (int i = 0; i < types.size(); i++) { // in order, which arguments of a call are not
        values.append(' ').append(types.get(i).c()).append(" a").append(i).append(" = (").append(types.get(i).c())
            .append(") ").append(generated(types.get(i))).append(';');
        arguments.add("a" + i);
      }
      String called = "assay_function" + number + "(" + String.join(", ", arguments) + ")";
      boolean isVoid = signature.result() == CType.VOID;
      text.append("extern ").append(prototype("assay_function" + number, signature)).append(" __asm__(\"").append(name)
          .append("\");\nstatic void assay_call").append(number).append("(void) {").append(values)
          .append(isVoid ? " " + called + ";" : " " + noted(signature.result(), called)).append(" }\n");
      functions.add(name);
    }
  }

  private static String prototype(String name, Signature signature) {
    List<String> parameters = new ArrayList<>();
    List<CType> types = signature.parameters().orElseThrow();
    for (int i = 0; i < types.size(); i++) {
      parameters.add(types.get(i).c() + " a" + i);
    }
    return signature.result().c() + " " + name + "(" + (parameters.isEmpty() ? "void" : String.join(", ", parameters))
        + ")";
  }

  private static String generated(CType type) {
    return type == CType.POINTER ? "any_pointer()" : type.isFloating() ? "any_double()" : "any_int()";
  }

  private static String noted(CType type, String value) {
    return type == CType.POINTER ? "mix_pointer(" + value + ");"
        : type.isFloating() ? "mix_double(" + value + ");" : "mix((word)(long)" + value + ");";
  }

  private void standIn(String name) {
    Signature signature = signatures.get(name);
    String label = " __asm__(\"" + name + "\")";
    String stand = "assay_other_" + name.replaceAll("[^A-Za-z0-9_]", "_") + "_" + text.length();
    if (signature == null) {
      // Data of another file, or what only a compiler calls: code that jumps into zeros faults, which ends the run.
      text.append("byte ").append(stand).append("[ROOM]").append(label).append(";\n");
    } else if (signature.parameters().isEmpty()) {
      text.append("void ").append(stand).append("(void)").append(label).append(";\nvoid ").append(stand)
          .append("(void) { not_modelled(); }\n");
    } else {
      text.append(prototype(stand, signature)).append(label).append(";\n").append(prototype(stand, signature))
          .append(" {").append(body(name, signature)).append(" }\n");
    }
  }

  private String body(String name, Signature signature) {
    List<CType> types = signature.parameters().orElseThrow();
    StringBuilder body = new StringBuilder();
    boolean isPure = signature.isPure() || MATHEMATICS.matcher(name).matches();
    if (isPure) {
      if (types.contains(CType.POINTER)) {
        return " not_modelled();";
      }
      if (signature.result() == CType.POINTER) {
        return " return ROOMS_AT + ROOM * (ROOMS - 1);"; // the place of errno, for example
      }
      body.append(" word h = ").append(name.hashCode() & 0xffff).append(';');
      for (int i = 0; i < types.size(); i++) {
        body.append(types.get(i).isFloating()
            ? " { union { double x; word bits; } both = {a" + i + "}; h = scramble(h ^ both.bits); }"
            : " h = scramble(h ^ (word)(long)a" + i + ");");
      }
      return body.append(signature.result() == CType.VOID ? "" : " return (" + signature.result().c() + ")(h & 15);")
          .toString();
    }
    body.append(" enter(").append(name.hashCode() & 0xffff).append(");");
    for (int i = 0; i < types.size(); i++) {
      body.append(' ').append(noted(types.get(i), "a" + i));
    }
    if (signature.isNoReturn()) {
      return body.append(" finish();").toString();
    }
    return body.append(switch (signature.result()) {
      case VOID -> "";
      case POINTER -> " return answer_pointer();";
      case FLOAT, DOUBLE -> " return any_double();";
      default -> " return (" + signature.result().c() + ") small();";
    }).toString();
  }

  /** Variables that both objects have. */
  private void shared(Map<String, ElfFile.Symbol> before, Map<String, ElfFile.Symbol> after) {
    List<String> rows = new ArrayList<>();
    long bytes = 0;
    for (ElfFile.Symbol symbol : before.values()) {
      ElfFile.Symbol other = after.get(symbol.name());
      boolean isVariable = symbol.isObject() && symbol.size() > 0 && PLAIN.matcher(symbol.name()).matches();
      if (isVariable && other != null && other.size() == symbol.size() && bytes + symbol.size() <= MOST_SHARED_BYTES) {
        bytes += symbol.size();
        text.append("extern byte assay_variable").append(rows.size()).append("[] __asm__(\"").append(symbol.name())
            .append("\");\n");
        rows.add("{assay_variable" + rows.size() + ", " + symbol.size() + "}");
      }
    }
    rows.add("{0, 0}");
    text.append("static const struct shared shared[] = {").append(String.join(", ", rows))
        .append("};\nstatic const word shared_count = ").append(rows.size() - 1).append(";\n");
  }
}
