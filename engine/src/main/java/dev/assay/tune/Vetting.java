package dev.assay.tune;

/**
 * How often a library's entry was tried on programs whose output is known. Not one mismatch: an entry that has one is
 * in no library.
 *
 * @param randomPrograms how many programs that csmith made gave the checksum that they give at -O0
 * @param suites how many programs that check themselves passed
 */
public record Vetting(int randomPrograms, int suites) {
  /** From so many random programs on, an entry counts as vetted. */
  public static final int ENOUGH_RANDOM_PROGRAMS = 1000;
  /** Nothing was tried. */
  public static final Vetting NONE = new Vetting(0, 0);

  /** Checks the counts. */
  public Vetting {
    if (randomPrograms < 0 || suites < 0) {
      throw new IllegalArgumentException("counts of programs are not negative");
    }
  }

  /** What that amounts to. */
  public Tested tested() {
    return randomPrograms >= ENOUGH_RANDOM_PROGRAMS ? Tested.VETTED : Tested.VERIFIED;
  }
}
