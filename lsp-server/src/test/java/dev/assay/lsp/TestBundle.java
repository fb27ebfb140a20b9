package dev.assay.lsp;

import dev.assay.bundle.Bundle;
import dev.assay.bundle.BundleReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A bundle of four short probes, and a library of two entries: enough to see every part of an answer, and measured in
 * no time.
 */
final class TestBundle {
  private static final String PROBES = """
      {"probes":[
      ["mem2reg","instcombine","simplifycfg"],
      ["sroa","early-cse","adce"],
      ["sroa","gvn","instcombine"],
      ["simplifycfg","licm","dse"]
      ]}
      """;

  /** Both outline, which clang does not do for x86-64 by itself; only the first counts as vetted. */
  private static final String LIBRARY = """
      {"entries":[
      {"id":"outlined","level":"-Oz","options":["-mllvm -enable-machine-outliner=always"],"targets":["x86_64"],
       "vetting":{"randomPrograms":1000,"suites":0}},
      {"id":"outlined-sunk","level":"-Oz",
       "options":["-fno-vectorize","-mllvm -enable-machine-outliner=always","-mllvm -sink-common-insts"],
       "targets":["x86_64"],"vetting":{"randomPrograms":20,"suites":0}}
      ]}
      """;

  private TestBundle() {}

  static Bundle read(Path folder) throws IOException {
    write(folder);
    return BundleReader.inFolder(folder);
  }

  /** Writes the bundle, for servers in processes of their own. */
  static Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("probes.json"), PROBES);
    Files.writeString(folder.resolve("library.json"), LIBRARY);
    Files.writeString(folder.resolve("bundle.json"), """
        {"id":"assay-test-1.0.0","llvm":"20.1.7","P":4,"L":3,"sha256":{"probes.json":"%s","library.json":"%s"}}
        """.formatted(sha256(PROBES), sha256(LIBRARY)));
    return folder;
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
