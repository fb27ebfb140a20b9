package dev.assay.lsp;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.lsp4j.jsonrpc.JsonRpcException;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;

/**
 * Writes messages in order, on a thread of its own: a client that does not read blocks nobody, whatever locks the
 * sender holds. Thread-safe.
 */
final class OutgoingQueue implements MessageConsumer {
  /** Ends the queue: nothing that comes after it is written. */
  private static final Message END = new NotificationMessage();

  private final MessageConsumer stream;
  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private final Thread writer;

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
      for (Message next = messages.take(); next != END && send(next);) {
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
    messages.add(END);
    try {
      writer.join(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writer.interrupt();
  }
}
