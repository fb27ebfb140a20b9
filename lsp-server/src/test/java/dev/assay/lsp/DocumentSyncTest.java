package dev.assay.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.lsp.analysis.AdviceService;
import dev.assay.lsp.analysis.AnalysisContext;
import dev.assay.lsp.analysis.Attention;
import dev.assay.lsp.analysis.BuildService;
import dev.assay.lsp.analysis.Documents;
import dev.assay.lsp.analysis.EngineHolder;
import dev.assay.lsp.client.ClientPort;
import dev.assay.lsp.client.Health;
import dev.assay.lsp.settings.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.junit.jupiter.api.Test;

/** Random edits by positions, against a model that knows lines only. */
class DocumentSyncTest {
  private static final String URI = "file:///work/sync.ll";
  private static final String[] PIECES = {"x", "\n", "\r\n", "\uD83D\uDE00", "é\n", "define", "  ", ""};

  private static Documents documents() {
    ClientPort client = new ClientPort();
    AdviceService advice = new AdviceService();
    EngineHolder engines = new EngineHolder(settings -> {
      throw new IOException("not needed");
    });
    ScheduledThreadPoolExecutor never = new ScheduledThreadPoolExecutor(0);
    never.shutdown(); // what is read does not matter here
    never.setRejectedExecutionHandler((task, executor) -> {
    });
    return new Documents(new AnalysisContext(engines, advice, new BuildService(advice, new Attention()), client,
        new Health(client, advice::waiting), Settings::defaults, new ProjectFlags(client), never));
  }

  @Test
  void keepsUpWithRandomEdits() {
    for (int round = 0; round < 100; round++) {
      long seed = 7_000L + round;
      Random random = new Random(seed);
      Documents documents = documents();
      String model = "";
      documents.open(URI, "llvm", 0, model);
      for (int version = 1; version <= 30; version++) {
        List<TextDocumentContentChangeEvent> changes = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
          String[] lines = model.split("\r\n|\n|\r", -1);
          Position start = position(random, lines);
          Position end = random.nextBoolean() ? start : position(random, lines);
          String text = PIECES[random.nextInt(PIECES.length)] + PIECES[random.nextInt(PIECES.length)];
          boolean isWhole = random.nextInt(20) == 0;
          changes.add(isWhole ? new TextDocumentContentChangeEvent(text)
              : new TextDocumentContentChangeEvent(new Range(start, end), text));
          int from = offset(model, lines, start);
          int to = Math.max(from, offset(model, lines, end));
          model = isWhole ? text : model.substring(0, from) + text + model.substring(to);
        }
        documents.change(URI, version, changes);
        var view = documents.find(URI).orElseThrow().view().orElseThrow();
        assertThat(view.text().text()).as("new Random(%dL), version %d", seed, version).isEqualTo(model);
        assertThat(view.version()).isEqualTo(version);
      }
    }
  }

  /** Mostly inside of the text, sometimes far beyond. */
  private static Position position(Random random, String[] lines) {
    int line = random.nextInt(20) == 0 ? Integer.MAX_VALUE : random.nextInt(lines.length);
    int length = line < lines.length ? lines[line].length() : 0;
    return new Position(line, random.nextInt(20) == 0 ? Integer.MAX_VALUE : random.nextInt(length + 1));
  }

  private static int offset(String text, String[] lines, Position position) {
    int at = 0;
    for (int line = 0; line < lines.length; line++) {
      if (line == position.getLine()) {
        return at + Math.min(position.getCharacter(), lines[line].length());
      }
      at += lines[line].length();
      at += text.startsWith("\r\n", at) ? 2 : at < text.length() ? 1 : 0;
    }
    return text.length();
  }
}
