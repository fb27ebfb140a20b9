/** The server process and the connection to it. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import {
  type ClientCapabilities,
  type FeatureState,
  LanguageClient,
  type LanguageClientOptions,
  State,
  type StaticFeature,
} from 'vscode-languageclient/node';
import type { ServerStatus } from '../protocol';
import { EXTENSIONS, LANGUAGES } from '../sources';
import type { ServerState } from '../status';
import { gpuVariables, localeVariables, serverCommand } from './command';
import { findJava, usualPlaces } from './java';
import { initializationOptions, usersList } from './settings';

/** How often a server that dies is started again within three minutes. */
const MOST_RESTARTS = 4;

const DOCUMENTS = [
  ...LANGUAGES.map(language => ({ scheme: 'file', language })),
  // Other extensions have names of their own for LLVM IR.
  ...EXTENSIONS.llvm.map(extension => ({ scheme: 'file', pattern: `**/*.${extension}` })),
];

/** Says in `initialize` that this client takes assay/status and has the commands that lenses call. */
class ExperimentalCapabilities implements StaticFeature {
  fillClientCapabilities(capabilities: ClientCapabilities): void {
    capabilities.experimental = { ...capabilities.experimental, assayStatus: true, assayCommands: true };
  }
  initialize(): void {
    // Nothing to set up.
  }
  getState(): FeatureState {
    return { kind: 'static' };
  }
  clear(): void {
    // Nothing to clear.
  }
}

/** Starts, stops and asks the server. One for each window. */
export class AssayServer implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when the state or the status has changed. */
  readonly onDidChange = this.changed.event;

  private client: LanguageClient | undefined;
  private current: ServerState = 'starting';
  private lastStatus: ServerStatus | undefined;
  /** Starting and stopping happen one after the other. */
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly extension: vscode.Uri,
    private readonly storage: vscode.Uri,
    private readonly version: string,
    private readonly log: vscode.LogOutputChannel,
    private readonly trace: vscode.OutputChannel,
  ) {}

  get state(): ServerState {
    return this.current;
  }

  /** What the server last said of itself; nothing while it is not running. */
  get status(): ServerStatus | undefined {
    return this.current === 'running' ? this.lastStatus : undefined;
  }

  /** Starts the server, or stops the one that runs and starts another. */
  restart(): Promise<void> {
    this.queue = this.queue.then(async () => {
      await this.stop();
      await this.start();
    });
    return this.queue;
  }

  /**
   * Sends a request.
   *
   * @throws Error with the server's sentence, or when no server is running
   */
  async request<R>(method: string, parameters: unknown, token?: vscode.CancellationToken): Promise<R> {
    const client = this.client;
    if (!client || !client.isRunning()) {
      throw new Error('The Assay server is not running. Run "Assay: Restart Server", or see "Assay: Show Logs".');
    }
    // An undefined token would be sent as a second parameter.
    return token ? client.sendRequest<R>(method, parameters, token) : client.sendRequest<R>(method, parameters);
  }

  /** Runs one of the server's commands; see {@link request}. */
  command<R>(command: string, argument?: unknown, token?: vscode.CancellationToken): Promise<R> {
    const parameters = { command, arguments: argument === undefined ? [] : [argument] };
    return this.request('workspace/executeCommand', parameters, token);
  }

  /** A document's URI as the server is told it. */
  uri(uri: vscode.Uri): string {
    return this.client ? this.client.code2ProtocolConverter.asUri(uri) : uri.toString();
  }

  dispose(): Promise<void> {
    this.queue = this.queue.then(() => this.stop());
    return this.queue.finally(() => this.changed.dispose());
  }

  /** A folder of this release's, since another one's jars are others; nothing where it cannot be made. */
  private startCache(): string | undefined {
    const folder = path.join(this.storage.fsPath, `start-${this.version}`);
    try {
      fs.mkdirSync(folder, { recursive: true });
      return folder;
    } catch (error) {
      this.log.info(`Starts are not remembered: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  private async start(): Promise<void> {
    this.become('starting');
    const settings = vscode.workspace.getConfiguration('assay');
    const configured = settings.get<string>('java.home')?.trim();
    const java = await findJava(usualPlaces(configured || undefined, process.env, os.homedir()));
    if ('problem' in java) {
      this.log.error(java.problem);
      this.become('noJava');
      void this.offerJava(java.problem);
      return;
    }
    const home = this.serverHome(settings.get<string>('server.home')?.trim());
    if (!home) {
      this.become('stopped');
      return;
    }
    const { command, args, env } = serverCommand(
      java,
      home,
      settings.get<string[]>('java.options') ?? [],
      { ...localeVariables(process.env, process.platform), ...gpuVariables(settings.get<string>('gpuRuntime')) },
      this.startCache(),
    );
    this.log.info(`Starting the server on Java ${java.feature} of ${java.home}`);
    const client = new LanguageClient('assay', 'Assay', { command, args, options: { env } }, this.clientOptions());
    client.registerFeature(new ExperimentalCapabilities());
    client.onNotification('assay/status', (status: ServerStatus) => {
      this.lastStatus = status;
      this.changed.fire();
    });
    client.onDidChangeState(event => this.follow(client, event.newState));
    this.client = client;
    try {
      await client.start();
    } catch (error) {
      this.log.error(`The server does not start: ${error instanceof Error ? error.message : String(error)}`);
      this.become('stopped');
      void this.offerLogs('The Assay server does not start.');
    }
  }

  private clientOptions(): LanguageClientOptions {
    return {
      documentSelector: DOCUMENTS,
      outputChannel: this.log,
      traceOutputChannel: this.trace,
      connectionOptions: { maxRestartCount: MOST_RESTARTS },
      // A function: a server that is started again gets the settings as they are then.
      initializationOptions: () =>
        initializationOptions(
          JSON.parse(JSON.stringify(vscode.workspace.getConfiguration('assay'))) as object,
          vscode.workspace.isTrusted,
          usersList(vscode.workspace.getConfiguration('assay').inspect('allowCompiler')),
        ),
    };
  }

  private follow(client: LanguageClient, state: State): void {
    if (client === this.client) {
      this.become(state === State.Running ? 'running' : state === State.Starting ? 'starting' : 'stopped');
    }
  }

  private async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.lastStatus = undefined;
    if (client) {
      try {
        await client.dispose();
      } catch (error) {
        // It was on its way up or had died; either way it is gone now.
        this.log.info(`The server did not stop in the ordinary way: ${String(error)}`);
      }
    }
  }

  private become(state: ServerState): void {
    this.current = state;
    void vscode.commands.executeCommand('setContext', 'assay.server', state);
    this.changed.fire();
  }

  /** The folder with the server's lib/: the user's, the extension's own, or that of the checkout it is developed in. */
  private serverHome(configured: string | undefined): string | undefined {
    const extension = this.extension.fsPath;
    const homes = configured
      ? [configured]
      : [path.join(extension, 'server'), path.join(extension, '..', 'target', 'assay')];
    const home = homes.find(folder => fs.existsSync(path.join(folder, 'lib')));
    if (!home) {
      const problem = configured
        ? `The setting assay.server.home names ${configured}, where there is no folder lib.`
        : 'The server is missing from the extension. Install the extension again.';
      this.log.error(problem);
      void vscode.window.showErrorMessage(problem);
    }
    return home;
  }

  private async offerJava(problem: string): Promise<void> {
    const get = 'Get a JDK';
    const choose = 'Say Where It Is';
    const chosen = await vscode.window.showErrorMessage(problem, get, choose);
    if (chosen === get) {
      await vscode.env.openExternal(vscode.Uri.parse('https://adoptium.net/temurin/releases/'));
    } else if (chosen === choose) {
      await vscode.commands.executeCommand('workbench.action.openSettings', 'assay.java.home');
    }
  }

  private async offerLogs(sentence: string): Promise<void> {
    const show = 'Show Logs';
    if ((await vscode.window.showErrorMessage(sentence, show)) === show) {
      this.log.show();
    }
  }
}
