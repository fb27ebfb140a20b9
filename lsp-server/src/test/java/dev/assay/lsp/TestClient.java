package dev.assay.lsp;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A client that speaks the protocol in bytes, knows nothing of LSP4J and remembers all it is told. */
final class TestClient implements AutoCloseable {
  static final long TIMEOUT_MILLIS = 60_000;
  private static final Gson GSON = new Gson();

  private final OutputStream out;
  private final DataInputStream in;
  private final Thread reader;
  private final List<JsonObject> received = new ArrayList<>();
  private JsonObject settings = new JsonObject();
  private String chosen;
  private int lastId;
  private boolean ended;

  /** Talks over two streams; the thread that reads ends with them. */
  TestClient(InputStream in, OutputStream out) {
    this.in = new DataInputStream(in);
    this.out = out;
    this.reader = Thread.ofPlatform().daemon().name("test client").start(this::read);
  }

  /** What the server gets when it asks for settings. */
  synchronized void setSettings(String json) {
    settings = JsonParser.parseString(json).getAsJsonObject();
  }

  /** What the user chooses when the server asks; nothing unless set. */
  synchronized void choose(String title) {
    chosen = title;
  }

  /** Sends a message as it is. */
  synchronized void sendRaw(String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    try {
      out.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(body);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void notify(String method, Object params) {
    sendRaw(GSON.toJson(message(method, params)));
  }

  /** Sends a request. */
  synchronized int send(String method, Object params) {
    Map<String, Object> message = message(method, params);
    message.put("id", ++lastId);
    sendRaw(GSON.toJson(message));
    return lastId;
  }

  /** Sends a request and waits for its answer, result or error. */
  JsonObject request(String method, Object params) {
    return answer(send(method, params));
  }

  JsonObject answer(int id) {
    return await("the answer to " + id,
        message -> !message.has("method") && message.has("id") && message.get("id").getAsInt() == id);
  }

  private static Map<String, Object> message(String method, Object params) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("jsonrpc", "2.0");
    message.put("method", method);
    if (params != null) {
      message.put("params", params instanceof String json ? JsonParser.parseString(json) : params);
    }
    return message;
  }

  /** Waits for a message and takes it out of what was received. */
  JsonObject await(String what, Predicate<JsonObject> wanted) {
    long deadline = System.nanoTime() + TIMEOUT_MILLIS * 1_000_000;
    synchronized (received) {
      while (true) {
        for (JsonObject message : received) {
          if (wanted.test(message)) {
            received.remove(message);
            return message;
          }
        }
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0 || ended) {
          throw new AssertionError("no " + what + (ended ? " before the server ended" : "") + "; got " + received);
        }
        try {
          received.wait(left);
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
    }
  }

  /** Waits for a notification or a request of the server. */
  JsonObject awaitMethod(String method, Predicate<JsonObject> params) {
    return await(method, message -> message.has("method") && message.get("method").getAsString().equals(method)
        && params.test(message.getAsJsonObject("params")));
  }

  /** Waits for the diagnostics of one version. */
  JsonArray awaitDiagnostics(String uri, int version) {
    return awaitMethod("textDocument/publishDiagnostics", params -> params.get("uri").getAsString().equals(uri)
        && params.has("version") && params.get("version").getAsInt() == version).getAsJsonObject("params")
        .getAsJsonArray("diagnostics");
  }

  /** All that was received of a method and not taken yet. */
  List<JsonObject> received(String method) {
    synchronized (received) {
      return received.stream().filter(m -> m.has("method") && m.get("method").getAsString().equals(method)).toList();
    }
  }

  private void read() {
    try {
      while (true) {
        JsonObject message = readMessage();
        if (message.has("method") && message.has("id")) {
          reply(message);
        }
        synchronized (received) {
          received.add(message);
          received.notifyAll();
        }
      }
    } catch (IOException | UncheckedIOException e) {
      synchronized (received) {
        ended = true;
        received.notifyAll();
      }
    }
  }

  private void reply(JsonObject request) {
    JsonElement result = JsonNull.INSTANCE;
    if (request.get("method").getAsString().equals("workspace/configuration")) {
      JsonArray answers = new JsonArray();
      answers.add(settings);
      result = answers;
    } else if (request.get("method").getAsString().equals("window/showMessageRequest") && chosen != null) {
      JsonObject action = new JsonObject();
      action.addProperty("title", chosen);
      result = action;
    }
    sendRaw("{\"jsonrpc\":\"2.0\",\"id\":" + request.get("id") + ",\"result\":" + result + "}");
  }

  private JsonObject readMessage() throws IOException {
    int length = -1;
    while (true) {
      String line = readLine();
      if (line.isEmpty()) {
        break;
      }
      if (!line.startsWith("Content-Length: ")) {
        throw new AssertionError("not a header: " + line);
      }
      length = Integer.parseInt(line.substring("Content-Length: ".length()));
    }
    byte[] body = new byte[length];
    in.readFully(body);
    return JsonParser.parseString(new String(body, StandardCharsets.UTF_8)).getAsJsonObject();
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int c = in.read();
      if (c < 0) {
        throw new EOFException();
      }
      if (c == '\n') {
        return line.toString();
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** Whether the server has closed its end. */
  boolean isEnded() throws InterruptedException {
    reader.join(TIMEOUT_MILLIS);
    synchronized (received) {
      return ended;
    }
  }
}
