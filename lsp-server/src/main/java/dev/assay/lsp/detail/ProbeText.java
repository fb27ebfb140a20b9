package dev.assay.lsp.detail;

import dev.assay.probe.Pass;
import dev.assay.probe.PassCatalogue;
import dev.assay.probe.ProbeSet.Probe;
import java.util.List;

/** Probes as they are shown. */
final class ProbeText {
  private ProbeText() {}

  /** The names of a probe's passes, without those that fill it up. */
  static List<String> passes(Probe probe) {
    return probe.passes().stream().map(Pass::name).filter(name -> !name.equals(PassCatalogue.PADDING)).toList();
  }
}
