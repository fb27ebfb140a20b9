package dev.assay.lsp.client;

import dev.assay.lsp.protocol.IndexStatus;
import dev.assay.lsp.protocol.ServerStatus;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import org.eclipse.lsp4j.MessageType;

/** Keeps count of what is under way and what went wrong, and tells the client when that changes. Thread-safe. */
public final class Health {
  private final ClientPort client;
  private final IntSupplier waiting;
  private final Set<Object> busy = new HashSet<>();
  private String error;
  private String device;
  private IndexStatus index;

  /**
   * The health of a server that is idle and well.
   *
   * @param waiting how many units wait to be measured; asked often and with locks held, so it must not take any
   */
  public Health(ClientPort client, IntSupplier waiting) {
    this.client = client;
    this.waiting = waiting;
  }

  /** Something is under way for an owner. */
  public synchronized void busy(Object owner) {
    busy.add(owner);
    tell();
  }

  /** Nothing is under way for an owner any more. */
  public synchronized void idle(Object owner) {
    busy.remove(owner);
    tell();
  }

  /** Reading or measuring is not possible at all. */
  public synchronized void failed(String sentence) {
    if (!sentence.equals(error)) {
      error = sentence;
      client.log(MessageType.Error, sentence);
    }
    tell();
  }

  /** Reading or measuring has just been possible. */
  public synchronized void worked() {
    error = null;
    tell();
  }

  /** Predictions are computed on a device. */
  public synchronized void predictsOn(String name) {
    device = name;
    tell();
  }

  /** The state of the index has changed; where there is none, the client is told nothing of it. */
  public synchronized void index(IndexStatus status) {
    IndexStatus shown = status.state() == IndexStatus.State.NONE ? null : status;
    if (!Objects.equals(shown, index)) {
      index = shown;
      tell();
    }
  }

  /** Tells the client, if anything has changed. */
  public synchronized void tell() {
    client.status(now());
  }

  /** How the server is. */
  public synchronized ServerStatus now() {
    boolean quiescent = busy.isEmpty() && waiting.getAsInt() == 0;
    ServerStatus.Health state = error == null ? ServerStatus.Health.OK : ServerStatus.Health.ERROR;
    return new ServerStatus(state, quiescent, error, device, index, StatusWording.of(state, quiescent,
        Optional.ofNullable(error), Optional.ofNullable(device), Optional.ofNullable(index)));
  }
}
