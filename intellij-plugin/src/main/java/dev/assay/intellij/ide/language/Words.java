package dev.assay.intellij.ide.language;

import com.intellij.lang.Language;
import com.intellij.openapi.editor.DefaultLanguageHighlighterColors;
import com.intellij.openapi.editor.colors.TextAttributesKey;
import com.intellij.psi.tree.IElementType;

/** The kinds of words of a language, each with its colour. */
final class Words {
  /** Behind it, everything to the end of the line. */
  final IElementType comment;
  final IElementType string;
  final IElementType number;
  final IElementType keyword;
  /** A type of LLVM IR; a line for the preprocessor in C. */
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

  Words(Language language) {
    comment = new Word("COMMENT", language, DefaultLanguageHighlighterColors.LINE_COMMENT);
    string = new Word("STRING", language, DefaultLanguageHighlighterColors.STRING);
    number = new Word("NUMBER", language, DefaultLanguageHighlighterColors.NUMBER);
    keyword = new Word("KEYWORD", language, DefaultLanguageHighlighterColors.KEYWORD);
    special = new Word("SPECIAL", language, DefaultLanguageHighlighterColors.METADATA);
    global = new Word("GLOBAL", language, DefaultLanguageHighlighterColors.FUNCTION_DECLARATION);
    local = new Word("LOCAL", language, DefaultLanguageHighlighterColors.LOCAL_VARIABLE);
    metadata = new Word("METADATA", language, DefaultLanguageHighlighterColors.CONSTANT);
    label = new Word("LABEL", language, DefaultLanguageHighlighterColors.LABEL);
    name = new Word("NAME", language, DefaultLanguageHighlighterColors.IDENTIFIER);
    sign = new Word("SIGN", language, DefaultLanguageHighlighterColors.OPERATION_SIGN);
  }

  /** A kind of word. */
  static final class Word extends IElementType {
    private final TextAttributesKey colour;

    Word(String id, Language language, TextAttributesKey like) {
      super(id, language);
      colour = TextAttributesKey.createTextAttributesKey(language.getID() + "_" + id, like);
    }

    TextAttributesKey colour() {
      return colour;
    }
  }
}
