package dev.assay.lsp.detail;

import dev.assay.probe.Pass;
import dev.assay.probe.ProbeSet.Probe;
import java.util.List;

/** Probes as they are shown. */
final class ProbeText {
  /** The pass that fills short probes up; it does nothing. */
  private static final String PADDING = "barrier";

  private ProbeText() {}

  /** The names of a probe's passes, without those that fill it up. */
  static List<String> passes(Probe probe) {
    return probe.passes().stream().map(Pass::name).filter(name -> !name.equals(PADDING)).toList();
  }
}
