/** The settings that the server is given when it starts; later changes it asks for itself. */

/** Settings that name programs: on this side, and of no meaning to the server, or sent by themselves. */
const OURS = ['java', 'server', 'allowCompiler', 'gpuRuntime'];

/**
 * The initialization options.
 *
 * @param settings the section `assay`, as the editor has it
 * @param workspaceTrusted whether the folders may choose compiler flags
 * @param allowCompiler which compilers the user lets be run; from the user's settings, never from a folder's
 */
export function initializationOptions(
  settings: object,
  workspaceTrusted: boolean,
  allowCompiler: readonly string[],
): object {
  const kept = Object.entries(settings).filter(([name, value]) => !OURS.includes(name) && value !== null);
  return { assay: Object.fromEntries(kept), workspaceTrusted, allowCompiler };
}

/** What an editor knows of a setting, by where it was written. */
export interface Inspected {
  globalValue?: unknown;
  workspaceValue?: unknown;
  workspaceFolderValue?: unknown;
}

/** What the user wrote, whatever a folder's settings say: a list of strings, else nothing. */
export function usersList(inspected: Inspected | undefined): string[] {
  const value = inspected?.globalValue;
  return Array.isArray(value) && value.every(item => typeof item === 'string') ? value : [];
}
