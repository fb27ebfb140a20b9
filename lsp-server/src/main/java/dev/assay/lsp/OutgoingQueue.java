package dev.assay.lsp;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.lsp4j.jsonrpc.JsonRpcException;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.messages.Message;

/**
 * Writes messages in order, on a thread of its own: a client that does not read blocks nobody, whatever locks the
 * sender holds. Thread-safe.
 */
final class OutgoingQueue implements MessageConsumer {
  private final MessageConsumer stream;
  /** What is to be written; nothing that comes after an empty element is. */
  private final BlockingQueue<Optional<Message>> messages = new LinkedBlockingQueue<>();
  private final Thread writer;

  OutgoingQueue(MessageConsumer stream) {
    this.stream = stream;
    this.writer = Thread.ofPlatform().daemon().name("lsp writer").start(this::write);
  }

  @Override
  public void consume(Message message) {
    messages.add(Optional.of(message));
  }

  private void write() {
    try {
      Optional<Message> next = messages.take();
      while (next.isPresent() && send(next.get())) {
        next = messages.take();
      }
    } catch (InterruptedException e) {
      // Closed while it was writing to a client that does not read.
    }
  }

  /** Whether there is still a client to write to. */
  private boolean send(Message message) {
    try {
      stream.consume(message);
    } catch (JsonRpcException e) {
      return false; // the end of the input says so too
    } catch (RuntimeException e) {
      System.err.println("assay: a message cannot be written: " + e);
    }
    return true;
  }

  /** Waits a moment for what is still to be written. */
  void close() {
    messages.add(Optional.empty());
    try {
      writer.join(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writer.interrupt();
  }
}
