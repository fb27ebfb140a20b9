package dev.assay.cli.terminal;

/** Colours, or none. */
public enum Style {
  /** Text as it is. */
  PLAIN,
  /** Text with ANSI escape sequences. */
  COLOURED;

  /** What {@code --color} says. */
  public enum When {
    /** On a terminal, unless the environment has {@code NO_COLOR}. */
    AUTO,
    /** Even into a pipe. */
    ALWAYS,
    /** Not at all. */
    NEVER
  }

  /** The style for what {@code --color} says, on a terminal. */
  public static Style of(When when, Terminal terminal) {
    return switch (when) {
      case ALWAYS -> COLOURED;
      case NEVER -> PLAIN;
      case AUTO -> terminal.outIsTerminal() && !terminal.noColor() ? COLOURED : PLAIN;
    };
  }

  /** A heading. */
  public String bold(String text) {
    return wrap("1", text);
  }

  /** What matters less. */
  public String dim(String text) {
    return wrap("2", text);
  }

  /** A figure that is better than what it is compared with. */
  public String good(String text) {
    return wrap("32", text);
  }

  /** A figure that is worse, or something that did not work. */
  public String bad(String text) {
    return wrap("31", text);
  }

  private String wrap(String code, String text) {
    return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
