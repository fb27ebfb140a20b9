package dev.assay.worker;

import static org.bytedeco.llvm.global.LLVM.*;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;

/**
 * The symbols of a module that have no code of their own: aliases, by the function that they stand for; indirect
 * functions ({@code ifunc}), by the one that chooses for them; and those of which clang makes versions ({@code
 * target_clones}, {@code cpu_dispatch}) and writes what chooses itself, by their versions.
 */
final class OtherNames {
  /** An alias of an alias of ...: the verifier refuses circles, which may not have been looked for yet. */
  private static final int MOST_STEPS = 100;
  /** What clang appends to a function's symbol for what chooses among its versions. */
  private static final String RESOLVER = ".resolver";

  private final Map<String, List<String>> aliases = new HashMap<>();
  private final Map<String, List<String>> resolved = new HashMap<>();
  private final Map<String, List<String>> versions = new HashMap<>();

  private OtherNames() {}

  /** Those of a module as it is now. */
  static OtherNames of(LLVMModuleRef module) {
    OtherNames names = new OtherNames();
    for (LLVMValueRef a = LLVMGetFirstGlobalAlias(module); a != null; a = LLVMGetNextGlobalAlias(a)) {
      add(names.aliases, LLVMAliasGetAliasee(a), a);
    }
    for (LLVMValueRef f = LLVMGetFirstGlobalIFunc(module); f != null; f = LLVMGetNextGlobalIFunc(f)) {
      LLVMValueRef resolver = LLVMGetGlobalIFuncResolver(f);
      String name = resolver == null ? "" : Llvm.name(resolver);
      if (name.endsWith(RESOLVER)) {
        names.addVersions(module, name.substring(0, name.length() - RESOLVER.length()));
      } else {
        add(names.resolved, resolver, f);
      }
    }
    return names;
  }

  private void addVersions(LLVMModuleRef module, String base) {
    for (LLVMValueRef f = LLVMGetFirstFunction(module); f != null; f = LLVMGetNextFunction(f)) {
      String name = Llvm.name(f);
      if (name.startsWith(base + ".") && !name.equals(base + RESOLVER)) {
        versions.computeIfAbsent(name, version -> new ArrayList<>()).add(base);
      }
    }
  }

  private static void add(Map<String, List<String>> to, LLVMValueRef target, LLVMValueRef named) {
    LLVMValueRef at = target;
    for (int i = 0; i < MOST_STEPS && at != null && LLVMIsAGlobalAlias(at) != null; i++) {
      at = LLVMAliasGetAliasee(at);
    }
    if (at != null && LLVMIsAFunction(at) != null) {
      to.computeIfAbsent(Llvm.name(at), name -> new ArrayList<>()).add(Llvm.name(named));
    }
  }

  /** Other symbols of a function. */
  List<String> aliases(String function) {
    return aliases.getOrDefault(function, List.of());
  }

  /** The indirect functions that a function chooses for. */
  List<String> resolved(String function) {
    return resolved.getOrDefault(function, List.of());
  }

  /** A function's own symbol, and all that lead to it. */
  Stream<String> all(String function) {
    return Stream
        .of(List.of(function), aliases(function), resolved(function), versions.getOrDefault(function, List.of()))
        .flatMap(List::stream);
  }
}
