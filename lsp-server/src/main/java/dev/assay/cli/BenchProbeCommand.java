package dev.assay.cli;
@picocli.CommandLine.Command(name = "probe")
final class BenchProbeCommand implements Runnable {
  BenchProbeCommand(Console c) {}
  public void run() {}
}
