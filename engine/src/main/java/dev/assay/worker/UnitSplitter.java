package dev.assay.worker;

import static org.bytedeco.llvm.global.LLVM.*;

import dev.assay.digest.Sha256;
import dev.assay.source.CplusplusName;
import dev.assay.wire.ControlPage;
import dev.assay.wire.Reply;
import dev.assay.wire.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.llvm.LLVM.LLVMBasicBlockRef;
import org.bytedeco.llvm.LLVM.LLVMMetadataRef;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.bytedeco.llvm.LLVM.LLVMTypeRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;

/**
 * Takes a module apart into units: each function's definition alone, as {@code llvm-extract --keep-const-init} does.
 *
 * <p>Everything else becomes a declaration, constants keep their initialisers, the function itself is external, and
 * what it does not use is dropped. A module of n functions is halved recursively, so that the whole costs O(size log
 * n) instead of n clones of everything; but one function may be wanted first.
 */
final class UnitSplitter {
  private static final String PRUNE = "elim-avail-extern,globaldce,strip-dead-prototypes";
  private static final String NAME_IN_HASH = "assay.unit";

  private final Observer observer;
  private final ControlPage control;

  UnitSplitter(Observer observer, ControlPage control) {
    this.observer = observer;
    this.control = control;
  }

  /** Where a function is in its source, by debug information. */
  private record Place(String file, int line, int lastLine) {
    static final Place UNKNOWN = new Place("", 0, 0);
  }

  /**
   * Takes a module apart; the module is consumed.
   *
   * @param split what is wanted; where units stay as built, only symbols count as names
   */
  void functions(LLVMModuleRef module, Request.Split split, Consumer<Reply.Unit> consumer) throws Llvm.LlvmException {
    Set<String> wanted = Set.copyOf(split.functions());
    boolean asBuilt = split.asBuilt();
    nameTheNameless(module);
    OtherNames others = OtherNames.of(module);
    Map<String, Place> places = new LinkedHashMap<>();
    for (LLVMValueRef f = LLVMGetFirstFunction(module); f != null; f = LLVMGetNextFunction(f)) {
      if (LLVMIsDeclaration(f) == 0 && others.all(Llvm.name(f)).anyMatch(name -> isWanted(name, wanted, asBuilt))) {
        places.put(Llvm.name(f), place(f));
      }
    }
    control.beginStep(0, 0);
    prepare(module);
    List<String> names = new ArrayList<>(places.keySet());
    Set<String> released = new HashSet<>(names);
    for (LLVMValueRef f = LLVMGetFirstFunction(module); f != null; f = LLVMGetNextFunction(f)) {
      if (released.contains(Llvm.name(f)) && (asBuilt || !releaseFromOptnone(f))) {
        released.remove(Llvm.name(f));
      }
    }
    detachAliases(module);
    Consumer<Reply.Unit> placed = unit -> {
      Place place = places.get(unit.name());
      consumer.accept(new Reply.Unit(unit.name(), observer.readableName(unit.name()), place.file, place.line,
          place.lastLine, unit.hash(), released.contains(unit.name()), unit.triple(), unit.observation(),
          unit.bitcode(), others.aliases(unit.name()), others.resolved(unit.name())));
    };
    Optional<String> first = split.first().isEmpty() || names.size() < 2 ? Optional.empty()
        : names.stream().filter(name -> isWanted(name, Set.of(split.first()), asBuilt)).findFirst();
    if (first.isPresent()) { // somebody waits for it: alone out of the whole, not by halves
      split(observer.exactCopy(module), List.of(first.get()), placed);
      names.remove(first.get());
    }
    split(module, names, placed);
  }

  private boolean isWanted(String symbol, Set<String> wanted, boolean asBuilt) {
    if (wanted.isEmpty() || wanted.contains(symbol)) {
      return true;
    }
    String readable = asBuilt ? symbol : observer.readableName(symbol);
    boolean hasOtherName = !readable.equals(symbol) || CplusplusName.isMarked(symbol);
    return hasOtherName && wanted.stream().anyMatch(name -> CplusplusName.isMeant(name, symbol, readable));
  }

  /** The whole module as one unit; the module is consumed. */
  Reply.Unit program(LLVMModuleRef module, String sourceName, boolean asBuilt) {
    prepare(module);
    boolean released = false;
    for (LLVMValueRef f = LLVMGetFirstFunction(module); f != null; f = LLVMGetNextFunction(f)) {
      released |= !asBuilt && LLVMIsDeclaration(f) == 0 && releaseFromOptnone(f);
    }
    Reply.Unit unit = describe(module, sourceName, null);
    LLVMDisposeModule(module);
    return new Reply.Unit(sourceName, sourceName, "", 0, 0, unit.hash(), released, unit.triple(), unit.observation(),
        unit.bitcode(), List.of(), List.of());
  }

  /** Textual IR may define functions without a name ({@code @0}); here they are known by their number. */
  private static void nameTheNameless(LLVMModuleRef module) {
    int number = 0;
    for (LLVMValueRef f = LLVMGetFirstFunction(module); f != null; f = LLVMGetNextFunction(f)) {
      if (Llvm.name(f).isEmpty()) {
        String name = Integer.toString(number++);
        LLVMSetValueName2(f, name, name.length());
      }
    }
  }

  private static void prepare(LLVMModuleRef module) {
    LLVMStripModuleDebugInfo(module);
    LLVMSetModuleIdentifier(module, "unit", 4);
    LLVMSetSourceFileName(module, "unit", 4);
  }

  private void split(LLVMModuleRef module, List<String> names, Consumer<Reply.Unit> consumer)
      throws Llvm.LlvmException {
    if (names.isEmpty()) {
      LLVMDisposeModule(module);
      return;
    }
    control.beginStep(0, 0); // a large module takes long as a whole, not in any one step
    keepOnly(module, names);
    if (names.size() == 1) {
      consumer.accept(describe(module, names.get(0), LLVMGetNamedFunction(module, names.get(0))));
      LLVMDisposeModule(module);
      return;
    }
    int half = names.size() / 2;
    split(observer.exactCopy(module), names.subList(0, half), consumer);
    split(module, names.subList(half, names.size()), consumer);
  }

  /** Drops every definition but the named functions and constant variables, then whatever is no longer used. */
  private static void keepOnly(LLVMModuleRef module, List<String> names) throws Llvm.LlvmException {
    Set<String> kept = new HashSet<>(names);
    for (LLVMValueRef f = LLVMGetFirstFunction(module); f != null; f = LLVMGetNextFunction(f)) {
      if (LLVMIsDeclaration(f) != 0) {
        continue;
      }
      LLVMSetComdat(f, null);
      LLVMSetLinkage(f, kept.contains(Llvm.name(f)) ? LLVMExternalLinkage : LLVMAvailableExternallyLinkage);
    }
    List<LLVMValueRef> lists = new ArrayList<>();
    for (LLVMValueRef g = LLVMGetFirstGlobal(module); g != null; g = LLVMGetNextGlobal(g)) {
      if (LLVMGetLinkage(g) == LLVMAppendingLinkage) {
        lists.add(g); // llvm.used, llvm.global_ctors: they would keep what they name alive
      } else if (LLVMGetInitializer(g) != null && LLVMIsGlobalConstant(g) == 0) {
        LLVMSetComdat(g, null);
        LLVMSetLinkage(g, LLVMAvailableExternallyLinkage);
      }
    }
    lists.forEach(g -> LLVMDeleteGlobal(g));
    Llvm.run(module, PRUNE, null);
  }

  /** Makes what refers to an alias or ifunc refer to a declaration of that name, since what it stands for may go. */
  private static void detachAliases(LLVMModuleRef module) {
    List<LLVMValueRef> aliases = new ArrayList<>();
    for (LLVMValueRef a = LLVMGetFirstGlobalAlias(module); a != null; a = LLVMGetNextGlobalAlias(a)) {
      aliases.add(a);
    }
    for (LLVMValueRef a = LLVMGetFirstGlobalIFunc(module); a != null; a = LLVMGetNextGlobalIFunc(a)) {
      aliases.add(a);
    }
    for (LLVMValueRef alias : aliases) {
      LLVMTypeRef type = LLVMGlobalGetValueType(alias);
      String name = Llvm.name(alias);
      LLVMSetValueName2(alias, "", 0);
      LLVMValueRef declaration = LLVMGetTypeKind(type) == LLVMFunctionTypeKind ? LLVMAddFunction(module, name, type)
          : LLVMAddGlobal(module, type, name);
      LLVMReplaceAllUsesWith(alias, declaration);
      LLVMSetLinkage(alias, LLVMInternalLinkage); // unused now; globaldce takes it
    }
  }

  private static boolean releaseFromOptnone(LLVMValueRef function) {
    int optnone = LLVMGetEnumAttributeKindForName("optnone", 7);
    int noinline = LLVMGetEnumAttributeKindForName("noinline", 8);
    int index = LLVMAttributeFunctionIndex;
    if (LLVMGetEnumAttributeAtIndex(function, index, optnone) == null) {
      return false;
    }
    LLVMRemoveEnumAttributeAtIndex(function, index, optnone);
    LLVMRemoveEnumAttributeAtIndex(function, index, noinline);
    return true;
  }

  private Reply.Unit describe(LLVMModuleRef module, String name, LLVMValueRef function) {
    byte[] bitcode = Llvm.bitcode(module);
    Observer.ObservedModule observed = observer.observe(module);
    return new Reply.Unit(name, name, "", 0, 0, hash(module, name, function), false, LLVMGetTarget(module).getString(),
        observed.observation(), bitcode, List.of(), List.of());
  }

  /** SHA-256 of the bitcode, with the function renamed and local names dropped: what is alike hashes alike. */
  private String hash(LLVMModuleRef module, String name, LLVMValueRef function) {
    if (function != null) {
      LLVMSetValueName2(function, NAME_IN_HASH, NAME_IN_HASH.length());
    }
    observer.dropLocalNames(module);
    byte[] normalised = Llvm.bitcode(module);
    if (function != null) {
      LLVMSetValueName2(function, name, name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
    }
    return Sha256.hex(normalised);
  }

  private static Place place(LLVMValueRef function) {
    LLVMMetadataRef subprogram = LLVMGetSubprogram(function);
    if (subprogram == null) {
      return Place.UNKNOWN;
    }
    int first = LLVMDISubprogramGetLine(subprogram);
    int last = first;
    for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(function); b != null; b = LLVMGetNextBasicBlock(b)) {
      for (LLVMValueRef i = LLVMGetFirstInstruction(b); i != null; i = LLVMGetNextInstruction(i)) {
        last = Math.max(last, LLVMGetDebugLocLine(i));
      }
    }
    LLVMMetadataRef file = LLVMDIScopeGetFile(subprogram);
    int[] length = new int[1];
    BytePointer path = file == null ? null : LLVMDIFileGetFilename(file, length);
    return new Place(path == null || length[0] == 0 ? "" : path.capacity(length[0]).getString(), first, last);
  }
}
