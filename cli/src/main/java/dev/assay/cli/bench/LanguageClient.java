package dev.assay.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A language server's process and what is said to it: JSON-RPC in the Language Server Protocol's frames, as an editor
 * writes them. What the server asks is answered with nothing. Notifications are sent by one thread at a time.
 */
final class LanguageClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LENGTH = "Content-Length:";
  private static final int END_SECONDS = 60;

  private final Process process;
  private final OutputStream out;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();

  /**
   * Starts a server.
   *
   * @param command what starts it, to speak on its standard input and output
   */
  LanguageClient(List<String> command) throws IOException {
    this.process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
    this.out = process.getOutputStream();
    Thread.ofPlatform().daemon().name("language client").start(this::read);
  }

  /**
   * Asks, and waits for the answer.
   *
   * @param params the request's parameters
   * @param seconds how long to wait at most
   * @throws IOException when the server refuses, is gone or takes too long
   */
  JsonNode ask(String method, ObjectNode params, int seconds) throws IOException {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    if (!process.isAlive()) {
      throw new IOException("the language server has ended with status " + process.exitValue());
    }
    send(message(method, params).put("id", id));
    try {
      return answer.get(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the language server was asked for " + method, e);
    } catch (ExecutionException e) {
      throw new IOException("the language server does not answer " + method + ": " + e.getCause().getMessage(), e);
    } catch (TimeoutException e) {
      throw new IOException("the language server does not answer " + method + " within " + seconds + " s", e);
    } finally {
      waiting.remove(id);
    }
  }

  /** Tells the server something. */
  void tell(String method, ObjectNode params) throws IOException {
    send(message(method, params));
  }

  private static ObjectNode message(String method, ObjectNode params) {
    ObjectNode message = object().put("jsonrpc", "2.0").put("method", method);
    message.set("params", params);
    return message;
  }

  /** An empty JSON object. */
  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private void send(ObjectNode message) throws IOException {
    byte[] body = JSON.writeValueAsBytes(message);
    synchronized (out) {
      out.write((LENGTH + " " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(body);
      out.flush();
    }
  }

  private void read() {
    IOException end = new IOException("it has ended");
    try (InputStream in = new BufferedInputStream(process.getInputStream(), 1 << 16)) {
      for (int length = length(in); length >= 0; length = length(in)) {
        take(JSON.readTree(in.readNBytes(length)));
      }
    } catch (IOException e) {
      end = e;
    }
    IOException why = end;
    waiting.values().forEach(answer -> answer.completeExceptionally(why));
  }

  /** The length that the next frame's head says; -1 at the end. */
  private static int length(InputStream in) throws IOException {
    int length = -1;
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c != '\n') {
        line.append((char) c);
        continue;
      }
      String text = line.toString().strip();
      line.setLength(0);
      if (text.isEmpty()) {
        return length;
      }
      if (text.startsWith(LENGTH)) {
        length = Integer.parseInt(text.substring(LENGTH.length()).strip());
      }
    }
    return -1;
  }

  private void take(JsonNode message) throws IOException {
    JsonNode id = message.path("id");
    if (message.has("method")) {
      if (!id.isMissingNode()) {
        ObjectNode answer = object().put("jsonrpc", "2.0");
        answer.set("id", id);
        send(answer.putNull("result"));
      }
      return;
    }
    CompletableFuture<JsonNode> asked = waiting.get(id.asInt());
    if (asked != null && message.has("error")) {
      asked.completeExceptionally(new IOException(message.path("error").path("message").asText()));
    } else if (asked != null) {
      asked.complete(message.path("result"));
    }
  }

  /** Ends the server as an editor does. */
  @Override
  public void close() throws IOException {
    try {
      if (process.isAlive()) {
        ask("shutdown", object(), END_SECONDS);
        tell("exit", object());
        process.waitFor(END_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }
}
