package dev.assay.lsp.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.Engine;
import dev.assay.ir.SourceReader;
import dev.assay.lsp.SharedBuilds;
import dev.assay.lsp.settings.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class EarlyEngineTest {
  private static final Settings USUAL = Settings.defaults();
  private static final Settings OTHER = new Settings(USUAL.debounceMillis(), USUAL.workers() + 1, USUAL.objective(),
      USUAL.probesEnabled(), USUAL.probeTimeoutMillis(), USUAL.unitTimeoutSeconds(), USUAL.memoryLimitMegabytes(),
      USUAL.device(), USUAL.index(), USUAL.lens(), USUAL.tuneRequired(), USUAL.trace());

  private final BlockingQueue<Settings> opened = new LinkedBlockingQueue<>();
  private final BlockingQueue<Engine> closed = new LinkedBlockingQueue<>();
  private final List<Object> given = new ArrayList<>();
  private final Engine.Opening opening = new Engine.Opening() {
    @Override
    public void reads(SourceReader reader) {
      given.add(reader);
    }

    @Override
    public void measures(Engine engine) {
      given.add(engine);
    }
  };

  private final EngineSource source = new EngineSource() {
    @Override
    public Engine open(Settings settings) {
      opened.add(settings);
      return SharedBuilds.engine();
    }

    @Override
    public void close(Engine engine) {
      closed.add(engine);
    }
  };

  @Test
  void theUsualEngineIsBegunBeforeAnybodyAsksAndGivenToWhoDoes() throws Exception {
    EngineSource early = EarlyEngine.of(source);
    assertThat(opened.take()).isEqualTo(USUAL);
    Engine engine = early.open(USUAL, opening);
    assertThat(engine).isSameAs(SharedBuilds.engine());
    assertThat(given).containsExactly(engine.reader(), engine);
    assertThat(opened).as("no second one").isEmpty();
    early.open(USUAL);
    assertThat(opened).as("given away once").hasSize(1);
  }

  @Test
  void otherSettingsGetAnEngineOfTheirOwn() throws Exception {
    EngineSource early = EarlyEngine.of(source);
    assertThat(opened.take()).isEqualTo(USUAL);
    early.open(OTHER, opening);
    assertThat(opened.take()).isEqualTo(OTHER);
    assertThat(closed.take()).as("the early one is given up").isSameAs(SharedBuilds.engine());
  }

  @Test
  void anEngineThatWillNotDoIsClosed() throws Exception {
    EngineSource early = EarlyEngine.of(source);
    IOException reason = new IOException("its workers hold another LLVM");
    assertThatThrownBy(() -> early.open(USUAL, new Engine.Opening() {
      @Override
      public void measures(Engine engine) throws IOException {
        throw reason;
      }
    })).isSameAs(reason);
    assertThat(closed.take()).isSameAs(SharedBuilds.engine());
  }

  @Test
  void whyThereIsNoneIsSaidAndTriedAgain() throws Exception {
    IOException reason = new IOException("the bundle is missing");
    EngineSource early = EarlyEngine.of(new EngineSource() {
      @Override
      public Engine open(Settings settings) throws IOException {
        opened.add(settings);
        if (opened.size() == 1) {
          throw reason;
        }
        return SharedBuilds.engine();
      }
    });
    assertThatThrownBy(() -> early.open(USUAL)).isSameAs(reason);
    assertThat(early.open(USUAL)).isSameAs(SharedBuilds.engine());
  }
}
