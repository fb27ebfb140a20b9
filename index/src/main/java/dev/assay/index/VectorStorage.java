package dev.assay.index;

/**
 * How an index on disk keeps its vectors. {@code docs/index.md} has what each costs and finds.
 */
public enum VectorStorage {
  /** Floats, 1,024 bytes a vector; nothing is lost. */
  FLOAT,
  /** Searched in 8 bits a dimension, ranked by the floats, which stay on disk. */
  INT8,
  /** Searched in 4 bits a dimension, ranked by the floats, which stay on disk. */
  INT4,
  /** Searched in 1 bit a dimension, ranked by the floats, which stay on disk. */
  BINARY,
  /** 8 bits a dimension and no floats, 256 bytes a vector. What is read back is rounded, by less than 3 degrees. */
  INT8_ONLY;

  /** Whether embeddings come back exactly as they were put in. */
  public boolean isLossless() {
    return this != INT8_ONLY;
  }
}
