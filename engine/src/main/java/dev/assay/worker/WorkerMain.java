package dev.assay.worker;

import static org.bytedeco.llvm.global.LLVM.LLVMDisposeModule;
import static org.bytedeco.llvm.global.LLVM.LLVMInstallFatalErrorHandler;

import dev.assay.feature.Observation;
import dev.assay.sequence.SequenceTrie;
import dev.assay.wire.ControlPage;
import dev.assay.wire.Reply;
import dev.assay.wire.Request;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.llvm.LLVM.LLVMContextRef;
import org.bytedeco.llvm.LLVM.LLVMFatalErrorHandler;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;

/**
 * A worker process: {@code WorkerMain CONTROL_PAGE OBSERVER LLVM_LIBRARY MEMORY_LIMIT_BYTES RESOURCE_FOLDER}.
 *
 * <p>It answers requests on standard input until that ends. Standard output carries frames only; whatever else is
 * printed goes to standard error. A fatal error of LLVM ends the process with its message on standard error.
 */
public final class WorkerMain {
  private static final long STACK_BYTES = 512L << 20;
  private static final int FATAL_STATUS = 86;
  private static final long KEPT_MODULES_FRACTION = 8;
  private static final long MOST_NANOS_UNSENT = 5_000_000;
  private static final Pattern PARSER_MESSAGE = Pattern.compile("(?s).*?:(\\d+):(\\d+): error: (.*)");

  /** Held here so that it is not collected: LLVM calls it. */
  private static LLVMFatalErrorHandler fatalHandler;

  private final ControlPage control;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final Observer observer;
  private final Evaluator evaluator;
  private final UnitSplitter splitter;
  private final long keptBytesLimit;
  private final String resourceFolder;
  private long lastFlush;

  private WorkerMain(String[] args, DataOutputStream out) throws IOException {
    Path page = Path.of(args[0]);
    this.control = ControlPage.open(page);
    deleteName(page);
    long memoryLimit = Long.parseLong(args[3]);
    this.keptBytesLimit = memoryLimit / KEPT_MODULES_FRACTION;
    this.in = new DataInputStream(new BufferedInputStream(System.in, 1 << 16));
    this.out = out;
    this.observer = new Observer(Path.of(args[1]), args[2]);
    this.evaluator = new Evaluator(observer);
    this.splitter = new UnitSplitter(observer, control);
    this.resourceFolder = args[4];
    Guard.start(memoryLimit, control);
  }

  /** Both sides have the page mapped; without its name nothing is left behind, however either of them ends. */
  private static void deleteName(Path page) {
    try {
      Files.deleteIfExists(page);
    } catch (IOException e) {
      // Not on a system that keeps mapped files; then the server deletes it.
    }
  }

  /** Starts the worker. */
  public static void main(String[] args) throws InterruptedException {
    DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
    System.setOut(System.err);
    // Passes recurse over the IR; a large function needs a large stack.
    Thread thread = new Thread(null, () -> serve(args, out), "llvm", STACK_BYTES);
    thread.start();
    thread.join();
  }

  private static void serve(String[] args, DataOutputStream out) {
    fatalHandler = new LLVMFatalErrorHandler() {
      @Override
      public void call(BytePointer reason) {
        System.err.println("LLVM ERROR: " + reason.getString());
        System.err.flush();
        Runtime.getRuntime().halt(FATAL_STATUS);
      }
    };
    LLVMInstallFatalErrorHandler(fatalHandler);
    try {
      new WorkerMain(args, out).serve();
    } catch (EOFException e) {
      Runtime.getRuntime().halt(0); // the server has closed the pipe
    } catch (IOException | RuntimeException | Error e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private void serve() throws IOException {
    send(new Reply.Hello(Llvm.version()));
    while (true) {
      Request request = Request.read(in);
      control.beginStep(0, 0);
      Reply.Done done;
      try {
        done = answer(request);
      } catch (RuntimeException e) {
        e.printStackTrace();
        send(new Reply.Refused(-1, "an error in Assay's worker: " + e));
        done = new Reply.Done(0);
      }
      control.idle();
      send(done);
    }
  }

  private Reply.Done answer(Request request) throws IOException {
    return switch (request) {
      case Request.Split split -> split(split);
      case Request.Outline outline -> outline(outline);
      case Request.Probe probe -> probe(probe);
      case Request.Evaluate evaluate -> evaluate(evaluate);
      case Request.Shorten shorten -> shorten(shorten);
      case Request.Demangle demangle -> demangle(demangle);
      case Request.CountEntities count ->
        describe(count.bitcode(), module -> new Reply.Entities(EntityCounter.count(module)));
      case Request.RunOnFunctions run ->
        describe(run.bitcode(), module -> new FunctionRunner(evaluator.machines(), control).run(module, run.parts()));
      case Request.ReadContent read -> describe(read.bitcode(), module -> new Reply.Said(ContentReader.read(module)));
    };
  }

  private Reply.Done split(Request.Split split) throws IOException {
    LLVMContextRef context = Llvm.newContext(true);
    try {
      LLVMModuleRef module = Llvm.parse(context, split.ir(), split.sourceName());
      control.beginStep(0, 0);
      String invalid = Llvm.verify(module);
      if (!invalid.isEmpty()) {
        send(new Reply.Problem(0, 0, invalid));
        LLVMDisposeModule(module);
      } else if (split.wholeProgram()) {
        send(splitter.program(module, split.sourceName(), split.asBuilt()));
      } else {
        splitter.functions(module, split, unit -> {
          control.beginStep(0, 0);
          sendUnchecked(unit);
        });
      }
    } catch (Llvm.LlvmException e) {
      send(problem(e.getMessage()));
    } finally {
      Llvm.dispose(context);
    }
    return new Reply.Done(0);
  }

  private Reply.Done demangle(Request.Demangle demangle) throws IOException {
    send(new Reply.Names(demangle.symbols().stream().map(observer::readableName).toList()));
    return new Reply.Done(0);
  }

  /** What is asked of a unit or another module. */
  @FunctionalInterface
  private interface Description {
    Reply of(LLVMModuleRef module) throws Llvm.LlvmException;
  }

  /** Answers what is asked of a module by one reply. */
  private Reply.Done describe(byte[] bitcode, Description description) throws IOException {
    LLVMContextRef context = Llvm.newContext(false);
    try {
      LLVMModuleRef module = Llvm.parse(context, bitcode, "unit");
      send(description.of(module));
      LLVMDisposeModule(module);
    } catch (Llvm.LlvmException e) {
      send(new Reply.Refused(-1, e.getMessage()));
    } finally {
      Llvm.dispose(context);
    }
    return new Reply.Done(0);
  }

  private Reply.Done outline(Request.Outline outline) {
    new ClangOutliner(resourceFolder).outline(outline, place -> {
      control.beginStep(0, 0);
      sendSoon(new Reply.Function(place));
    });
    return new Reply.Done(0);
  }

  private static Reply.Problem problem(String message) {
    Matcher place = PARSER_MESSAGE.matcher(message);
    return place.matches()
        ? new Reply.Problem(Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)), place.group(3).strip())
        : new Reply.Problem(0, 0, message);
  }

  private Reply.Done probe(Request.Probe probe) throws IOException {
    LLVMContextRef context = Llvm.newContext(false);
    try {
      LLVMModuleRef module = Llvm.parse(context, probe.bitcode(), "unit");
      SequenceTrie trie = new SequenceTrie(probe.sequences());
      long run = new Explorer(observer, control, keptBytesLimit).explore(module, trie, new Explorer.Sink() {
        @Override
        public void row(int row, Observation observation) {
          sendSoon(new Reply.Row(row, observation));
        }

        @Override
        public void refused(int row, String message) {
          sendUnchecked(new Reply.Refused(row, message));
        }
      });
      LLVMDisposeModule(module);
      return new Reply.Done(run);
    } catch (Llvm.LlvmException e) {
      send(new Reply.Refused(-1, e.getMessage()));
      return new Reply.Done(0);
    } finally {
      Llvm.dispose(context);
    }
  }

  private Reply.Done evaluate(Request.Evaluate evaluate) throws IOException {
    LLVMContextRef context = Llvm.newContext(true);
    try {
      LLVMModuleRef module = Llvm.parse(context, evaluate.bitcode(), "unit");
      Evaluator.KnownCode known = new Evaluator.KnownCode();
      for (int i = 0; i < evaluate.variants().size() && !control.isCancelled(); i++) {
        control.beginStep(i, 1);
        try {
          send(evaluator.evaluate(module, evaluate.variants().get(i), i, known));
        } catch (Llvm.LlvmException e) {
          send(new Reply.Refused(i, e.getMessage()));
        }
      }
      LLVMDisposeModule(module);
    } catch (Llvm.LlvmException e) {
      send(new Reply.Refused(-1, e.getMessage()));
    } finally {
      Llvm.dispose(context);
    }
    return new Reply.Done(evaluate.variants().size());
  }

  private Reply.Done shorten(Request.Shorten shorten) throws IOException {
    LLVMContextRef context = Llvm.newContext(true);
    try {
      LLVMModuleRef module = Llvm.parse(context, shorten.bitcode(), "unit");
      send(new Shortener(observer, evaluator, control, keptBytesLimit).shorten(module, shorten));
      LLVMDisposeModule(module);
    } catch (Llvm.LlvmException e) {
      send(new Reply.Refused(-1, e.getMessage()));
    } finally {
      Llvm.dispose(context);
    }
    return new Reply.Done(0);
  }

  private void send(Reply reply) throws IOException {
    Reply.write(reply, out);
    out.flush();
  }

  /**
   * Sends a reply with the next ones, but within a few milliseconds: a system call a row would cost more than the row.
   */
  private void sendSoon(Reply reply) {
    try {
      Reply.write(reply, out);
      long now = System.nanoTime();
      if (now - lastFlush > MOST_NANOS_UNSENT) {
        out.flush();
        lastFlush = now;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void sendUnchecked(Reply reply) {
    try {
      send(reply);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
