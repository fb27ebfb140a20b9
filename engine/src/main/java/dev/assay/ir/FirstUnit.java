package dev.assay.ir;

import java.util.Optional;

/** Whom one function of a file interests before all others, as a user who looks at it. */
public interface FirstUnit {
  /** Nobody. */
  FirstUnit NONE = new FirstUnit() {
    @Override
    public Optional<String> name() {
      return Optional.empty();
    }

    @Override
    public void unit(Unit unit) {
      throw new IllegalStateException("nobody has asked for " + unit);
    }
  };

  /** The function's symbol, or its name as the source spells it; asked when the file is about to be taken apart. */
  Optional<String> name();

  /**
   * Takes the function, on the reading thread, before any other of the file has been taken out; where there is none of
   * that name, any. The result of reading has it, too, with its place by the outline.
   */
  void unit(Unit unit);
}
