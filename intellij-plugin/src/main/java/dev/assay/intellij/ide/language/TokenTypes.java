package dev.assay.intellij.ide.language;

import com.intellij.lang.Language;
import com.intellij.openapi.editor.DefaultLanguageHighlighterColors;
import com.intellij.openapi.editor.colors.TextAttributesKey;
import com.intellij.psi.tree.IElementType;

/** The token types of a language, each with its colour. */
final class TokenTypes {
  /** A comment, with its delimiters. */
  final IElementType comment;
  final IElementType string;
  final IElementType number;
  final IElementType keyword;
  /** A type of LLVM IR; a preprocessor directive in C. */
  final IElementType special;
  /** {@code @name} of LLVM IR. */
  final IElementType global;
  /** {@code %name} of LLVM IR. */
  final IElementType local;
  /** {@code !name} and {@code #0} of LLVM IR. */
  final IElementType metadata;
  final IElementType label;
  final IElementType name;
  final IElementType sign;

  TokenTypes(Language language) {
    comment = new ColouredType("COMMENT", language, DefaultLanguageHighlighterColors.LINE_COMMENT);
    string = new ColouredType("STRING", language, DefaultLanguageHighlighterColors.STRING);
    number = new ColouredType("NUMBER", language, DefaultLanguageHighlighterColors.NUMBER);
    keyword = new ColouredType("KEYWORD", language, DefaultLanguageHighlighterColors.KEYWORD);
    special = new ColouredType("SPECIAL", language, DefaultLanguageHighlighterColors.METADATA);
    global = new ColouredType("GLOBAL", language, DefaultLanguageHighlighterColors.FUNCTION_DECLARATION);
    local = new ColouredType("LOCAL", language, DefaultLanguageHighlighterColors.LOCAL_VARIABLE);
    metadata = new ColouredType("METADATA", language, DefaultLanguageHighlighterColors.CONSTANT);
    label = new ColouredType("LABEL", language, DefaultLanguageHighlighterColors.LABEL);
    name = new ColouredType("NAME", language, DefaultLanguageHighlighterColors.IDENTIFIER);
    sign = new ColouredType("SIGN", language, DefaultLanguageHighlighterColors.OPERATION_SIGN);
  }

  /** A token type that knows its colour. */
  static final class ColouredType extends IElementType {
    private final TextAttributesKey colour;

    ColouredType(String id, Language language, TextAttributesKey like) {
      super(id, language);
      colour = TextAttributesKey.createTextAttributesKey(language.getID() + "_" + id, like);
    }

    TextAttributesKey colour() {
      return colour;
    }
  }
}
