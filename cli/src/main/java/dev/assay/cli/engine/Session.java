package dev.assay.cli.engine;

import dev.assay.Engine;
import dev.assay.build.Builds;
import dev.assay.build.OwnCompiler;
import dev.assay.concurrent.Cancellation;
import dev.assay.ir.Demangler;
import dev.assay.ir.SourceReader;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import java.io.IOException;
import java.util.Optional;

/** The workers of one command, ended with it or when the user interrupts it. */
public final class Session implements AutoCloseable {
  private final WorkerPool pool;
  private final SourceReader reader;
  private final OwnCompiler ownCompiler;
  private final Builds builds;
  private final Demangler demangler;
  private final Cancellation cancellation = new Cancellation();
  private final Readiness readiness;
  private final Thread hook = new Thread(this::end, "end workers");

  /** Waits for what a session needs before anything is shown. */
  @FunctionalInterface
  private interface Readiness {
    void await() throws IOException;
  }

  private Session(WorkerPool pool, SourceReader reader, OwnCompiler ownCompiler, Readiness readiness) {
    this.readiness = readiness;
    this.ownCompiler = ownCompiler;
    this.pool = pool;
    this.reader = reader;
    this.builds = new Builds(pool).by(ownCompiler);
    this.demangler = new Demangler(pool);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** A session that only reads. */
  public static Session reading(WorkerOptions options) throws IOException {
    return reading(options, OwnCompiler.NONE);
  }

  /** A session that only reads, and asks projects' own compilers as far as that is permitted. */
  public static Session reading(WorkerOptions options, OwnCompiler ownCompiler) throws IOException {
    Optional<WorkerPool> early = EarlyWorkers.take(options);
    WorkerPool pool = early.isPresent() ? early.get() : new WorkerPool(options, LlvmDistribution.unpack());
    return new Session(pool, new SourceReader(pool), ownCompiler, () -> {
      // Nothing but its workers, which say so themselves when they do not start.
    });
  }

  /**
   * A session that measures; it owns the engine's workers.
   *
   * @throws IOException when no worker starts, or its LLVM is not the bundle's
   */
  public static Session measuring(Engine engine) throws IOException {
    return measuring(engine, OwnCompiler.NONE);
  }

  /**
   * A session that measures, and runs projects' own compilers as far as that is permitted; it owns the engine's
   * workers.
   *
   * @throws IOException when no worker starts, or its LLVM is not the bundle's
   */
  public static Session measuring(Engine engine, OwnCompiler ownCompiler) throws IOException {
    Session session = beginning(engine, ownCompiler);
    try {
      session.awaitReady();
      return session;
    } catch (IOException | RuntimeException | Error e) {
      session.close();
      throw e;
    }
  }

  /** The same, while the engine may still be loading: {@link #awaitReady} comes before anything is shown. */
  public static Session beginning(Engine engine, OwnCompiler ownCompiler) {
    return new Session(engine.pool(), engine.reader(), ownCompiler, engine::awaitReady);
  }

  /**
   * Returns when all is there that the session needs.
   *
   * @throws IOException when no worker starts, its LLVM is not the bundle's, or the encoder cannot be loaded
   */
  public void awaitReady() throws IOException {
    readiness.await();
  }

  /** The workers; closed with the session. */
  public WorkerPool pool() {
    return pool;
  }

  /** Turns files into units on these workers. */
  public SourceReader reader() {
    return reader;
  }

  /** The projects' own compilers, as far as they may be run. */
  public OwnCompiler ownCompiler() {
    return ownCompiler;
  }

  /** Makes the builds of files that have been read. */
  public Builds builds() {
    return builds;
  }

  /** Says what C++ source calls the symbols of others. */
  public Demangler demangler() {
    return demangler;
  }

  /** Cancelled when the session ends. */
  public Cancellation cancellation() {
    return cancellation;
  }

  /** Cancelling comes first: a worker that dies on work that is still wanted would be held against that work. */
  private void end() {
    cancellation.cancel();
    pool.close();
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It is running already.
    }
  }
}
