package dev.assay.worker;

import static org.bytedeco.llvm.global.LLVM.LLVMCloneModule;
import static org.bytedeco.llvm.global.LLVM.LLVMContextCreate;
import static org.bytedeco.llvm.global.LLVM.LLVMContextDispose;
import static org.bytedeco.llvm.global.LLVM.LLVMContextSetDiagnosticHandler;
import static org.bytedeco.llvm.global.LLVM.LLVMContextSetDiscardValueNames;
import static org.bytedeco.llvm.global.LLVM.LLVMCreateMemoryBufferWithMemoryRangeCopy;
import static org.bytedeco.llvm.global.LLVM.LLVMCreatePassBuilderOptions;
import static org.bytedeco.llvm.global.LLVM.LLVMDSError;
import static org.bytedeco.llvm.global.LLVM.LLVMDisposeErrorMessage;
import static org.bytedeco.llvm.global.LLVM.LLVMDisposeMemoryBuffer;
import static org.bytedeco.llvm.global.LLVM.LLVMDisposeMessage;
import static org.bytedeco.llvm.global.LLVM.LLVMGetBufferSize;
import static org.bytedeco.llvm.global.LLVM.LLVMGetBufferStart;
import static org.bytedeco.llvm.global.LLVM.LLVMGetDiagInfoDescription;
import static org.bytedeco.llvm.global.LLVM.LLVMGetDiagInfoSeverity;
import static org.bytedeco.llvm.global.LLVM.LLVMGetErrorMessage;
import static org.bytedeco.llvm.global.LLVM.LLVMGetModuleContext;
import static org.bytedeco.llvm.global.LLVM.LLVMGetValueName2;
import static org.bytedeco.llvm.global.LLVM.LLVMGetVersion;
import static org.bytedeco.llvm.global.LLVM.LLVMParseIRInContext;
import static org.bytedeco.llvm.global.LLVM.LLVMPrintModuleToString;
import static org.bytedeco.llvm.global.LLVM.LLVMReturnStatusAction;
import static org.bytedeco.llvm.global.LLVM.LLVMRunPasses;
import static org.bytedeco.llvm.global.LLVM.LLVMRunPassesOnFunction;
import static org.bytedeco.llvm.global.LLVM.LLVMVerifyModule;
import static org.bytedeco.llvm.global.LLVM.LLVMWriteBitcodeToMemoryBuffer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.llvm.LLVM.LLVMContextRef;
import org.bytedeco.llvm.LLVM.LLVMDiagnosticHandler;
import org.bytedeco.llvm.LLVM.LLVMDiagnosticInfoRef;
import org.bytedeco.llvm.LLVM.LLVMErrorRef;
import org.bytedeco.llvm.LLVM.LLVMMemoryBufferRef;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.bytedeco.llvm.LLVM.LLVMPassBuilderOptionsRef;
import org.bytedeco.llvm.LLVM.LLVMTargetMachineRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;

/** LLVM's C API in the terms of this package: Java values in and out, messages freed, errors thrown. One thread. */
final class Llvm {
  private static final LLVMPassBuilderOptionsRef DEFAULT_OPTIONS = LLVMCreatePassBuilderOptions();
  private static final Map<String, BytePointer> PIPELINES = new HashMap<>();
  private static final int CACHED_PIPELINES = 20_000;

  private static final int REMEMBERED_ERRORS = 5;
  private static final List<String> ERRORS = new ArrayList<>();

  /**
   * Remarks and warnings of passes are not for the worker's standard error. Errors are remembered, since the code
   * generator and the assembler of inline assembly report theirs nowhere else, and go on.
   */
  private static final LLVMDiagnosticHandler HANDLER = new LLVMDiagnosticHandler() {
    @Override
    public void call(LLVMDiagnosticInfoRef info, Pointer context) {
      if (LLVMGetDiagInfoSeverity(info) == LLVMDSError && ERRORS.size() < REMEMBERED_ERRORS) {
        ERRORS.add(take(LLVMGetDiagInfoDescription(info)));
      }
    }
  };

  private Llvm() {}

  /** LLVM refuses something; the message is its own. */
  static final class LlvmException extends Exception {
    private static final long serialVersionUID = 1L;

    LlvmException(String message) {
      super(message);
    }
  }

  static String version() {
    int[] major = new int[1];
    int[] minor = new int[1];
    int[] patch = new int[1];
    LLVMGetVersion(major, minor, patch);
    return major[0] + "." + minor[0] + "." + patch[0];
  }

  /** A new context; {@code keepNames} says whether local values keep the names that a person might read. */
  static LLVMContextRef newContext(boolean keepNames) {
    LLVMContextRef context = LLVMContextCreate();
    LLVMContextSetDiscardValueNames(context, keepNames ? 0 : 1);
    LLVMContextSetDiagnosticHandler(context, HANDLER, null);
    return context;
  }

  /** Forgets the errors that were reported so far. */
  static void forgetErrors() {
    ERRORS.clear();
  }

  /** The errors that were reported since they were last forgotten, which they are now; empty where there were none. */
  static String takeErrors() {
    String errors = String.join("; ", ERRORS);
    ERRORS.clear();
    return errors;
  }

  static void dispose(LLVMContextRef context) {
    LLVMContextDispose(context);
  }

  /** Parses textual IR or bitcode. */
  static LLVMModuleRef parse(LLVMContextRef context, byte[] ir, String name) throws LlvmException {
    try (BytePointer bytes = new BytePointer(ir.length + 1L); BytePointer label = new BytePointer(name)) {
      bytes.put(ir, 0, ir.length).put((long) ir.length, (byte) 0);
      LLVMMemoryBufferRef buffer = LLVMCreateMemoryBufferWithMemoryRangeCopy(bytes, ir.length, label);
      LLVMModuleRef module = new LLVMModuleRef();
      BytePointer message = new BytePointer((Pointer) null);
      if (LLVMParseIRInContext(context, buffer, module, message) != 0) { // the buffer is consumed either way
        throw new LlvmException(take(message));
      }
      return module;
    }
  }

  /** A copy of a module in the same context. */
  static LLVMModuleRef copy(LLVMModuleRef module) {
    return LLVMCloneModule(module);
  }

  /** A copy of a module in the same context, by way of bitcode. */
  static LLVMModuleRef copyThroughBitcode(LLVMModuleRef module) {
    try {
      return parse(LLVMGetModuleContext(module), bitcode(module), "copy");
    } catch (LlvmException e) {
      throw new IllegalStateException("LLVM cannot read what it wrote: " + e.getMessage(), e);
    }
  }

  /** Runs a pipeline; {@code machine} is null for target-neutral passes. */
  static void run(LLVMModuleRef module, String pipeline, LLVMTargetMachineRef machine) throws LlvmException {
    check(LLVMRunPasses(module, text(pipeline), machine, DEFAULT_OPTIONS));
  }

  /** Runs a function pipeline over one function. */
  static void runOnFunction(LLVMValueRef function, String pipeline, LLVMTargetMachineRef machine) throws LlvmException {
    check(LLVMRunPassesOnFunction(function, text(pipeline), machine, DEFAULT_OPTIONS));
  }

  private static BytePointer text(String pipeline) {
    BytePointer text = PIPELINES.get(pipeline);
    if (text == null) {
      if (PIPELINES.size() >= CACHED_PIPELINES) {
        PIPELINES.values().forEach(Pointer::close);
        PIPELINES.clear();
      }
      text = new BytePointer(pipeline, StandardCharsets.UTF_8);
      PIPELINES.put(pipeline, text);
    }
    return text;
  }

  private static void check(LLVMErrorRef error) throws LlvmException {
    if (error != null) {
      BytePointer message = LLVMGetErrorMessage(error);
      String words = message.getString();
      LLVMDisposeErrorMessage(message);
      throw new LlvmException(words);
    }
  }

  /** What the verifier says against the module; empty when it is valid. */
  static String verify(LLVMModuleRef module) {
    BytePointer message = new BytePointer((Pointer) null);
    boolean broken = LLVMVerifyModule(module, LLVMReturnStatusAction, message) != 0;
    String words = take(message);
    return broken ? words.isBlank() ? "the verifier refuses it" : words : "";
  }

  /** A function's or variable's symbol. */
  static String name(LLVMValueRef value) {
    try (SizeTPointer length = new SizeTPointer(1)) {
      BytePointer name = LLVMGetValueName2(value, length);
      long bytes = length.get();
      return bytes == 0 ? "" : name.capacity(bytes).getString(StandardCharsets.UTF_8);
    }
  }

  static byte[] bitcode(LLVMModuleRef module) {
    return bytes(LLVMWriteBitcodeToMemoryBuffer(module));
  }

  /** What is in a buffer, which is freed. */
  static byte[] bytes(LLVMMemoryBufferRef buffer) {
    byte[] bytes = new byte[Math.toIntExact(LLVMGetBufferSize(buffer))];
    LLVMGetBufferStart(buffer).capacity(bytes.length).get(bytes);
    LLVMDisposeMemoryBuffer(buffer);
    return bytes;
  }

  static String text(LLVMModuleRef module) {
    return take(LLVMPrintModuleToString(module));
  }

  /** The string of a message that LLVM allocated, which is freed. */
  static String take(BytePointer message) {
    if (message == null || message.isNull()) {
      return "";
    }
    String text = message.getString(StandardCharsets.UTF_8);
    LLVMDisposeMessage(message);
    return text.strip();
  }
}
