package dev.assay.lsp;

import dev.assay.lsp.analysis.EarlyEngine;
import dev.assay.lsp.analysis.EngineSource;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Starts the language server for one client and waits until it is done. */
public final class ServerMain {
  private static final int CONNECT_MILLIS = 10_000;

  private ServerMain() {}

  /** Runs the server; the exit status is 0 after {@code shutdown} and {@code exit}, 2 for wrong use, else 1. */
  public static void main(String[] arguments) {
    ServerOptions options;
    try {
      options = ServerOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    System.exit(run(options));
  }

  /**
   * Runs the server until its client is done with it.
   *
   * @return the status that the process is to exit with
   */
  public static int run(ServerOptions options) {
    EngineSource engines = EarlyEngine.of(EngineSource.ofBundle(options.bundleFolder()));
    if (options.socketPort().isPresent()) {
      int port = options.socketPort().getAsInt();
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
        socket.setTcpNoDelay(true);
        return serve(options, engines, socket.getInputStream(), socket.getOutputStream());
      } catch (IOException e) {
        System.err
            .println("the language client cannot be reached on port " + port + " of this machine: " + e.getMessage());
        return 1;
      }
    }
    // Whatever prints by mistake prints to standard error: standard output is the protocol's.
    System.setOut(System.err);
    return serve(options, engines, new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
  }

  private static int serve(ServerOptions options, EngineSource engines, InputStream in, OutputStream out) {
    try (Connection connection = Connection.open(engines, in, out)) {
      options.clientProcessId().ifPresent(connection::endWithProcess);
      return connection.awaitExitStatus();
    }
  }
}
