package dev.assay.lsp;

import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;

/**
 * Lets messages in by the protocol's life cycle: nothing before {@code initialize}, nothing after {@code shutdown} but
 * {@code exit}. Whatever a handler throws ends here, so that the connection lives on.
 */
final class MessageGate implements MessageConsumer {
  private final MessageConsumer inside;
  private final MessageConsumer answers;
  private volatile State state = State.NEW;

  private enum State {
    NEW,
    INITIALIZED,
    SHUT_DOWN
  }

  /**
   * A gate that is still closed.
   *
   * @param inside is given what is let in
   * @param answers is given the refusals
   */
  MessageGate(MessageConsumer inside, MessageConsumer answers) {
    this.inside = inside;
    this.answers = answers;
  }

  /** Whether {@code shutdown} has been asked for. */
  boolean isShutDown() {
    return state == State.SHUT_DOWN;
  }

  @Override
  public void consume(Message message) {
    if (message instanceof RequestMessage request) {
      consumeRequest(request);
    } else if (!(message instanceof NotificationMessage notification) || state == State.INITIALIZED
        || notification.getMethod().equals("exit")) {
      pass(message);
    }
  }

  private void consumeRequest(RequestMessage request) {
    boolean isInitialize = request.getMethod().equals("initialize");
    if (state == State.NEW && !isInitialize) {
      refuse(request, ResponseErrorCode.ServerNotInitialized, "the server has not been initialized");
    } else if (state == State.SHUT_DOWN) {
      refuse(request, ResponseErrorCode.InvalidRequest, "the server has been shut down");
    } else if (state == State.INITIALIZED && isInitialize) {
      refuse(request, ResponseErrorCode.InvalidRequest, "the server has been initialized already");
    } else {
      state = request.getMethod().equals("shutdown") ? State.SHUT_DOWN : State.INITIALIZED;
      try {
        inside.consume(request);
      } catch (RuntimeException e) {
        // A handler's own errors have been answered further inside; what comes here did not get as far as a handler.
        log(e);
        refuse(request, ResponseErrorCode.InvalidParams,
            "the parameters of " + request.getMethod() + " are not of the kind that it takes: " + e.getMessage());
      } catch (StackOverflowError | OutOfMemoryError | LinkageError e) {
        refuse(request, ResponseErrorCode.InternalError, e.toString());
      }
    }
  }

  private void pass(Message message) {
    try {
      inside.consume(message);
    } catch (RuntimeException e) {
      log(e);
    }
  }

  private static void log(RuntimeException e) {
    System.err.println("assay: a message cannot be handled: " + e);
    e.printStackTrace(System.err);
  }

  private void refuse(RequestMessage request, ResponseErrorCode code, String sentence) {
    ResponseMessage response = new ResponseMessage();
    response.setRawId(request.getRawId());
    response.setError(new ResponseError(code, sentence, null));
    answers.consume(response);
  }
}
