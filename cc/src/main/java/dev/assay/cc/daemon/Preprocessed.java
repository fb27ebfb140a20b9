package dev.assay.cc.daemon;

import dev.assay.cc.command.Language;
import dev.assay.cc.command.Understood.Compile;
import dev.assay.cc.command.Understood.CompiledObject;
import dev.assay.cc.toolchain.Surroundings;
import dev.assay.cc.toolchain.Toolchains.Stand;
import dev.assay.build.Made;
import dev.assay.concurrent.Cancellation;
import dev.assay.process.BoundedProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A source as the preprocessor leaves it: one snapshot of it and its headers, from which all is made.
 *
 * @param text with line markers
 * @param files all files that it was read from, absolute
 */
record Preprocessed(byte[] text, Set<Path> files) {
  /** Files that change within this of the start are looked at again, since clocks of file systems are coarse. */
  private static final long COARSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  /** With these, what is compiled is not all in the text. */
  private static final List<String> INCLUDING_LATER = List.of(".incbin", "#embed");

  /** Preprocesses. */
  static Made<Preprocessed> of(Path clang, CompiledObject object, Compile command, Stand stand,
      Surroundings surroundings, Cancellation cancellation) throws IOException {
    Path source = surroundings.folder().resolve(object.source());
    Language language = object.language();
    byte[] text;
    if (language.hasPreprocessor()) {
      List<String> line = new ArrayList<>(List.of(clang.toString(), "-fno-crash-diagnostics"));
      line.addAll(stand.code());
      line.add(command.level());
      line.addAll(command.macros());
      line.addAll(stand.search());
      line.addAll(List.of("-w", "-E", "-o", "-", "-x", language.option(), object.source()));
      BoundedProcess.Outcome outcome = surroundings.runClang(line, cancellation);
      if (!outcome.isSuccess()) {
        return Made.not("clang does not preprocess it: " + outcome.errors().lines()
            .filter(text1 -> text1.contains("error")).findFirst().orElse("exit status " + outcome.exitStatus()));
      }
      text = outcome.output();
    } else {
      text = Files.readAllBytes(source);
    }
    String all = new String(text, StandardCharsets.ISO_8859_1);
    for (String word : INCLUDING_LATER) {
      if (all.contains(word)) {
        return Made.not("it may include a file by " + word);
      }
    }
    Set<Path> files = language.hasPreprocessor() ? files(all, surroundings.folder()) : new LinkedHashSet<>();
    files.add(source);
    return Made.of(new Preprocessed(text, files));
  }

  /** The files that line markers name: {@code # 1 "a.h" 1}. */
  private static Set<Path> files(String text, Path folder) {
    Set<String> names = new LinkedHashSet<>();
    for (int at = 0; at >= 0 && at < text.length(); at = next(text, at)) {
      if (text.startsWith("# ", at)) {
        int quote = text.indexOf('"', at);
        int end = text.indexOf('\n', at);
        int last = end < 0 ? -1 : text.lastIndexOf('"', end);
        if (quote > 0 && last > quote && quote < end) {
          names.add(text.substring(quote + 1, last));
        }
      }
    }
    Set<Path> files = new LinkedHashSet<>();
    for (String name : names) {
      if (!name.startsWith("<")) {
        try {
          files.add(folder
              .resolve(new String(unescaped(name).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)));
        } catch (InvalidPathException e) {
          // Named by a #line directive, not by the preprocessor.
        }
      }
    }
    return files;
  }

  private static int next(String text, int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? -1 : end + 1;
  }

  private static String unescaped(String name) {
    return name.replace("\\\"", "\"").replace("\\\\", "\\");
  }

  /** Whether none of its files has changed since a time, as far as the file system can tell. */
  boolean isOlderThan(long nanosSince1970) {
    for (Path file : files) {
      try {
        if (Files.exists(file) && ((java.nio.file.attribute.FileTime) Files.getAttribute(file, "unix:ctime"))
            .to(TimeUnit.NANOSECONDS) >= nanosSince1970 - COARSE_NANOS) {
          return false;
        }
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }
}
