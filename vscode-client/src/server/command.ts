/** The command line that starts the server. */
import * as path from 'node:path';
import type { Java } from './java';

export interface CommandLine {
  command: string;
  args: string[];
}

/**
 * How the server is started; the launcher `assay` of the project does the same.
 *
 * @param home the folder whose lib/ has the server's jars
 * @param options the user's options for the JVM
 */
export function serverCommand(java: Java, home: string, options: readonly string[]): CommandLine {
  const flags = ['-Xshare:auto', '-XX:+UseSerialGC'];
  if (java.hasVectors) {
    flags.push('--add-modules', 'jdk.incubator.vector');
  }
  if (java.feature >= 22) {
    flags.push('--enable-native-access=ALL-UNNAMED');
  }
  if (java.feature >= 24) {
    flags.push('--sun-misc-unsafe-memory-access=allow');
  }
  return {
    command: java.executable,
    args: [...flags, ...options, '-cp', path.join(home, 'lib', '*'), 'dev.assay.cli.Main', 'lsp', '--stdio'],
  };
}
