package dev.assay.bundle;

import dev.assay.content.ContentWeights;
import dev.assay.probe.ProbeSet;
import dev.assay.quantize.Codebooks;
import dev.assay.tune.Library;
import java.util.Optional;

/**
 * A bundle that has been read and found whole. Immutable.
 *
 * @param id for example {@code assay-1.0.0}; results of different ids do not compare
 * @param llvmVersion the version of LLVM that it was made with
 * @param probes its probes
 * @param codebooks what spectra are quantised with; empty where the bundle has none
 * @param model the encoder's graph; empty where the bundle has none, never there without codebooks
 * @param library ways to compile that are worth trying for size; empty where the bundle has none
 * @param content how what units say becomes a part of their embeddings; empty where these are of reactions alone, never
 *     there without a model
 */
public record Bundle(String id, String llvmVersion, ProbeSet probes, Optional<Codebooks> codebooks,
    Optional<Model> model, Library library, Optional<ContentWeights> content) {
  /** A bundle whose embeddings are of reactions alone. */
  public Bundle(String id, String llvmVersion, ProbeSet probes, Optional<Codebooks> codebooks, Optional<Model> model,
      Library library) {
    this(id, llvmVersion, probes, codebooks, model, library, Optional.empty());
  }

  /** A bundle without a library. */
  public Bundle(String id, String llvmVersion, ProbeSet probes, Optional<Codebooks> codebooks, Optional<Model> model) {
    this(id, llvmVersion, probes, codebooks, model, Library.EMPTY);
  }

  /** A bundle of probes alone, from which nothing can be predicted. */
  public Bundle(String id, String llvmVersion, ProbeSet probes) {
    this(id, llvmVersion, probes, Optional.empty(), Optional.empty());
  }

  /** Checks that the parts go together. */
  public Bundle {
    if (model.isPresent() && codebooks.isEmpty()) {
      throw new IllegalArgumentException("a bundle with an encoder has codebooks");
    }
    if (content.isPresent() && model.isEmpty()) {
      throw new IllegalArgumentException("a bundle with weights of contents has an encoder");
    }
  }

  /** How many of the first probes are the core, which suffices for search and a first answer. */
  public int coreProbes() {
    return probes.core();
  }

  /** The same bundle with another library. */
  public Bundle with(Library other) {
    return new Bundle(id, llvmVersion, probes, codebooks, model, other, content);
  }

  /** Whether anything can be predicted from it. */
  public boolean hasEncoder() {
    return model.isPresent();
  }

  /**
   * Returns only if the bundle was made for an LLVM: its major version has to be the same.
   *
   * @param version the version of LLVM that is there, for example {@code 20.1.7}
   * @throws BundleException that names both versions, otherwise
   */
  public void requireLlvm(String version) throws BundleException {
    if (!major(version).equals(major(llvmVersion))) {
      throw new BundleException("bundle " + id + " was made with LLVM " + llvmVersion
          + " and does not fit the LLVM that is here, " + version);
    }
  }

  static String major(String version) {
    int dot = version.indexOf('.');
    return dot < 0 ? version : version.substring(0, dot);
  }
}
