package dev.assay.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.content.ContentWeights;
import dev.assay.digest.Sha256;
import dev.assay.npy.NpyException;
import dev.assay.probe.Pass;
import dev.assay.probe.PassCatalogue;
import dev.assay.probe.ProbeSet;
import dev.assay.quantize.Codebooks;
import dev.assay.tune.Library;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads bundles. A part whose hash or shape does not fit is refused by name; of what Assay ships, the jar knows whether
 * it is whole.
 *
 * <p>Codebooks, encoder and library are parts where bundle.json gives their hash; whether the encoder's graph fits is
 * found out when it is loaded.
 */
public final class BundleReader {
  private static final String SHIPPED = "/dev/assay/models/";
  private static final String PROBES = "probes.json";
  private static final String CODEBOOKS = "codebooks.npy";
  private static final String LIBRARY = "library.json";
  private static final String MODEL = "pq-bert.onnx";
  private static final String GPU_MODEL = "pq-bert-float.onnx";
  private static final String RARITIES = "content-rarities.npy";
  private static final String NARROWING = "narrowing.npy";
  private static final ObjectMapper JSON = new ObjectMapper();

  private BundleReader() {}

  /** Where the parts of a bundle come from. */
  @FunctionalInterface
  private interface Parts {
    byte[] read(String name) throws IOException;
  }

  /**
   * A bundle to be read.
   *
   * @param isWhole whether its parts are known to be what bundle.json describes
   */
  private record Source(String label, boolean isWhole, Parts parts) {
    byte[] part(String name, JsonNode hashes) throws IOException {
      byte[] bytes = parts.read(name);
      return isWhole ? bytes : checked(label, name, hashes, bytes);
    }
  }

  /** The bundle that Assay ships. */
  public static Bundle shipped() throws BundleException {
    return read(new Source("the shipped bundle", true, name -> {
      URL part = BundleReader.class.getResource(SHIPPED + name);
      if (part == null) {
        throw new BundleException("the shipped bundle has no " + name);
      }
      return ShippedPart.read(part);
    }));
  }

  /** The bundle in a folder. */
  public static Bundle inFolder(Path folder) throws BundleException {
    return read(new Source("bundle " + folder, false, name -> {
      Path part = folder.resolve(name);
      if (!Files.isRegularFile(part)) {
        throw new BundleException("bundle " + folder + " has no " + name);
      }
      return Files.readAllBytes(part);
    }));
  }

  private static Bundle read(Source source) throws BundleException {
    String label = source.label;
    try {
      JsonNode description = json(label, "bundle.json", source.parts.read("bundle.json"));
      String id = text(label, description, "id");
      String llvm = text(label, description, "llvm");
      requirePassesOf(label, llvm);
      JsonNode hashes = description.path("sha256");
      ProbeSet probes = probeSet(label, description, json(label, PROBES, source.part(PROBES, hashes)));
      Library library = hashes.has(LIBRARY)
          ? LibraryPart.read(label, json(label, LIBRARY, source.part(LIBRARY, hashes))) : Library.EMPTY;
      if (!hashes.has(MODEL) && !hashes.has(CODEBOOKS)) {
        return new Bundle(id, llvm, probes).with(library);
      }
      if (!hashes.has(CODEBOOKS)) {
        throw new BundleException(label + ": bundle.json names " + MODEL + " but no " + CODEBOOKS);
      }
      Codebooks codebooks = codebooks(label, description, source.part(CODEBOOKS, hashes));
      Optional<Model> model = hashes.has(MODEL) ? Optional.of(model(source, hashes)) : Optional.empty();
      return new Bundle(id, llvm, probes, Optional.of(codebooks), model, library, content(source, hashes));
    } catch (BundleException e) {
      throw e;
    } catch (IOException e) {
      throw new BundleException(label + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Optional<ContentWeights> content(Source source, JsonNode hashes) throws IOException {
    if (!hashes.has(RARITIES) && !hashes.has(NARROWING)) {
      return Optional.empty();
    }
    for (String part : List.of(RARITIES, NARROWING, MODEL)) {
      if (!hashes.has(part)) {
        throw new BundleException(source.label + ": bundle.json names only some of " + RARITIES + ", " + NARROWING
            + " and " + MODEL + ", which belong together; " + part + " is missing");
      }
    }
    byte[] rarities = source.part(RARITIES, hashes);
    byte[] narrowing = source.part(NARROWING, hashes);
    try {
      return Optional.of(ContentWeights.read(rarities, narrowing));
    } catch (NpyException e) {
      throw new BundleException(source.label + ": " + RARITIES + " or " + NARROWING + ": " + e.getMessage(), e);
    }
  }

  private static Model model(Source source, JsonNode hashes) throws IOException {
    byte[] graph = source.part(MODEL, hashes);
    return hashes.has(GPU_MODEL) ? Model.of(graph, () -> source.part(GPU_MODEL, hashes)) : Model.of(graph);
  }

  /** The passes, and so the probes, mean what they mean in one LLVM. */
  private static void requirePassesOf(String label, String llvm) throws BundleException {
    if (!Bundle.major(llvm).equals(Integer.toString(PassCatalogue.LLVM_MAJOR))) {
      throw new BundleException(label + ": bundle.json says that it was made with LLVM " + llvm
          + ", but the passes that Assay knows are those of LLVM " + PassCatalogue.LLVM_MAJOR);
    }
  }

  private static byte[] checked(String label, String part, JsonNode hashes, byte[] bytes) throws BundleException {
    String expected = hashes.path(part).asText();
    if (!Sha256.hex(bytes).equals(expected)) {
      throw new BundleException(label + ": " + part + " is not the file that bundle.json describes (its SHA-256 is "
          + Sha256.hex(bytes) + ", not " + expected + ")");
    }
    return bytes;
  }

  private static Codebooks codebooks(String label, JsonNode description, byte[] bytes) throws BundleException {
    requireNumber(label, description, "M", Codebooks.BOOKS);
    requireNumber(label, description, "k*", Codebooks.MOST_CENTROIDS);
    try {
      return Codebooks.read(bytes);
    } catch (NpyException e) {
      throw new BundleException(label + ": " + CODEBOOKS + ": " + e.getMessage(), e);
    }
  }

  private static void requireNumber(String label, JsonNode description, String field, int wanted)
      throws BundleException {
    if (description.path(field).asInt(-1) != wanted) {
      throw new BundleException(label + ": " + field + " in bundle.json, for " + CODEBOOKS + ", is "
          + (description.has(field) ? description.get(field).toString() : "missing") + " instead of " + wanted);
    }
  }

  private static ProbeSet probeSet(String label, JsonNode description, JsonNode probes) throws BundleException {
    int count = description.path("P").asInt(-1);
    int length = description.path("L").asInt(-1);
    List<ProbeSet.Probe> list = new ArrayList<>();
    for (JsonNode sequence : probes.path("probes")) {
      List<Pass> passes = new ArrayList<>();
      for (JsonNode name : sequence) {
        passes.add(PassCatalogue.standard().named(name.asText())
            .orElseThrow(() -> new BundleException(label + ": probes.json names pass '" + name.asText()
                + "', which is neither one of the 124 nor one that probes may use")));
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
    JsonNode core = probes.path("core");
    if (core.isMissingNode()) {
      return new ProbeSet(length, list);
    }
    if (!core.isInt() || core.intValue() < 1 || core.intValue() > list.size()) {
      throw new BundleException(
          label + ": the core in probes.json is " + core + ", not a number of 1 to " + list.size());
    }
    return new ProbeSet(length, list, core.intValue());
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
}
