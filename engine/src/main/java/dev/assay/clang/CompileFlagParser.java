package dev.assay.clang;

import dev.assay.source.CompileCommand;
import dev.assay.source.CompilerWords;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sorts one command's arguments; used once. */
final class CompileFlagParser {
  /** Flags whose value is a path; a longer name comes before those that it begins with. */
  private static final List<String> PATH_FLAGS = List.of("-isystem", "-iquote", "-idirafter", "-include", "-I");
  private static final List<String> SYSROOT_FLAGS = List.of("--sysroot", "-isysroot");
  private static final Pattern BELOW_SYSROOT = Pattern.compile("(=|\\$SYSROOT)/?(?<path>.*)");
  private static final List<String> MACRO_FLAGS = List.of("-D", "-U");
  /** They change what a program means, and no more. */
  private static final Set<String> PLAIN_FLAGS = Set.of("-ansi", "-trigraphs", "-nostdinc", "-nostdinc++",
      "-nobuiltininc", "-nostdlibinc", "-undef", "-pthread", "-stdlib=libc++", "-stdlib=libstdc++");

  /** What may follow {@code -f} or {@code -fno-}, without a value. */
  private static final Set<String> MEANINGS = Set.of(("pic PIC pie PIE common short-enums short-wchar signed-char "
      + "unsigned-char signed-bitfields unsigned-bitfields wrapv wrapv-pointer trapv strict-aliasing strict-overflow "
      + "strict-enums builtin freestanding hosted exceptions asynchronous-unwind-tables unwind-tables "
      + "omit-frame-pointer optimize-sibling-calls stack-protector stack-protector-all stack-protector-strong "
      + "stack-clash-protection stack-check zero-initialized-in-bss delete-null-pointer-checks fast-math math-errno "
      + "finite-math-only associative-math reciprocal-math unsafe-math-optimizations signed-zeros trapping-math "
      + "rounding-math honor-nans honor-infinities approx-func cx-limited-range cx-fortran-rules "
      + "protect-parens inline inline-functions gnu89-inline gnu-inline-asm asm gnu-keywords ms-extensions "
      + "ms-compatibility blocks data-sections function-sections unique-section-names unique-internal-linkage-names "
      + "jump-tables merge-all-constants plt semantic-interposition emulated-tls keep-static-consts "
      + "keep-persistent-storage-variables vectorize tree-vectorize slp-vectorize tree-slp-vectorize unroll-loops "
      + "reroll-loops pack-struct lax-vector-conversions dollars-in-identifiers declspec native-half-type openmp "
      + "openmp-simd split-stack use-init-array finite-loops escaping-block-tail-calls char8_t force-enable-int128 "
      + "single-precision-constant ident sized-deallocation strict-return strict-float-cast-overflow "
      + "strict-vtable-pointers visibility-inlines-hidden addrsig apple-pragma-pack xl-pragma-pack zvector "
      + "fixed-point convergent-functions direct-access-external-data aligned-allocation digraphs borland-extensions "
      + "pascal-strings writable-strings experimental-new-constant-interpreter cf-protection raw-string-literals "
      + "defer-pop rtti rtti-data cxx-exceptions threadsafe-statics access-control elide-constructors operator-names "
      + "implicit-templates implicit-inline-templates nonansi-builtins coroutines aligned-new concepts permissive "
      + "weak check-new assume-sane-operator-new assumptions assume-unique-vtables assume-nothrow-exception-dtor "
      + "aapcs-bitfield-width aapcs-bitfield-load aarch64-jump-table-hardening async-exceptions auto-import "
      + "constant-cfstrings coro-aligned-allocation define-target-os-macros delayed-template-parsing dwarf-exceptions "
      + "seh-exceptions sjlj-exceptions wasm-exceptions ignore-exceptions emit-all-decls enable-matrix "
      + "experimental-library experimental-strict-floating-point extend-variable-liveness "
      + "fine-grained-bitfield-accesses force-emit-vtables global-isel heinous-gnu-extensions inline-hint-functions "
      + "init-global-zero knr-functions ms-volatile ms-hotpatch ms-tls-guards new-infallible pcc-struct-return "
      + "reg-struct-return ropi rwpi register-global-dtors-with-atexit relaxed-template-template-args "
      + "separate-named-sections skip-odr-check-in-gmf split-machine-functions stack-size-section trigraphs "
      + "unique-basic-block-section-names use-cxa-atexit visibility-inlines-hidden-static-local-var "
      + "visibility-ms-compat visibility-from-dllstorageclass visibility-global-new-delete-hidden").split(" "));

  /** What may follow {@code -f} with a value, less {@code no-}. */
  private static final Set<String> VALUED_MEANINGS = Set.of(("visibility ffp-model fp-model fp-contract ffp-contract "
      + "fp-eval-method fp-exception-behavior exec-charset wide-exec-charset input-charset cf-protection "
      + "strict-flex-arrays trivial-auto-var-init trivial-auto-var-init-stop-after max-type-align align-functions "
      + "align-loops align-labels align-jumps veclib lax-vector-conversions pack-struct ms-compatibility-version "
      + "msc-version openmp openmp-version excess-precision clang-abi-compat tls-model denormal-fp-math "
      + "complex-arithmetic zero-call-used-regs max-tokens bracket-depth "
      + "template-depth template-backtrace-limit constexpr-depth constexpr-steps swift-abi "
      + "stack-limit vec-lib visibility-global-new-delete patchable-function-entry basic-block-sections "
      + "inline-max-stacksize extend-arguments extend-variable-liveness new-alignment trap-function trapv-handler "
      + "altivec-src-compat binutils-version emit-dwarf-unwind fuchsia-api-level gnuc-version operator-arrow-depth "
      + "randomize-layout-seed swift-async-fp trivial-auto-var-init-max-size visibility-dllexport "
      + "visibility-externs-dllimport visibility-externs-nodllstorageclass visibility-nodllstorageclass").split(" "));

  /** Registers that the compiler keeps its hands off, and what pointer authentication signs. */
  private static final Pattern REGISTER_OR_SIGNED =
      Pattern.compile("(fixed|call-saved|call-used)-[a-z]+[0-9]*|ptrauth-[a-z-]+");

  private static final Pattern LETTERS = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_.,:+-]+");
  private static final Pattern MACHINE_FLAG = Pattern.compile("-m[A-Za-z0-9][A-Za-z0-9_.+-]*(=[A-Za-z0-9_.,:+-]+)?");
  private static final Pattern TARGET = Pattern.compile("[A-Za-z0-9_.-]+");
  private static final Pattern STANDARD =
      Pattern.compile("(c|gnu)(89|90|99|9x|11|1x|17|18|2x|23|2y)|iso9899:[0-9x]{4,6}"
          + "|(c|gnu)\\+\\+(98|03|0x|11|1y|14|1z|17|2a|20|2b|23|2c|26)");
  private static final Pattern LEVEL = Pattern.compile("-O(|[0-9]+|s|z|g|fast)");
  private static final Pattern COMPILER = Pattern.compile(
      "(?<target>([a-z0-9_.]+-)*)" + "(?<name>cc|gcc|clang|c99|c89|c11|c17|tcc|icc|icx|(g|c|clang)\\+\\+|icpc|icpx)"
          + "(-?[0-9]+(\\.[0-9]+)*)?(\\.exe)?");
  /** Words before a compiler's name that name no target. */
  private static final Set<String> NO_TARGETS = Set.of("", "ccache", "afl", "x", "musl", "diet", "klcc");
  private static final Set<String> WIDTHS = Set.of("-m16", "-m32", "-mx32", "-m64");
  private static final Set<String> LAUNCHERS = Set.of("ccache", "sccache", "distcc", "icecc", "gomacc", "buildcache");
  private static final Set<String> MICROSOFT = Set.of("cl", "clang-cl", "cl.exe", "clang-cl.exe");

  private final CompileCommand command;
  private final List<String> arguments;
  private final List<String> accepted = new ArrayList<>();
  private final List<DroppedFlag> dropped = new ArrayList<>();
  private String level = "-O0";
  private boolean isFast;
  private boolean isMicrosoft;
  private boolean isCplusplus;
  private Optional<String> target = Optional.empty();
  /** Where the target's headers are, absolute. */
  private Optional<String> sysroot = Optional.empty();
  private TargetOrigin targetOrigin = TargetOrigin.THIS_MACHINE;
  private int at;

  CompileFlagParser(CompileCommand command) {
    this.command = command;
    this.arguments = CompilerWords.inOneSpelling(command.arguments());
  }

  CompileFlags parse() {
    if (arguments.isEmpty()) {
      return CompileFlags.NONE;
    }
    compiler();
    sysroot();
    while (at < arguments.size()) {
      String argument = arguments.get(at++);
      if (argument.equals("--")) {
        break; // file names only
      }
      take(argument);
    }
    if (isFast) {
      accepted.add("-ffast-math"); // which -Ofast stands for, besides -O3
    }
    if (targetOrigin == TargetOrigin.COMPILER_NAME) {
      accepted.addFirst("--target=" + target.orElseThrow());
    }
    return new CompileFlags(accepted, dropped, level, isCplusplus, targetOrigin);
  }

  /** The compiler is never run; an unusual one is worth a word, since its flags may mean something else. */
  private void compiler() {
    String compiler = arguments.get(at++);
    if (LAUNCHERS.contains(baseName(compiler)) && at < arguments.size() && !arguments.get(at).startsWith("-")) {
      dropped.add(new DroppedFlag(compiler, "Assay runs its own clang, without a launcher", true));
      compiler = arguments.get(at++);
    }
    String base = baseName(compiler);
    isMicrosoft = MICROSOFT.contains(base);
    Matcher known = COMPILER.matcher(base);
    if (isMicrosoft || !known.matches()) {
      dropped.add(new DroppedFlag(compiler,
          "it is not a compiler that Assay knows, and is not run; Assay's own clang is given the flags", false));
      return;
    }
    isCplusplus = known.group("name").endsWith("++") || known.group("name").startsWith("icp");
    String prefix = known.group("target").replaceFirst("-$", "");
    if (!NO_TARGETS.contains(prefix)) {
      // A cross compiler's name says what it compiles for: arm-none-eabi-gcc, avr-gcc, aarch64-linux-gnu-g++.
      target = Optional.of(prefix);
      targetOrigin = TargetOrigin.COMPILER_NAME;
    }
  }

  /** Paths may be below a sysroot that only a later flag names; of several, the last counts. */
  private void sysroot() {
    Optional<String> headers = Optional.empty();
    for (int i = at; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      for (String name : SYSROOT_FLAGS) {
        boolean isSeparate = argument.equals(name) && i + 1 < arguments.size();
        String path =
            isSeparate ? arguments.get(i + 1) : argument.startsWith(name) ? argument.substring(name.length()) : "";
        if (name.equals("--sysroot")) {
          path = isSeparate ? path : path.startsWith("=") ? path.substring(1) : "";
        }
        if (!path.isEmpty() && !hasControl(path)) {
          Optional<String> absolute = absolute(path);
          if (name.equals("-isysroot")) {
            headers = absolute;
          } else {
            sysroot = absolute;
          }
        }
      }
    }
    sysroot = headers.or(() -> sysroot);
  }

  private Optional<String> absolute(String path) {
    try {
      return Optional.of(command.directory().resolve(path).toAbsolutePath().toString());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** The compiler, as a command names it; empty where it is none that Assay knows. */
  static Optional<String> namedCompiler(List<String> arguments) {
    boolean isLaunched =
        arguments.size() > 1 && LAUNCHERS.contains(baseName(arguments.get(0))) && !arguments.get(1).startsWith("-");
    Optional<String> word = arguments.stream().skip(isLaunched ? 1 : 0).findFirst();
    return word.filter(name -> !MICROSOFT.contains(baseName(name)) && COMPILER.matcher(baseName(name)).matches());
  }

  private static String baseName(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase(Locale.ROOT);
  }

  private void take(String argument) {
    if (hasControl(argument)) {
      drop(argument, "it contains a control character");
    } else if (argument.startsWith("@")) {
      drop(argument, "response files are not read");
    } else if (isMicrosoft && argument.startsWith("/")) {
      drop(argument, "the flags of cl.exe are not understood");
    } else if (argument.startsWith("-") && argument.length() > 1 && !isAccepted(argument)) {
      Optional<DropRule> rule = DropRule.find(argument);
      if (rule.isEmpty()) {
        drop(argument, "Assay does not know it");
      } else {
        boolean takesNext = rule.get().takesNext(argument) && at < arguments.size();
        String whole = takesNext ? argument + " " + arguments.get(at++) : argument;
        dropped.add(new DroppedFlag(whole, rule.get().reason(), rule.get().isHarmless()));
      }
    }
  }

  private void drop(String flag, String reason) {
    dropped.add(new DroppedFlag(flag, reason, false));
  }

  /** Whether the argument was dealt with: accepted, or dropped with a reason of its own. */
  private boolean isAccepted(String argument) {
    if (PLAIN_FLAGS.contains(argument)) {
      accepted.add(argument);
    } else if (argument.equals("-x") || argument.startsWith("-x") && argument.length() <= 12) {
      language(value("-x", argument));
    } else if (argument.equals("-target") || argument.equals("--target")) {
      target(value(argument, argument));
    } else if (argument.startsWith("--target=")) {
      target(Optional.of(argument.substring("--target=".length())));
    } else if (argument.startsWith("-std=") || argument.startsWith("--std=")) {
      standard(argument, argument.substring(argument.indexOf('=') + 1));
    } else if (argument.equals("--sysroot") || argument.startsWith("--sysroot=")) {
      boolean isJoined = argument.startsWith("--sysroot=");
      sysroot("--sysroot=", value(isJoined ? "--sysroot=" : "--sysroot", argument));
    } else if (argument.startsWith("-isysroot")) {
      sysroot("-isysroot", value("-isysroot", argument));
    } else if (argument.startsWith("-O")) {
      optimisation(argument);
    } else {
      return isPath(argument) || isMacro(argument) || isMachineFlag(argument) || isMeaning(argument);
    }
    return true;
  }

  /** The value of a flag, joined or in the next argument. */
  private Optional<String> value(String name, String argument) {
    if (argument.length() > name.length()) {
      return Optional.of(argument.substring(name.length()));
    }
    if (at == arguments.size() || arguments.get(at).isEmpty() || hasControl(arguments.get(at))) {
      at = Math.min(at + 1, arguments.size());
      drop(argument, "its value is missing");
      return Optional.empty();
    }
    return Optional.of(arguments.get(at++));
  }

  private static boolean hasControl(String text) {
    return text.chars().anyMatch(c -> c < ' ' && c != '\t');
  }

  private void language(Optional<String> language) {
    String named = language.orElse("none");
    if (Set.of("c", "cpp-output").contains(named)) {
      isCplusplus = false;
    } else if (Set.of("c++", "c++-cpp-output").contains(named)) {
      isCplusplus = true;
    } else if (!named.equals("none")) {
      drop("-x " + named, "Assay compiles C and C++ only");
    }
  }

  private void target(Optional<String> named) {
    if (named.isPresent() && TARGET.matcher(named.get()).matches()) {
      accepted.add("--target=" + named.get());
      targetOrigin = TargetOrigin.FLAGS;
    } else if (named.isPresent()) {
      drop("--target=" + named.get(), "it is no target's name");
    }
  }

  /** It says where headers are, and no more: none of the programs in it is run. */
  private void sysroot(String name, Optional<String> path) {
    path.ifPresent(given -> absolute(given).ifPresentOrElse(absolute -> accepted.add(name + absolute),
        () -> drop(name + given, "it is no path")));
  }

  private void standard(String argument, String name) {
    if (STANDARD.matcher(name).matches()) {
      accepted.add("-std=" + name);
    } else {
      drop(argument, "it is no version of C or C++ that clang knows");
    }
  }

  private void optimisation(String argument) {
    if (!LEVEL.matcher(argument).matches()) {
      drop(argument, "it is no optimisation level");
      return;
    }
    String name = argument.substring(2);
    isFast = name.equals("fast");
    boolean isHigh = !name.isEmpty() && Character.isDigit(name.charAt(0)) && !Set.of("0", "1", "2").contains(name);
    level = name.isEmpty() ? "-O1" : isHigh ? "-O3" : argument;
  }

  private boolean isPath(String argument) {
    for (String name : PATH_FLAGS) {
      if (!argument.startsWith(name) || DropRule.find(argument).isPresent()) {
        continue;
      }
      value(name, argument).ifPresent(path -> {
        Matcher below = BELOW_SYSROOT.matcher(path);
        if (below.matches() && sysroot.isPresent() && !name.equals("-include")) {
          accepted.add(name + sysroot.get() + "/" + below.group("path"));
          return;
        }
        if (below.matches() || path.startsWith("$") || path.equals("-")) {
          drop(name + path, below.matches() ? "it is below a sysroot, and none is named" : "it is no path");
          return;
        }
        try {
          // A forced include is looked for along the include path too, so it is left to the compiler's caller.
          boolean isFile = name.equals("-include");
          String absolute = command.directory().resolve(path).toAbsolutePath().toString();
          if (isFile && (path.startsWith("-") || path.startsWith("@"))) {
            drop(name + " " + path, "it is no file's name");
          } else {
            accepted.add(name + (isFile ? path : absolute));
          }
        } catch (InvalidPathException e) {
          drop(name + path, "it is no path");
        }
      });
      return true;
    }
    return false;
  }

  private boolean isMacro(String argument) {
    for (String name : MACRO_FLAGS) {
      if (argument.startsWith(name)) {
        value(name, argument).ifPresent(value -> accepted.add(name + value));
        return true;
      }
    }
    return false;
  }

  private boolean isMachineFlag(String argument) {
    if (!MACHINE_FLAG.matcher(argument).matches() || DropRule.find(argument).isPresent()
        || argument.endsWith("=help")) {
      return false;
    }
    accepted.add(argument);
    if (targetOrigin == TargetOrigin.THIS_MACHINE && WIDTHS.contains(argument)) {
      targetOrigin = TargetOrigin.FLAGS;
    }
    return true;
  }

  private boolean isMeaning(String argument) {
    if (!argument.startsWith("-f")) {
      return false;
    }
    String name = argument.substring(argument.startsWith("-fno-") ? 5 : 2);
    int equals = name.indexOf('=');
    boolean known = equals < 0
        ? MEANINGS.contains(name) || REGISTER_OR_SIGNED.matcher(name).matches()
            || name.startsWith("builtin-") && LETTERS.matcher(name).matches()
            || VALUED_MEANINGS.contains(name) && !argument.equals("-f" + name)
        : VALUED_MEANINGS.contains(name.substring(0, equals)) && VALUE.matcher(name.substring(equals + 1)).matches();
    if (known) {
      accepted.add(argument);
    }
    return known;
  }
}
