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
 * The symbols of a module that have no code of their own: aliases, by the function that they stand for, and indirect
 * functions ({@code ifunc}), by the one that chooses for them.
 */
final class OtherNames {
  /** An alias of an alias of ...: the verifier refuses circles, which may not have been looked for yet. */
  private static final int MOST_STEPS = 100;

  private final Map<String, List<String>> aliases = new HashMap<>();
  private final Map<String, List<String>> resolved = new HashMap<>();

  private OtherNames() {}

  /** Those of a module as it is now. */
  static OtherNames of(LLVMModuleRef module) {
    OtherNames names = new OtherNames();
    for (LLVMValueRef a = LLVMGetFirstGlobalAlias(module); a != null; a = LLVMGetNextGlobalAlias(a)) {
      add(names.aliases, LLVMAliasGetAliasee(a), a);
    }
    for (LLVMValueRef f = LLVMGetFirstGlobalIFunc(module); f != null; f = LLVMGetNextGlobalIFunc(f)) {
      add(names.resolved, LLVMGetGlobalIFuncResolver(f), f);
    }
    return names;
  }

  private static void add(Map<String, List<String>> to, LLVMValueRef target, LLVMValueRef named) {
    LLVMValueRef at = target;
    for (int i = 0; i < MOST_STEPS && at != null && LLVMIsAGlobalAlias(at) != null; i++) {
      at = LLVMAliasGetAliasee(at);
    }
    if (at != null && LLVMIsAFunction(at) != null) {
      to.computeIfAbsent(UnitSplitter.name(at), name -> new ArrayList<>()).add(UnitSplitter.name(named));
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
    return Stream.of(Stream.of(function), aliases(function).stream(), resolved(function).stream())
        .flatMap(names -> names);
  }
}
