/** The command line that starts the server. */
import * as path from 'node:path';
import type { Java } from './java';

export interface CommandLine {
  command: string;
  args: string[];
  /** Variables that are set in addition to the editor's own. */
  env: Record<string, string>;
}

/**
 * How the server is started; the launcher `assay` of the project does the same.
 *
 * @param home the folder whose lib/ has the server's jars
 * @param options the user's options for the JVM
 * @param env the variables to set; see {@link localeVariables}
 * @param cache a folder for what starts have taught Java, so that the next is quicker; none where it is not given
 */
export function serverCommand(
  java: Java,
  home: string,
  options: readonly string[],
  env: Record<string, string>,
  cache?: string,
): CommandLine {
  // The server mostly waits for clang and workers: the optimising compiler would take the processors from them.
  const flags = ['-Xshare:auto', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
  flags.push(...(cache ? startOptions(java.feature, cache) : []));
  if (java.feature >= 22) {
    flags.push('--enable-native-access=ALL-UNNAMED');
  }
  if (java.feature >= 24) {
    flags.push('--sun-misc-unsafe-memory-access=allow');
  }
  return {
    command: java.executable,
    args: [...flags, ...options, '-cp', path.join(home, 'lib', '*'), 'dev.assay.cli.Main', 'lsp', '--stdio'],
    env,
  };
}

/**
 * Java keeps the classes that a start has loaded, and leaves alone what it kept of other jars. It must not say so:
 * standard output is the protocol's.
 */
function startOptions(feature: number, cache: string): string[] {
  return [
    '-XX:+AutoCreateSharedArchive',
    `-XX:SharedArchiveFile=${path.join(cache, `server-${feature}.jsa`)}`,
    feature >= 25 ? '-Xlog:aot*=off,cds*=off' : '-Xlog:cds*=off',
    `-Dassay.worker.keep=${path.join(cache, `worker-${feature}.jsa`)}`,
  ];
}

/**
 * The variables that the server's environment needs beyond the given one. On Linux, Java reads and writes the names of
 * files in the locale's encoding, and without UTF-8 it cannot open a file whose name is not ASCII.
 */
export function localeVariables(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Record<string, string> {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  if (platform !== 'linux' || /(^|\.)utf-?8/i.test(locale)) {
    return {};
  }
  // LC_ALL overrides whatever else is set.
  return { [env.LC_ALL ? 'LC_ALL' : 'LC_CTYPE']: 'C.UTF-8' };
}

/** The variable that names the folder of the libraries for a GPU, where the user has set one. */
export function gpuVariables(gpuRuntime: string | undefined): Record<string, string> {
  return gpuRuntime ? { ASSAY_GPU_RUNTIME: gpuRuntime } : {};
}
