package dev.assay.intellij.ide.language;

import com.intellij.openapi.fileTypes.FileTypeConsumer;
import com.intellij.openapi.fileTypes.FileTypeFactory;

/** Registers the file types in the way that all IDEs since 183 understand. */
public final class AssayFileTypes extends FileTypeFactory {
  @Override
  public void createFileTypes(FileTypeConsumer consumer) {
    consumer.consume(LlvmFileType.INSTANCE, "ll");
    consumer.consume(PlainCFileType.INSTANCE);
  }
}
