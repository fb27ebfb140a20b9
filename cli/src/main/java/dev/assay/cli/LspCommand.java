package dev.assay.cli;

import dev.assay.lsp.ServerMain;
import dev.assay.lsp.ServerOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code assay lsp}: the language server, as editors start it. */
@Command(name = "lsp", sortOptions = false, header = "Run the language server, for editors.",
    description = {"",
        "Speaks the Language Server Protocol on standard input and output, unless told otherwise. It ends "
            + "when the editor says so or is gone.",
        ""},
    footerHeading = "%nExamples:%n",
    footer = {"  assay lsp --stdio", "  assay lsp --socket=5007 --clientProcessId=4711"})
final class LspCommand implements Callable<Integer> {
  private static final long LARGEST_PORT = 65_535;

  @Spec
  private CommandSpec spec;

  @ArgGroup(exclusive = true)
  private Channel channel;

  @Option(names = "--clientProcessId", paramLabel = "PID", description = "End when this process is gone.")
  private Long clientProcessId;

  @Option(names = "--bundle", paramLabel = "DIR", description = "Use the bundle in this folder instead of Assay's own.")
  private Path bundle;

  /** Where the editor listens. */
  private static final class Channel {
    @Option(names = "--stdio", description = "Use standard input and output; this is the default.")
    private boolean stdio;

    @Option(names = "--socket", paramLabel = "PORT",
        description = "Connect to the editor at this port of this machine.")
    private Integer socket;
  }

  @Override
  public Integer call() {
    OptionalInt port = channel == null || channel.stdio ? OptionalInt.empty()
        : OptionalInt.of(number("--socket", channel.socket, LARGEST_PORT));
    OptionalLong process = clientProcessId == null ? OptionalLong.empty()
        : OptionalLong.of(number("--clientProcessId", clientProcessId, Long.MAX_VALUE));
    return ServerMain.run(new ServerOptions(port, process, Optional.ofNullable(bundle)));
  }

  private <N extends Number> N number(String option, N value, long largest) {
    if (value.longValue() < 1 || value.longValue() > largest) {
      throw new ParameterException(spec.commandLine(), option + " has to be from 1 to " + largest + ", not " + value);
    }
    return value;
  }
}
