package dev.assay.worker;

import static org.bytedeco.llvm.global.LLVM.LLVMCreateGenericValueOfInt;
import static org.bytedeco.llvm.global.LLVM.LLVMCreateGenericValueOfPointer;
import static org.bytedeco.llvm.global.LLVM.LLVMCreateMCJITCompilerForModule;
import static org.bytedeco.llvm.global.LLVM.LLVMDisposeGenericValue;
import static org.bytedeco.llvm.global.LLVM.LLVMGenericValueToInt;
import static org.bytedeco.llvm.global.LLVM.LLVMGetNamedFunction;
import static org.bytedeco.llvm.global.LLVM.LLVMInitializeMCJITCompilerOptions;
import static org.bytedeco.llvm.global.LLVM.LLVMInitializeNativeAsmPrinter;
import static org.bytedeco.llvm.global.LLVM.LLVMInitializeNativeTarget;
import static org.bytedeco.llvm.global.LLVM.LLVMInt32TypeInContext;
import static org.bytedeco.llvm.global.LLVM.LLVMLinkInMCJIT;
import static org.bytedeco.llvm.global.LLVM.LLVMLoadLibraryPermanently;
import static org.bytedeco.llvm.global.LLVM.LLVMRunFunction;

import dev.assay.feature.Feature;
import dev.assay.feature.FeatureVector;
import dev.assay.feature.Observation;
import dev.assay.feature.Opcode;
import dev.assay.feature.OpcodeCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.llvm.LLVM.LLVMContextRef;
import org.bytedeco.llvm.LLVM.LLVMExecutionEngineRef;
import org.bytedeco.llvm.LLVM.LLVMGenericValueRef;
import org.bytedeco.llvm.LLVM.LLVMMCJITCompilerOptions;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;

/**
 * Counts and fingerprints modules with the machine code of {@code observer.c}.
 *
 * <p>That file was compiled to bitcode by the clang of the LLVM distribution; here MCJIT makes machine code of it. The
 * calls go through {@code LLVMRunFunction}, which needs no native code of our own: MCJIT supports functions of main's
 * shape, and three words are all that is passed.
 */
final class Observer {
  private static final int FINGERPRINT_WORDS = 2;
  private static final int WORDS = FINGERPRINT_WORDS + (Feature.COUNT + Opcode.NUMBERS + 2) / 2;

  private final LLVMExecutionEngineRef engine = new LLVMExecutionEngineRef();
  private final LLVMValueRef observe;
  private final LLVMValueRef copyUseOrder;
  private final LLVMValueRef dropLocalNames;
  private final LLVMValueRef takesBlockAddress;
  private final LongPointer result = new LongPointer(WORDS);
  private final int[] words = new int[WORDS * 2];
  private final LLVMGenericValueRef zero;
  private final LLVMGenericValueRef resultArgument;

  /**
   * Compiles the observer.
   *
   * @param bitcode observer.c as bitcode
   * @param llvmLibrary the LLVM library of this process, where the observer's calls go
   */
  Observer(Path bitcode, String llvmLibrary) throws IOException {
    LLVMLinkInMCJIT();
    if (LLVMInitializeNativeTarget() != 0 || LLVMInitializeNativeAsmPrinter() != 0) {
      throw new IOException("this LLVM cannot make code for this machine");
    }
    if (LLVMLoadLibraryPermanently(llvmLibrary) != 0) {
      throw new IOException("LLVM cannot find itself at " + llvmLibrary);
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
    observe = LLVMGetNamedFunction(module, "assay_observe");
    copyUseOrder = LLVMGetNamedFunction(module, "assay_copy_use_order");
    dropLocalNames = LLVMGetNamedFunction(module, "assay_drop_local_names");
    takesBlockAddress = LLVMGetNamedFunction(module, "assay_takes_block_address");
    BytePointer message = new BytePointer((Pointer) null);
    if (LLVMCreateMCJITCompilerForModule(engine, module, options, options.sizeof(), message) != 0) {
      throw new IOException("the observer cannot be compiled: " + Llvm.take(message));
    }
    zero = LLVMCreateGenericValueOfInt(LLVMInt32TypeInContext(context), 0, 0);
    resultArgument = LLVMCreateGenericValueOfPointer(result);
  }

  /** What is in a module, and a fingerprint of it that is valid inside its context. */
  record Sight(Fingerprint fingerprint, Observation observation, boolean mayLoop, int definitions) {}

  /** Equal for two modules of one context exactly when they hold the same IR, up to names and use order. */
  record Fingerprint(long low, long high) {}

  /** Counts and fingerprints a module. */
  Sight observe(LLVMModuleRef module) {
    LLVMGenericValueRef argument = LLVMCreateGenericValueOfPointer(module);
    call(observe, argument, resultArgument);
    LLVMDisposeGenericValue(argument);
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
    return new Sight(new Fingerprint(result.get(0), result.get(1)),
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
    LLVMGenericValueRef from = LLVMCreateGenericValueOfPointer(module);
    LLVMModuleRef copy =
        call(takesBlockAddress, from, resultArgument) == 0 ? Llvm.copy(module) : Llvm.copyThroughBitcode(module);
    LLVMGenericValueRef to = LLVMCreateGenericValueOfPointer(copy);
    call(copyUseOrder, from, to);
    LLVMDisposeGenericValue(from);
    LLVMDisposeGenericValue(to);
    return copy;
  }

  /** Takes the names of arguments, blocks and instructions away. */
  void dropLocalNames(LLVMModuleRef module) {
    LLVMGenericValueRef argument = LLVMCreateGenericValueOfPointer(module);
    call(dropLocalNames, argument, resultArgument);
    LLVMDisposeGenericValue(argument);
  }

  private int call(LLVMValueRef function, LLVMGenericValueRef in, LLVMGenericValueRef out) {
    try (PointerPointer<LLVMGenericValueRef> arguments = new PointerPointer<>(zero, in, out)) {
      LLVMGenericValueRef returned = LLVMRunFunction(engine, function, 3, arguments);
      int value = (int) LLVMGenericValueToInt(returned, 1);
      LLVMDisposeGenericValue(returned);
      return value;
    }
  }
}
