package dev.assay.lsp;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How the server is started.
 *
 * @param socketPort the port of 127.0.0.1 that the client listens on; empty means standard input and output
 * @param clientProcessId the process to end with
 * @param bundleFolder the bundle to use instead of the shipped one
 */
public record ServerOptions(OptionalInt socketPort, OptionalLong clientProcessId, Optional<Path> bundleFolder) {
  /** Standard input and output, with the shipped bundle. */
  public static ServerOptions stdio() {
    return new ServerOptions(OptionalInt.empty(), OptionalLong.empty(), Optional.empty());
  }

  /**
   * Reads {@code --stdio}, {@code --socket=PORT}, {@code --clientProcessId=PID} and {@code --bundle=FOLDER}.
   *
   * @throws IllegalArgumentException with a sentence, when there is anything else
   */
  public static ServerOptions parse(String... arguments) {
    ServerOptions options = stdio();
    for (String argument : arguments) {
      String value = argument.substring(argument.indexOf('=') + 1);
      if (argument.startsWith("--socket=")) {
        int port = (int) number(argument, value, 65_535);
        options = new ServerOptions(OptionalInt.of(port), options.clientProcessId, options.bundleFolder);
      } else if (argument.startsWith("--clientProcessId=")) {
        OptionalLong pid = OptionalLong.of(number(argument, value, Long.MAX_VALUE));
        options = new ServerOptions(options.socketPort, pid, options.bundleFolder);
      } else if (argument.startsWith("--bundle=")) {
        options = new ServerOptions(options.socketPort, options.clientProcessId, Optional.of(Path.of(value)));
      } else if (!argument.equals("--stdio")) {
        throw new IllegalArgumentException("the language server does not know the option '" + argument + "'");
      }
    }
    return options;
  }

  private static long number(String argument, String value, long most) {
    try {
      long number = Long.parseLong(value);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException("'" + argument + "' needs a number from 1 to " + most);
  }
}
