/** The settings that the server is given when it starts; later changes it asks for itself. */

/** Settings that name programs on this side and mean nothing to the server. */
const OURS = ['java', 'server'];

/**
 * The initialization options.
 *
 * @param settings the section `assay`, as the editor has it
 * @param workspaceTrusted whether the folders may choose compiler flags
 */
export function initializationOptions(settings: object, workspaceTrusted: boolean): object {
  const kept = Object.entries(settings).filter(([name, value]) => !OURS.includes(name) && value !== null);
  return { assay: Object.fromEntries(kept), workspaceTrusted };
}
