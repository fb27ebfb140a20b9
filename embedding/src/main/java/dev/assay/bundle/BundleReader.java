package dev.assay.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.probe.Pass;
import dev.assay.probe.PassCatalogue;
import dev.assay.probe.ProbeSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads bundles. A part whose hash or shape does not fit is refused by name. */
public final class BundleReader {
  private static final String SHIPPED = "/dev/assay/models/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private BundleReader() {}

  /** Where the parts of a bundle come from. */
  @FunctionalInterface
  private interface Parts {
    byte[] read(String name) throws IOException;
  }

  /** The bundle that Assay ships. */
  public static Bundle shipped() throws BundleException {
    return read("the shipped bundle", name -> {
      try (InputStream in = BundleReader.class.getResourceAsStream(SHIPPED + name)) {
        if (in == null) {
          throw new BundleException("the shipped bundle has no " + name);
        }
        return in.readAllBytes();
      }
    });
  }

  /** The bundle in a folder. */
  public static Bundle inFolder(Path folder) throws BundleException {
    return read("bundle " + folder, name -> {
      Path part = folder.resolve(name);
      if (!Files.isRegularFile(part)) {
        throw new BundleException("bundle " + folder + " has no " + name);
      }
      return Files.readAllBytes(part);
    });
  }

  private static Bundle read(String label, Parts parts) throws BundleException {
    try {
      JsonNode description = json(label, "bundle.json", parts.read("bundle.json"));
      String id = text(label, description, "id");
      String llvm = text(label, description, "llvm");
      byte[] probes = parts.read("probes.json");
      String expected = description.path("sha256").path("probes.json").asText();
      if (!sha256(probes).equals(expected)) {
        throw new BundleException(label + ": probes.json is not the file that bundle.json describes (its SHA-256 is "
            + sha256(probes) + ", not " + expected + ")");
      }
      return new Bundle(id, llvm, probeSet(label, description, json(label, "probes.json", probes)));
    } catch (BundleException e) {
      throw e;
    } catch (IOException e) {
      throw new BundleException(label + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static ProbeSet probeSet(String label, JsonNode description, JsonNode probes) throws BundleException {
    int count = description.path("P").asInt(-1);
    int length = description.path("L").asInt(-1);
    List<ProbeSet.Probe> list = new ArrayList<>();
    for (JsonNode sequence : probes.path("probes")) {
      List<Pass> passes = new ArrayList<>();
      for (JsonNode name : sequence) {
        passes.add(PassCatalogue.standard().named(name.asText()).orElseThrow(() -> new BundleException(
            label + ": probes.json names pass '" + name.asText() + "', which is not one of the 124")));
      }
      if (passes.size() != length) {
        throw new BundleException(
            label + ": probe " + list.size() + " in probes.json has " + passes.size() + " passes instead of " + length);
      }
      list.add(new ProbeSet.Probe(list.size(), passes));
    }
    if (list.size() != count) {
      throw new BundleException(label + ": probes.json has " + list.size() + " probes instead of " + count);
    }
    return new ProbeSet(length, list);
  }

  private static JsonNode json(String label, String part, byte[] bytes) throws BundleException {
    try {
      return JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new BundleException(label + ": " + part + " is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new BundleException(label + ": " + part + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String text(String label, JsonNode node, String field) throws BundleException {
    if (!node.path(field).isTextual()) {
      throw new BundleException(label + ": bundle.json has no text '" + field + "'");
    }
    return node.get(field).asText();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
