package dev.assay.lsp;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.jsonrpc.JsonRpcException;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.messages.Message;

/**
 * Writes messages in order, on a thread of its own: a client that does not read blocks nobody, whatever locks the
 * sender holds. Thread-safe.
 */
final class OutgoingQueue implements MessageConsumer {
  private final MessageConsumer stream;
  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private final Thread writer;
  private volatile boolean closing;

  OutgoingQueue(MessageConsumer stream) {
    this.stream = stream;
    this.writer = Thread.ofPlatform().daemon().name("lsp writer").start(this::write);
  }

  @Override
  public void consume(Message message) {
    messages.add(message);
  }

  private void write() {
    try {
      while (!closing || !messages.isEmpty()) {
        Message message = messages.poll(20, TimeUnit.MILLISECONDS);
        if (message != null) {
          send(message);
        }
      }
    } catch (InterruptedException e) {
      // Closed while it was writing to a client that does not read.
    }
  }

  private void send(Message message) {
    try {
      stream.consume(message);
    } catch (JsonRpcException e) {
      closing = true; // the client is gone; the end of the input says so too
      messages.clear();
    } catch (RuntimeException e) {
      System.err.println("assay: a message cannot be written: " + e);
    }
  }

  /** Waits a moment for what is still to be written. */
  void close() {
    closing = true;
    try {
      writer.join(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writer.interrupt();
  }
}
