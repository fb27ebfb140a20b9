package dev.assay.lsp;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import dev.assay.Engine;
import dev.assay.lsp.analysis.EngineHolder;
import dev.assay.lsp.analysis.Failures;
import dev.assay.lsp.client.ClientPort;
import dev.assay.lsp.client.Health;
import dev.assay.lsp.settings.Settings;
import dev.assay.lsp.settings.SettingsReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.lsp4j.ConfigurationItem;
import org.eclipse.lsp4j.ConfigurationParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.RegistrationParams;

/**
 * The settings in force and where they come from: the initialization options, and on top of them what the client
 * answers or pushes.
 */
final class Configuration {
  private static final Gson GSON = new Gson();

  private final ClientPort client;
  private final EngineHolder engines;
  private final Runnable giveUp;
  private final Health health;
  private Runnable changed = Configuration::doNothing;
  private Runnable indexChanged = Configuration::doNothing;
  private Runnable lensChanged = Configuration::doNothing;
  private Settings initial = Settings.defaults();
  private volatile Settings current = initial;
  private volatile List<String> allowedCompilers = List.of();
  private final AtomicReference<String> toldDevice = new AtomicReference<>("");

  /**
   * Settings that are the defaults.
   *
   * @param giveUp gives up what is being measured
   */
  Configuration(ClientPort client, EngineHolder engines, Runnable giveUp, Health health) {
    this.client = client;
    this.engines = engines;
    this.giveUp = giveUp;
    this.health = health;
  }

  /** Is run after settings have changed that open documents depend on. */
  void onChange(Runnable action) {
    changed = action;
  }

  /** Is run after settings have changed that the index depends on. */
  void onIndexChange(Runnable action) {
    indexChanged = action;
  }

  /** Is run after settings have changed that lenses and hints depend on. */
  void onLensChange(Runnable action) {
    lensChanged = action;
  }

  private static void doNothing() {
    // Until a listener is set.
  }

  Settings current() {
    return current;
  }

  /**
   * Takes the initialization options.
   *
   * @return whether flags may be taken from the workspace
   */
  boolean initialize(Object options) {
    JsonElement json = GSON.toJsonTree(options);
    initial = SettingsReader.read(json, initial, problem -> client.log(MessageType.Warning, problem));
    current = initial;
    allowedCompilers =
        SettingsReader.allowedCompilers(json, problem -> client.log(MessageType.Warning, problem)).orElse(List.of());
    engines.configure(initial);
    if (!initial.trace().equals(Settings.defaults().trace())) {
      client.setTrace(initial.trace());
    }
    return SettingsReader.isTrusted(json);
  }

  /** Which of the project's own compilers the user lets be run; only the initialization options say so. */
  List<String> allowedCompilers() {
    return allowedCompilers;
  }

  /** What clients answer or push later may come from a workspace, which must not choose what is run. */
  private void refuseCompilers(JsonElement json) {
    SettingsReader.allowedCompilers(json, problem -> {
      // It is ignored in any case.
    }).filter(patterns -> !patterns.equals(allowedCompilers))
        .ifPresent(patterns -> client.log(MessageType.Warning,
            "the setting assay.allowCompiler is ignored, since a workspace may have set it; "
                + "clients give it in the initialization options, from the user's own settings"));
  }

  /** Registers for changes, and asks the client for its settings. */
  void register() {
    List<Registration> wanted = new ArrayList<>();
    if (client.features().configurationRegistration()) {
      wanted.add(new Registration("assay-settings", "workspace/didChangeConfiguration", Map.of("section", "assay")));
    }
    if (client.features().watchRegistration()) {
      List<Map<String, String>> watchers =
          WatchedFiles.globs().stream().map(glob -> Map.of("globPattern", glob)).toList();
      wanted.add(new Registration("assay-files", "workspace/didChangeWatchedFiles", Map.of("watchers", watchers)));
    }
    if (!wanted.isEmpty()) {
      client.client().registerCapability(new RegistrationParams(wanted)).exceptionally(refusal -> {
        client.log(MessageType.Warning, "the client does not report changes: " + Failures.sentence(refusal));
        return null;
      });
    }
    refresh(null);
  }

  /**
   * Settings have changed: asks for them, or takes those that were pushed.
   *
   * @param pushed what the client sent along; used where it cannot be asked
   */
  void refresh(Object pushed) {
    if (!client.features().configuration()) {
      apply(Optional.ofNullable(pushed).map(GSON::toJsonTree));
      return;
    }
    ConfigurationItem item = new ConfigurationItem();
    item.setSection("assay");
    client.client().configuration(new ConfigurationParams(List.of(item))).whenComplete((answer, refusal) -> {
      if (refusal != null) {
        client.log(MessageType.Warning, "the client does not send its settings: " + Failures.sentence(refusal));
      }
      apply(Optional.ofNullable(answer).filter(list -> !list.isEmpty()).map(list -> list.get(0)).map(GSON::toJsonTree));
    });
  }

  /** Logs once what predictions are computed on. */
  private void tellDevice(Engine engine) {
    String told = engine.encoder().map(encoder -> "predictions of bundle " + engine.advisor().bundle().id()
        + " are computed on " + encoder.device() + ", by " + encoder.graph()).orElse("");
    engine.encoder().ifPresent(encoder -> health.predictsOn(encoder.device().name()));
    if (!told.isEmpty() && !told.equals(toldDevice.getAndSet(told))) {
      client.log(MessageType.Info, told);
    }
  }

  private synchronized void apply(Optional<JsonElement> json) {
    json.ifPresent(this::refuseCompilers);
    Settings before = current;
    Settings now = json.isEmpty() ? initial
        : SettingsReader.read(json.get(), initial, problem -> client.log(MessageType.Warning, problem));
    current = now;
    if (!now.trace().equals(before.trace())) {
      client.setTrace(now.trace());
    }
    boolean isOtherEngine = !now.needsSameEngineAs(before);
    if (isOtherEngine) {
      giveUp.run(); // before its workers go away under it
      engines.configure(now);
    }
    engines.engine().thenAccept(this::tellDevice);
    if (isOtherEngine || now.probesEnabled() != before.probesEnabled() || now.objective() != before.objective()) {
      changed.run();
    }
    if (!now.lens().equals(before.lens())) {
      lensChanged.run();
    }
    if (isOtherEngine || !now.index().equals(before.index())) {
      indexChanged.run();
    }
  }
}
