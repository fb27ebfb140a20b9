package dev.assay.index.search;

/**
 * Functions of about one size: each band reaches to twice the size of the one before. The names tell the least
 * instructions.
 */
public enum SizeBand {
  /** 0 to 4 instructions. */
  FROM_0(0),
  /** 5 to 9 instructions. */
  FROM_5(5),
  /** 10 to 19 instructions. */
  FROM_10(10),
  /** 20 to 39 instructions. */
  FROM_20(20),
  /** 40 to 79 instructions. */
  FROM_40(40),
  /** 80 to 159 instructions. */
  FROM_80(80),
  /** 160 to 319 instructions. */
  FROM_160(160),
  /** 320 instructions and more. */
  FROM_320(320);

  /** How many bands there are. */
  public static final int COUNT = values().length;

  private static final SizeBand[] BANDS = values();

  private final int least;

  SizeBand(int least) {
    this.least = least;
  }

  /** The band of a number of instructions, at least 0. */
  public static SizeBand of(int instructions) {
    int band = 0;
    while (band + 1 < COUNT && instructions >= BANDS[band + 1].least) {
      band++;
    }
    return BANDS[band];
  }

  /** The fewest instructions in the band. */
  public int least() {
    return least;
  }

  /** The most instructions in the band. */
  public int most() {
    return ordinal() + 1 < COUNT ? BANDS[ordinal() + 1].least - 1 : Integer.MAX_VALUE;
  }
}
