/** What a source is. The extensions are the server's; a unit test compares them. */
import * as path from 'node:path';

/** The extensions of sources, in lower case and without a dot, by language. */
export const EXTENSIONS = {
  c: ['c', 'i'],
  cpp: ['cc', 'cpp', 'cxx', 'c++', 'ii', 'cppm'],
  llvm: ['ll'],
};

/** The languages that the server reads, as this editor and others call them. */
export const LANGUAGES = ['c', 'cpp', 'llvm', 'llvm-ir', 'llvmir'];

/** Whether the server reads a file. One without an extension is read when its language is known. */
export function isSource(file: string, languageId: string): boolean {
  const extension = path.extname(file).slice(1).toLowerCase();
  return extension === ''
    ? LANGUAGES.includes(languageId)
    : Object.values(EXTENSIONS).some(extensions => extensions.includes(extension));
}
