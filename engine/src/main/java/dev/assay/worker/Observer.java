package dev.assay.worker;

import static org.bytedeco.llvm.global.LLVM.LLVMCreateMCJITCompilerForModule;
import static org.bytedeco.llvm.global.LLVM.LLVMGetFunctionAddress;
import static org.bytedeco.llvm.global.LLVM.LLVMInitializeMCJITCompilerOptions;
import static org.bytedeco.llvm.global.LLVM.LLVMInitializeNativeAsmPrinter;
import static org.bytedeco.llvm.global.LLVM.LLVMInitializeNativeTarget;
import static org.bytedeco.llvm.global.LLVM.LLVMLinkInMCJIT;
import static org.bytedeco.llvm.global.LLVM.LLVMLoadLibraryPermanently;
import static org.bytedeco.llvm.global.LLVM.LLVMSearchForAddressOfSymbol;

import dev.assay.feature.Feature;
import dev.assay.feature.FeatureVector;
import dev.assay.feature.Observation;
import dev.assay.feature.Opcode;
import dev.assay.feature.OpcodeCounts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.llvm.LLVM.LLVMContextRef;
import org.bytedeco.llvm.LLVM.LLVMExecutionEngineRef;
import org.bytedeco.llvm.LLVM.LLVMMCJITCompilerOptions;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.bytedeco.llvm.LLVM.LLVMYieldCallback;

/**
 * Counts and fingerprints modules with the machine code of {@code observer.c}.
 *
 * <p>That file was compiled by the clang of the LLVM distribution: to a library that is loaded here, or to bitcode, of
 * which MCJIT makes machine code here.
 */
final class Observer {
  private static final String LIBRARY = ".so";
  private static final int FINGERPRINT_WORDS = 2;
  private static final int LONGEST_NAME_BYTES = 8 << 10;
  private static final int LONGEST_READABLE_BYTES = 64 << 10;
  private static final int WORDS = FINGERPRINT_WORDS + (Feature.COUNT + Opcode.NUMBERS + 2) / 2;

  private final Entry observe;
  private final Entry copyUseOrder;
  private final Entry dropLocalNames;
  private final Entry takesBlockAddress;
  private final Entry demangle;
  /** The C++ runtime's {@code __cxa_demangle}; null where this process has none. */
  private final Pointer demangler;
  private final LongPointer result = new LongPointer(WORDS);
  private final int[] words = new int[WORDS * 2];

  /**
   * Makes the observer ready.
   *
   * @param code observer.c as bitcode, or as a library beside its bitcode
   * @param llvmLibrary the LLVM library of this process, where the observer's calls go
   */
  Observer(Path code, String llvmLibrary) throws IOException {
    if (LLVMLoadLibraryPermanently(llvmLibrary) != 0) {
      throw new IOException("LLVM cannot find itself at " + llvmLibrary);
    }
    Entries entries = entries(code);
    observe = entries.find("assay_observe");
    copyUseOrder = entries.find("assay_copy_use_order");
    dropLocalNames = entries.find("assay_drop_local_names");
    takesBlockAddress = entries.find("assay_takes_block_address");
    demangle = entries.find("assay_demangle");
    demangler = LLVMSearchForAddressOfSymbol("__cxa_demangle");
  }

  /** Where the observer's functions are. */
  private interface Entries {
    /** The address; 0 where there is no such function. */
    long address(String name);

    default Entry find(String name) throws IOException {
      long address = address(name);
      if (address == 0) {
        throw new IOException("the observer has no " + name);
      }
      return new Entry(address);
    }
  }

  private static Entries entries(Path code) throws IOException {
    String name = code.getFileName().toString();
    if (!name.endsWith(LIBRARY)) {
      return compiled(code);
    }
    if (LLVMLoadLibraryPermanently(code.toString()) != 0) { // such as from a file system from which nothing is run
      return compiled(code.resolveSibling(name.substring(0, name.length() - LIBRARY.length()) + ".bc"));
    }
    return function -> {
      Pointer address = LLVMSearchForAddressOfSymbol(function);
      return address == null ? 0 : address.address();
    };
  }

  private static Entries compiled(Path bitcode) throws IOException {
    LLVMLinkInMCJIT();
    if (LLVMInitializeNativeTarget() != 0 || LLVMInitializeNativeAsmPrinter() != 0) {
      throw new IOException("this LLVM cannot make code for this machine");
    }
    LLVMContextRef context = Llvm.newContext(false);
    LLVMModuleRef module;
    try {
      module = Llvm.parse(context, Files.readAllBytes(bitcode), "observer");
    } catch (Llvm.LlvmException e) {
      throw new IOException("the observer's bitcode is damaged: " + e.getMessage(), e);
    }
    LLVMMCJITCompilerOptions options = new LLVMMCJITCompilerOptions();
    LLVMInitializeMCJITCompilerOptions(options, options.sizeof());
    options.OptLevel(2);
    LLVMExecutionEngineRef engine = new LLVMExecutionEngineRef(); // for the life of the process
    BytePointer message = new BytePointer((Pointer) null);
    if (LLVMCreateMCJITCompilerForModule(engine, module, options, options.sizeof(), message) != 0) {
      throw new IOException("the observer cannot be compiled: " + Llvm.take(message));
    }
    return function -> LLVMGetFunctionAddress(engine, function);
  }

  /**
   * A function of observer.c, called directly.
   *
   * <p>JavaCPP has no general way to call an address, but it can call the function types of LLVM's C API, and
   * LLVMYieldCallback takes two addresses. Its Java object refers to a cell that holds the function's address.
   */
  private static final class Entry {
    private final LongPointer cell = new LongPointer(1);
    private final LLVMYieldCallback function;

    Entry(long address) {
      cell.put(address);
      function = new LLVMYieldCallback(cell);
    }

    void call(Pointer first, Pointer second) {
      function.call(new LLVMContextRef(first), second);
    }
  }

  /** What is in a module, and a fingerprint of it that is valid inside its context. */
  record ObservedModule(Fingerprint fingerprint, Observation observation, boolean mayLoop, int definitions) {}

  /** Equal for two modules of one context exactly when they hold the same IR, up to names and use order. */
  record Fingerprint(long low, long high) {}

  /** Counts and fingerprints a module. */
  ObservedModule observe(LLVMModuleRef module) {
    observe.call(module, result);
    for (int i = 0; i < WORDS; i++) {
      long word = result.get(i);
      words[2 * i] = (int) word;
      words[2 * i + 1] = (int) (word >>> 32);
    }
    int[] features = new int[Feature.COUNT];
    System.arraycopy(words, 2 * FINGERPRINT_WORDS, features, 0, features.length);
    int[] opcodes = new int[Opcode.NUMBERS];
    int rest = 2 * FINGERPRINT_WORDS + features.length;
    System.arraycopy(words, rest, opcodes, 0, opcodes.length);
    rest += opcodes.length;
    return new ObservedModule(new Fingerprint(result.get(0), result.get(1)),
        new Observation(FeatureVector.of(features), OpcodeCounts.ofNumbers(opcodes)), words[rest] != 0,
        words[rest + 1]);
  }

  /**
   * A copy of a module whose use lists are in the original's order too, so that passes treat the two alike.
   *
   * <p>A module that takes the address of a block goes through bitcode: LLVM 20's {@code LLVMCloneModule} makes a copy
   * of it whose blocks look unreachable to passes (Lua's interpreter loop shrinks from 8,955 instructions to 27).
   */
  LLVMModuleRef exactCopy(LLVMModuleRef module) {
    takesBlockAddress.call(module, result);
    LLVMModuleRef copy = result.get(0) == 0 ? Llvm.copy(module) : Llvm.copyThroughBitcode(module);
    copyUseOrder.call(module, copy);
    return copy;
  }

  /**
   * A C++ symbol as the source names it, with the types of its parameters, for example {@code geo::area(int)}.
   *
   * @param symbol a function's name in IR, mangled or not
   * @return the symbol itself where it is not mangled as the Itanium C++ ABI has it, or nothing here can read it
   */
  String readableName(String symbol) {
    if (!symbol.startsWith("_Z") || symbol.length() > LONGEST_NAME_BYTES || demangler == null || demangler.isNull()) {
      return symbol;
    }
    try (BytePointer name = new BytePointer(symbol, StandardCharsets.UTF_8);
        BytePointer readable = new BytePointer(LONGEST_READABLE_BYTES); LongPointer what = new LongPointer(4)) {
      what.put(0, demangler.address()).put(1, name.address()).put(2, readable.address()).put(3, LONGEST_READABLE_BYTES);
      demangle.call(what, null);
      long length = BytePointer.strlen(readable);
      return length == 0 ? symbol : readable.capacity(length).getString(StandardCharsets.UTF_8);
    }
  }

  /** Takes the names of arguments, blocks and instructions away. */
  void dropLocalNames(LLVMModuleRef module) {
    dropLocalNames.call(module, result);
  }
}
