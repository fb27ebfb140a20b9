package dev.assay.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.source.FunctionPlace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * One server process, driven as an editor drives it: started, a file opened, one function hovered until all is known of
 * it, the text edited, and functions hovered while the server is busy. One thread.
 */
final class EditorRun {
  /** So long one answer is waited for, and so long everything that a hover shows. */
  private static final int ANSWER_SECONDS = 120;
  private static final int COMPLETE_SECONDS = 600;
  /** How often the hover is asked for while something is awaited. */
  private static final long POLL_MILLIS = 4;
  private static final long BETWEEN_HOVERS_MILLIS = 10;
  private static final long BETWEEN_EDITS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final Pattern FIGURE = Pattern.compile("(?m)^((built )?-O[0-3sz]|as given) .*\\d");
  private static final Pattern GROWING = Pattern.compile("(?i)measuring…");
  private static final Pattern OF_OLD_TEXT = Pattern.compile("The text has changed since");
  private static final Pattern WITHOUT =
      Pattern.compile("Cannot be measured|makes no code of this function|Not measured, since");

  private final List<String> command;
  private final Path file;
  private final byte[] content;
  private final List<FunctionPlace> functions;
  private final FunctionPlace hovered;
  private final int hovers;
  private final int pauseSeconds;
  private final int endLine;
  private int version = 1;

  /**
   * A run that is still to be made.
   *
   * @param command what starts the server
   * @param file absolute
   * @param functions the file's functions
   * @param hovered the one that the user looks at
   * @param hovers how many hovers are asked for under load
   * @param pauseSeconds between what is complete and the next edit
   */
  EditorRun(List<String> command, Path file, byte[] content, List<FunctionPlace> functions, FunctionPlace hovered,
      int hovers, int pauseSeconds) {
    this.command = command;
    this.file = file;
    this.content = content;
    this.functions = functions;
    this.hovered = hovered;
    this.hovers = hovers;
    this.pauseSeconds = pauseSeconds;
    this.endLine = line(content.length);
  }

  /**
   * Milliseconds.
   *
   * @param ready from the process's start to the answer to {@code initialize}
   * @param firstFigure from opening to the first hover with a figure that something was compiled or run for
   * @param complete from opening to the first hover to which nothing more comes
   * @param editElsewhere from an edit that changes nothing in the function to the first complete hover of the new text
   * @param editInside the same, from an edit of the function
   * @param warm what each hover took while texts were edited and functions measured
   */
  record Times(double ready, double firstFigure, double complete, double editElsewhere, double editInside,
      List<Double> warm) {}

  /** Starts a server and takes the times. */
  Times run() throws IOException {
    long start = System.nanoTime();
    try (LanguageClient client = new LanguageClient(command)) {
      client.ask("initialize", initialize(), ANSWER_SECONDS);
      final double ready = since(start);
      client.tell("initialized", LanguageClient.object());
      long opened = System.nanoTime();
      client.tell("textDocument/didOpen", opening());
      final double first = await(client, opened, FIGURE, false);
      final double complete = await(client, opened, FIGURE, true);
      pause(TimeUnit.SECONDS.toMillis(pauseSeconds));
      long edited = System.nanoTime();
      edit(client, endLine, "/* an edit */\n");
      final double elsewhere = await(client, edited, FIGURE, true);
      pause(TimeUnit.SECONDS.toMillis(pauseSeconds));
      edited = System.nanoTime();
      editBody(client);
      final double inside = await(client, edited, FIGURE, true);
      return new Times(ready, first, complete, elsewhere, inside, warm(client));
    }
  }

  private List<Double> warm(LanguageClient client) throws IOException {
    List<Double> times = new ArrayList<>();
    long edited = 0;
    for (int i = 0; i < hovers; i++) {
      if (System.nanoTime() - edited > BETWEEN_EDITS_NANOS) {
        edit(client, endLine, "/* another */\n");
        edited = System.nanoTime();
      }
      FunctionPlace function = functions.get(i % functions.size());
      long asked = System.nanoTime();
      hover(client, function);
      times.add(since(asked));
      pause(BETWEEN_HOVERS_MILLIS);
    }
    return times;
  }

  /** Hovers until there is a figure or, if all is wanted, until there is nothing more to come; of the newest text. */
  private double await(LanguageClient client, long from, Pattern figure, boolean all) throws IOException {
    while (since(from) < TimeUnit.SECONDS.toMillis(COMPLETE_SECONDS)) {
      String text = hover(client, hovered);
      boolean isFound = figure.matcher(text).find() && !OF_OLD_TEXT.matcher(text).find();
      if (isFound && !(all && GROWING.matcher(text).find())) {
        return since(from);
      }
      if (WITHOUT.matcher(text).find()) {
        throw new IOException("there is nothing to wait for of '" + hovered.name() + "': " + text.strip());
      }
      pause(POLL_MILLIS);
    }
    throw new IOException("'" + hovered.name() + "' is not measured within " + COMPLETE_SECONDS + " s");
  }

  private String hover(LanguageClient client, FunctionPlace function) throws IOException {
    ObjectNode params = document(false);
    params.set("position", position(function.nameSpan().start()));
    JsonNode answer = client.ask("textDocument/hover", params, ANSWER_SECONDS);
    return answer.path("contents").path("value").asText();
  }

  /** A statement after the opening brace, which the optimiser must not take away. */
  private void editBody(LanguageClient client) throws IOException {
    int brace = hovered.body().start();
    while (brace < hovered.body().end() && content[brace] != '{') {
      brace++;
    }
    ObjectNode at = position(brace + 1);
    change(client, at, " { volatile int assay_edit; assay_edit = 1; } ");
  }

  private void edit(LanguageClient client, int line, String text) throws IOException {
    change(client, LanguageClient.object().put("line", line).put("character", Integer.MAX_VALUE), "\n" + text);
  }

  private void change(LanguageClient client, ObjectNode at, String text) throws IOException {
    ObjectNode params = document(true);
    ObjectNode change = params.putArray("contentChanges").addObject().put("text", text);
    ObjectNode range = change.putObject("range");
    range.set("start", at);
    range.set("end", at.deepCopy());
    client.tell("textDocument/didChange", params);
  }

  private ObjectNode initialize() {
    ObjectNode params = LanguageClient.object().put("processId", ProcessHandle.current().pid()).put("rootUri",
        file.getParent().toUri().toString());
    ObjectNode options = params.putObject("initializationOptions");
    options.putObject("index").put("enabled", false);
    params.putObject("capabilities").putObject("textDocument").putObject("hover").putArray("contentFormat")
        .add("plaintext");
    return params;
  }

  private ObjectNode opening() {
    ObjectNode params = LanguageClient.object();
    params.putObject("textDocument").put("uri", file.toUri().toString()).put("languageId", "c").put("version", version)
        .put("text", new String(content, StandardCharsets.UTF_8));
    return params;
  }

  private ObjectNode document(boolean isNew) {
    ObjectNode params = LanguageClient.object();
    ObjectNode document = params.putObject("textDocument").put("uri", file.toUri().toString());
    if (isNew) {
      document.put("version", ++version);
    }
    return params;
  }

  private ObjectNode position(int offset) {
    int start = offset;
    while (start > 0 && content[start - 1] != '\n') {
      start--;
    }
    return LanguageClient.object().put("line", line(offset)).put("character",
        new String(content, start, offset - start, StandardCharsets.UTF_8).length());
  }

  private int line(int offset) {
    int lines = 0;
    for (int i = 0; i < offset; i++) {
      lines += content[i] == '\n' ? 1 : 0;
    }
    return lines;
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private static void pause(long millis) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
