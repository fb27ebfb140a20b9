package dev.assay.worker;

import static org.bytedeco.llvm.global.LLVM.*;

import dev.assay.content.Content;
import dev.assay.digest.Crc32;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.llvm.LLVM.LLVMBasicBlockRef;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.bytedeco.llvm.LLVM.LLVMTypeRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;

/**
 * Reads off a module what it says itself ({@link Content}).
 *
 * <p>Left out is what depends on how the module was compiled: intrinsics, most of which are marks for the optimiser;
 * offsets into structures, which move from one release or target to the next; 0, 1 and -1, which instructions of all
 * kinds bring along.
 */
final class ContentReader {
  private static final int LARGEST_INTEGER_BITS = 64;
  private static final Pattern WORD = Pattern.compile("[A-Za-z]{3,40}");
  private static final Map<Integer, String> TYPES = Map.of(LLVMVoidTypeKind, "void", LLVMFloatTypeKind, "float",
      LLVMDoubleTypeKind, "double", LLVMPointerTypeKind, "ptr", LLVMVectorTypeKind, "vector",
      LLVMScalableVectorTypeKind, "vector", LLVMStructTypeKind, "struct", LLVMArrayTypeKind, "array");

  private final Map<String, Integer> words = new HashMap<>();

  private ContentReader() {}

  /** What all functions that the module defines say, together. */
  static Content read(LLVMModuleRef module) {
    ContentReader reader = new ContentReader();
    for (LLVMValueRef f = LLVMGetFirstFunction(module); f != null; f = LLVMGetNextFunction(f)) {
      if (LLVMIsDeclaration(f) == 0) {
        reader.function(f);
      }
    }
    return Content.of(reader.words);
  }

  private void say(String word) {
    words.merge(word, 1, Integer::sum);
  }

  private void function(LLVMValueRef function) {
    LLVMTypeRef type = LLVMGlobalGetValueType(function);
    say("is " + signature(type));
    say("returns " + name(LLVMGetReturnType(type)));
    for (LLVMValueRef p = LLVMGetFirstParam(function); p != null; p = LLVMGetNextParam(p)) {
      say("takes " + name(LLVMTypeOf(p)));
    }
    for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(function); b != null; b = LLVMGetNextBasicBlock(b)) {
      for (LLVMValueRef i = LLVMGetFirstInstruction(b); i != null; i = LLVMGetNextInstruction(i)) {
        instruction(i, function);
      }
    }
  }

  private void instruction(LLVMValueRef instruction, LLVMValueRef function) {
    int opcode = LLVMGetInstructionOpcode(instruction);
    if (opcode == LLVMCall || opcode == LLVMInvoke) {
      call(instruction, function);
    }
    int count = LLVMGetNumOperands(instruction);
    for (int i = 0; i < count; i++) {
      LLVMValueRef operand = LLVMGetOperand(instruction, i);
      int kind = LLVMGetValueKind(operand);
      if (kind == LLVMConstantIntValueKind && opcode != LLVMGetElementPtr) {
        integer(operand);
      } else if (kind == LLVMConstantFPValueKind) {
        say("number " + LLVMConstRealGetDouble(operand, new int[1]));
      } else if (kind == LLVMGlobalVariableValueKind || kind == LLVMConstantExprValueKind) {
        variable(underlying(operand));
      }
    }
  }

  private void integer(LLVMValueRef constant) {
    if (LLVMGetIntTypeWidth(LLVMTypeOf(constant)) <= LARGEST_INTEGER_BITS) {
      long value = LLVMConstIntGetSExtValue(constant);
      if (value > 1 || value < -1) {
        say("constant " + value);
      }
    }
  }

  private void call(LLVMValueRef call, LLVMValueRef function) {
    LLVMValueRef called = LLVMGetCalledValue(call);
    String signature = signature(LLVMGetCalledFunctionType(call));
    if (LLVMGetValueKind(called) != LLVMFunctionValueKind) {
      say("calls by pointer " + signature);
    } else if (called.equals(function)) {
      say("calls itself");
    } else if (LLVMGetIntrinsicID(called) == 0) {
      say("calls " + signature);
    }
  }

  /** The variable of which an expression is the address of a part. */
  private static LLVMValueRef underlying(LLVMValueRef value) {
    LLVMValueRef at = value;
    while (LLVMGetValueKind(at) == LLVMConstantExprValueKind && LLVMGetNumOperands(at) > 0
        && LLVMGetConstOpcode(at) == LLVMGetElementPtr) {
      at = LLVMGetOperand(at, 0);
    }
    return at;
  }

  /** The texts and tables that a function reads. */
  private void variable(LLVMValueRef variable) {
    if (LLVMGetValueKind(variable) != LLVMGlobalVariableValueKind || LLVMIsGlobalConstant(variable) == 0) {
      return;
    }
    LLVMValueRef value = LLVMGetInitializer(variable);
    if (value == null || LLVMGetValueKind(value) != LLVMConstantDataArrayValueKind) {
      return;
    }
    if (LLVMIsConstantString(value) == 0) {
      say("table " + Crc32.of(Llvm.take(LLVMPrintValueToString(value)).getBytes(StandardCharsets.UTF_8)));
      return;
    }
    byte[] bytes;
    try (SizeTPointer length = new SizeTPointer(1)) {
      BytePointer text = LLVMGetAsString(value, length);
      bytes = new byte[Math.toIntExact(length.get())];
      text.get(bytes);
    }
    say("text " + Crc32.of(bytes));
    Matcher matcher = WORD.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
    while (matcher.find()) {
      say("word " + matcher.group());
    }
  }

  private static String signature(LLVMTypeRef function) {
    int count = LLVMCountParamTypes(function);
    StringJoiner parameters = new StringJoiner(",", name(LLVMGetReturnType(function)) + "(", ")");
    try (PointerPointer<LLVMTypeRef> types = new PointerPointer<>(Math.max(1, count))) {
      LLVMGetParamTypes(function, types);
      for (int i = 0; i < count; i++) {
        parameters.add(name(types.get(LLVMTypeRef.class, i)));
      }
    }
    return parameters + (LLVMIsFunctionVarArg(function) != 0 ? "..." : "");
  }

  private static String name(LLVMTypeRef type) {
    int kind = LLVMGetTypeKind(type);
    return kind == LLVMIntegerTypeKind ? "i" + LLVMGetIntTypeWidth(type) : TYPES.getOrDefault(kind, "other");
  }
}
