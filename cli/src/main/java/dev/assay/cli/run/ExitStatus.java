package dev.assay.cli.run;

/** What a command's process ends with, as {@code --help} lists it. */
public final class ExitStatus {
  /** All is fine. */
  public static final int FINE = 0;
  /** Some input failed; what could be done is done. */
  public static final int INPUT_FAILED = 1;
  /** The arguments make no sense; nothing was done. */
  public static final int WRONG_USE = 2;

  private ExitStatus() {}
}
