package dev.assay.ir;

import dev.assay.source.IrTokens;

/**
 * Recognises textual IR of LLVM 14 and older, whose pointers have types: {@code i8*}, {@code %struct.s*}.
 *
 * <p>LLVM 17 and later cannot read it. To be asked only about text that the parser has refused.
 */
final class TypedPointers {
  private TypedPointers() {}

  /**
   * The first line, counted from 1, with a typed pointer; 0 where there is none, or where the text has opaque pointers
   * too, so that something else must be wrong.
   */
  static int firstLine(byte[] text) {
    IrTokens tokens = new IrTokens(text);
    int found = 0;
    boolean isIr = false;
    int previousEnd = -1;
    boolean previousIsType = false;
    for (IrTokens.Kind kind = tokens.next(); kind != IrTokens.Kind.END; kind = tokens.next()) {
      boolean isStar = kind == IrTokens.Kind.SIGN && tokens.sign() == '*';
      if (isStar && previousIsType && tokens.start() == previousEnd && found == 0) {
        found = tokens.line();
      }
      if (kind == IrTokens.Kind.WORD && tokens.is("ptr")) {
        return 0;
      }
      isIr |= isIrLine(kind, tokens);
      previousIsType = isStar && previousIsType || endsType(kind, tokens);
      previousEnd = tokens.end();
    }
    return isIr ? found : 0;
  }

  private static boolean isIrLine(IrTokens.Kind kind, IrTokens tokens) {
    return tokens.isFirstInLine() && (kind == IrTokens.Kind.GLOBAL || kind == IrTokens.Kind.LOCAL
        || kind == IrTokens.Kind.WORD && (tokens.is("define") || tokens.is("declare") || tokens.is("target")));
  }

  /** Whether a type may end here, so that a star directly after makes it a pointer. */
  private static boolean endsType(IrTokens.Kind kind, IrTokens tokens) {
    return switch (kind) {
      case LOCAL -> true;
      case SIGN -> tokens.sign() == ')' || tokens.sign() == ']' || tokens.sign() == '}' || tokens.sign() == '>';
      case WORD ->
        tokens.isIntegerType() || tokens.is("float") || tokens.is("double") || tokens.is("half") || tokens.is("bfloat")
            || tokens.is("fp128") || tokens.is("x86_fp80") || tokens.is("ppc_fp128") || tokens.is("x86_mmx");
      default -> false;
    };
  }
}
