/** Finds a JDK that can run the server. */
import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';

export const OLDEST_JAVA = 21;

const VERSION_TIMEOUT_MILLIS = 10_000;

/** A JDK or JRE. */
export interface Java {
  home: string;
  executable: string;
  /** The feature release: 21 for 21.0.4. */
  feature: number;
}

/** No JDK, and a sentence that says why and what to do. */
export interface NoJava {
  problem: string;
}

/** Where JDKs are looked for. */
export interface JavaPlaces {
  /** The user's choice; nothing else is searched where there is one. */
  configured?: string;
  /** JAVA_HOME. */
  javaHome?: string;
  /** The folders of the PATH. */
  path: string[];
  /** Folders with JDKs in them. */
  parents: string[];
  platform: NodeJS.Platform;
}

/** The usual places of this machine. */
export function usualPlaces(configured: string | undefined, env: NodeJS.ProcessEnv, home: string): JavaPlaces {
  const parents =
    process.platform === 'win32'
      ? ['Java', 'Eclipse Adoptium', 'Microsoft', 'Zulu'].map(maker => path.join(env.ProgramFiles ?? 'C:\\', maker))
      : ['/usr/lib/jvm', '/usr/java', '/opt', '/Library/Java/JavaVirtualMachines', '/opt/homebrew/opt'];
  parents.push(path.join(home, '.sdkman', 'candidates', 'java'), path.join(home, '.jdks'));
  return {
    ...(configured ? { configured: configured.replace(/^~(?=$|[\\/])/, home) } : {}),
    ...(env.JAVA_HOME ? { javaHome: env.JAVA_HOME } : {}),
    path: (env.PATH ?? '').split(path.delimiter).filter(folder => folder !== ''),
    parents,
    platform: process.platform,
  };
}

/** The JDK that is configured; else that of JAVA_HOME or the PATH if new enough, else the newest of the usual places. */
export async function findJava(places: JavaPlaces): Promise<Java | NoJava> {
  if (places.configured) {
    const java = await javaAt(places.configured, places.platform);
    if (!java) {
      return { problem: `The setting assay.java.home names ${places.configured}, where there is no bin/java.` };
    }
    return java.feature >= OLDEST_JAVA
      ? java
      : {
          problem: `The setting assay.java.home names Java ${java.feature}; Assay needs Java ${OLDEST_JAVA} or newer.`,
        };
  }
  const seen: Java[] = [];
  for (const home of [places.javaHome, ...places.path.map(folder => homeOfPath(folder, places.platform))]) {
    const java = home ? await javaAt(home, places.platform) : undefined;
    if (java && java.feature >= OLDEST_JAVA) {
      return java;
    }
    if (java) {
      seen.push(java);
    }
  }
  for (const home of places.parents.flatMap(folders)) {
    const java = (await javaAt(home, places.platform)) ?? (await javaAt(macHome(home), places.platform));
    if (java) {
      seen.push(java);
    }
  }
  const newest = seen.sort((a, b) => b.feature - a.feature)[0];
  if (newest && newest.feature >= OLDEST_JAVA) {
    return newest;
  }
  return {
    problem: newest
      ? `Assay needs Java ${OLDEST_JAVA} or newer; the newest that was found is Java ${newest.feature} in ${newest.home}.`
      : `Assay needs Java ${OLDEST_JAVA} or newer, and none was found.`,
  };
}

function macHome(home: string): string {
  const bundled = path.join(home, 'libexec', 'openjdk.jdk');
  return path.join(fs.existsSync(bundled) ? bundled : home, 'Contents', 'Home');
}

function folders(parent: string): string[] {
  try {
    return fs.readdirSync(parent).map(name => path.join(parent, name));
  } catch {
    return []; // Most of the usual places do not exist.
  }
}

/** The JDK whose bin/java a folder of the PATH has, once links are followed. */
function homeOfPath(folder: string, platform: NodeJS.Platform): string | undefined {
  try {
    return path.dirname(path.dirname(fs.realpathSync(path.join(folder, executableName(platform)))));
  } catch {
    return undefined; // No java there.
  }
}

function executableName(platform: NodeJS.Platform): string {
  return platform === 'win32' ? 'java.exe' : 'java';
}

async function javaAt(home: string, platform: NodeJS.Platform): Promise<Java | undefined> {
  const executable = path.join(home, 'bin', executableName(platform));
  if (!fs.existsSync(executable)) {
    return undefined;
  }
  let release = '';
  try {
    release = fs.readFileSync(path.join(home, 'release'), 'utf8');
  } catch {
    // Some distributions leave it out; java itself is asked then.
  }
  const version = /^JAVA_VERSION="?([^"\n]*)/m.exec(release)?.[1] ?? (await askVersion(executable));
  return { home, executable, feature: featureOf(version) };
}

async function askVersion(executable: string): Promise<string> {
  try {
    const { stderr } = await promisify(execFile)(executable, ['-version'], { timeout: VERSION_TIMEOUT_MILLIS });
    return / version "([^"]*)"/.exec(stderr)?.[1] ?? '';
  } catch {
    return ''; // What does not run is of no use, whatever its version.
  }
}

/** 21 of 21.0.4, 8 of 1.8.0_292, 0 of what is no version. */
export function featureOf(version: string): number {
  const numbers = version.split(/[^0-9]/).map(Number);
  const first = numbers[0] ?? 0;
  return first === 1 ? (numbers[1] ?? 0) : first;
}
