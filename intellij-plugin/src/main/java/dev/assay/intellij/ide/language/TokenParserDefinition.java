package dev.assay.intellij.ide.language;

import com.intellij.extapi.psi.ASTWrapperPsiElement;
import com.intellij.extapi.psi.PsiFileBase;
import com.intellij.lang.ASTNode;
import com.intellij.lang.ParserDefinition;
import com.intellij.lang.PsiBuilder;
import com.intellij.lang.PsiParser;
import com.intellij.openapi.fileTypes.FileType;
import com.intellij.openapi.fileTypes.LanguageFileType;
import com.intellij.openapi.project.Project;
import com.intellij.psi.FileViewProvider;
import com.intellij.psi.PsiElement;
import com.intellij.psi.PsiFile;
import com.intellij.psi.tree.IElementType;
import com.intellij.psi.tree.IFileElementType;
import com.intellij.psi.tree.TokenSet;

/** A file as a flat sequence of tokens; its structure is left to the server. */
abstract class TokenParserDefinition implements ParserDefinition {
  private final LanguageFileType fileType;
  private final TokenTypes types;
  private final IFileElementType fileElement;

  TokenParserDefinition(LanguageFileType fileType, TokenTypes types, IFileElementType fileElement) {
    this.fileType = fileType;
    this.types = types;
    this.fileElement = fileElement;
  }

  /** A file whose tree is its tokens. */
  private static final class TokenFile extends PsiFileBase {
    private final LanguageFileType fileType;

    TokenFile(FileViewProvider viewProvider, LanguageFileType fileType) {
      super(viewProvider, fileType.getLanguage());
      this.fileType = fileType;
    }

    @Override
    public FileType getFileType() {
      return fileType;
    }
  }

  @Override
  public PsiParser createParser(Project project) {
    return TokenParserDefinition::parse;
  }

  private static ASTNode parse(IElementType root, PsiBuilder builder) {
    PsiBuilder.Marker file = builder.mark();
    while (!builder.eof()) {
      builder.advanceLexer();
    }
    file.done(root);
    return builder.getTreeBuilt();
  }

  @Override
  public IFileElementType getFileNodeType() {
    return fileElement;
  }

  @Override
  public TokenSet getCommentTokens() {
    return TokenSet.create(types.comment);
  }

  @Override
  public TokenSet getStringLiteralElements() {
    return TokenSet.create(types.string);
  }

  @Override
  public PsiElement createElement(ASTNode node) {
    return new ASTWrapperPsiElement(node);
  }

  @Override
  public PsiFile createFile(FileViewProvider viewProvider) {
    return new TokenFile(viewProvider, fileType);
  }
}
