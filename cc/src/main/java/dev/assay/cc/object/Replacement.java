package dev.assay.cc.object;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Whether an object may take the place of the compiler's: a linker must not see a difference, so that no build fails
 * for it.
 */
public final class Replacement {
  /** What compilers call by themselves, in every program. */
  private static final Set<String> ALWAYS_THERE = Set.of("memcpy", "memmove", "memset", "memcmp");
  /** What clang makes of other calls of the C library. */
  private static final Set<String> OF_C_LIBRARY = Set.of("bcmp", "strlen", "strnlen", "strchr", "strrchr", "strcpy",
      "strncpy", "strcat", "memchr", "putchar", "puts", "putc", "fputc", "fputs", "fwrite", "strcmp", "strncmp", "abs");

  /** What comes with every C++ library; at a smaller size, less of it is inlined. */
  private static final Pattern OF_CPLUSPLUS_LIBRARY =
      Pattern.compile("_Z(N?K?S[a-z]|T[VTI]N?K?S[a-z]|d[la]|n[wa]|TVN10__cxxabiv1).*"
          + "|__cxa_.*|_Unwind_Resume|__gxx_personality_v0");
  /** A template of it with a type of the program's own, which the program declared to be elsewhere. */
  private static final Pattern OF_OWN_TYPE = Pattern.compile(".*I[0-9NPRK].*");

  /**
   * What an Arm without an instruction for it calls. Who calls a function of a family for division, or for 64-bit
   * arithmetic, has all of it; systems with a library of their own (Linux) have shifts without 64-bit division.
   */
  private static final Map<Pattern, Pattern> OF_ARM =
      Map.of(Pattern.compile("__aeabi_u?idiv(mod)?"), Pattern.compile("__aeabi_u?idiv(mod)?"),
          Pattern.compile("__aeabi_(u?ldivmod|lmul|llsl|llsr|lasr)"), Pattern.compile("__aeabi_(lmul|llsl|llsr|lasr)"));

  private static final Pattern COMPLETE = Pattern.compile("(_ZN.*)([CD])1(E.*)");

  private Replacement() {}

  /** Whether the C library is there, where a source is compiled with these flags. */
  public static boolean hasLibrary(List<String> flags) {
    return !flags.contains("-ffreestanding");
  }

  /**
   * Why an object must not take the place of another; empty where it may.
   *
   * @param own the compiler's
   * @param made the one that would take its place
   * @param hasLibrary whether the C library is there
   */
  public static Optional<String> objection(ElfObject own, ElfObject made, boolean hasLibrary) {
    if (!own.machine().equals(made.machine())) {
      return Optional.of("it is for another machine: " + made.machine() + ", not " + own.machine());
    }
    Set<String> missing = difference(own.defined(), made.defined());
    missing.removeAll(made.weak());
    missing.removeIf(name -> isOfAbstractClass(name, made));
    if (!missing.isEmpty()) {
      return Optional.of("it does not define " + some(missing));
    }
    Set<String> more = difference(made.defined(), own.defined());
    more.removeAll(own.weak());
    if (!more.isEmpty()) {
      return Optional.of("it defines " + some(more) + ", which the compiler's does not");
    }
    Set<String> needed = elsewhere(difference(made.undefined(), own.undefined()), hasLibrary);
    needed.removeAll(own.defined());
    needed.removeAll(own.weak());
    OF_ARM.forEach((family, there) -> {
      if (own.undefined().stream().anyMatch(family.asMatchPredicate())) {
        needed.removeIf(there.asMatchPredicate());
      }
    });
    if (!needed.isEmpty()) {
      return Optional.of("it calls for " + some(needed) + ", which the compiler's does not");
    }
    Set<String> near = difference(made.direct(), Set.of());
    near.retainAll(own.indirect());
    if (!near.isEmpty()) {
      return Optional.of("it takes " + some(near) + " to be in the program, where the compiler's looks it up");
    }
    Set<String> unwind = difference(own.unwindSections(), made.unwindSections());
    return unwind.isEmpty() ? Optional.empty() : Optional.of("it cannot be unwound: it has no " + some(unwind));
  }

  /**
   * What an object asks of the one whose place it takes, apart from what every library has: of two objects of the same
   * source, there is an objection to the one that asks for no more only where there is one to the other.
   *
   * @param made an object
   * @param hasLibrary whether the C library is there
   */
  public static Set<String> demands(ElfObject made, boolean hasLibrary) {
    Set<String> demands = elsewhere(made.undefined(), hasLibrary);
    demands.add(made.machine() + ", defines " + new TreeSet<>(made.defined()) + ", unwound by "
        + new TreeSet<>(made.unwindSections()));
    made.direct().forEach(name -> demands.add(name + ", in the program"));
    return demands;
  }

  /** Of what is called, that which not every library has. */
  private static Set<String> elsewhere(Set<String> called, boolean hasLibrary) {
    Set<String> needed = difference(called, ALWAYS_THERE);
    if (hasLibrary) {
      needed.removeAll(OF_C_LIBRARY);
      needed.removeIf(name -> OF_CPLUSPLUS_LIBRARY.matcher(name).matches() && !OF_OWN_TYPE.matcher(name).matches());
    }
    return needed;
  }

  /** Clang has no complete constructor of an abstract class, which nobody can call, beside the one for its bases. */
  private static boolean isOfAbstractClass(String name, ElfObject made) {
    return COMPLETE.matcher(name).matches() && made.defined().contains(COMPLETE.matcher(name).replaceFirst("$1$22$3"));
  }

  private static Set<String> difference(Set<String> all, Set<String> without) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(without);
    return rest;
  }

  private static String some(Set<String> names) {
    String first = names.iterator().next();
    return names.size() == 1 ? first : first + " and " + (names.size() - 1) + " more";
  }
}
