// Copies jars without what the server never uses, which is two fifths of their size.
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import yauzl from 'yauzl';
import yazl from 'yazl';

/** Of LLVM's jar the server runs clang (with its own headers and libraries) and loads libLLVM; JavaCPP links LTO and Remarks. */
const LLVM_KEPT = [
  /^META-INF\//,
  // Folders too: JavaCPP looks for them by name.
  /^(org\/(bytedeco\/(llvm\/([^/]+\/(lib\/)?)?)?)?)?$/,
  /^org\/bytedeco\/llvm\/[^/]+\/(lib)?(LLVM|LTO|Remarks|clang-cpp|jniLLVM)\.[^/]*$/,
  /^org\/bytedeco\/llvm\/[^/]+\/clang(\.exe)?$/,
  /^org\/bytedeco\/llvm\/[^/]+\/lib\/clang\//,
];
/** A platform's folder in ONNX Runtime's jar; debug information is of no use to users. */
const ONNX_NATIVE = /^ai\/onnxruntime\/native\/([^/]+)\/(?!.*\.dSYM\/)/;

/** Whether the server needs an entry of a jar on a platform. */
export function isNeeded(jar, entry, target) {
  if (jar.startsWith('llvm-') && jar.endsWith(`-${target.javacpp}.jar`)) {
    return LLVM_KEPT.some(pattern => pattern.test(entry));
  }
  if (jar.startsWith('onnxruntime-') && entry.startsWith('ai/onnxruntime/native/')) {
    return ONNX_NATIVE.exec(entry)?.[1] === target.onnx;
  }
  return true;
}

/** Copies what is needed of a jar. */
export async function copyJar(from, to, target) {
  const name = from.replace(/^.*[\\/]/, '');
  const source = await promisify(yauzl.open)(from, { lazyEntries: true, autoClose: false });
  const copy = new yazl.ZipFile();
  const written = pipeline(copy.outputStream, createWriteStream(to));
  const openStream = promisify(source.openReadStream.bind(source));
  await new Promise((resolve, reject) => {
    source.on('error', reject);
    source.on('end', resolve);
    source.on('entry', entry => {
      if (!isNeeded(name, entry.fileName, target)) {
        source.readEntry();
        return;
      }
      if (entry.fileName.endsWith('/')) {
        copy.addEmptyDirectory(entry.fileName, { mtime: entry.getLastModDate() });
        source.readEntry();
        return;
      }
      openStream(entry).then(stream => {
        copy.addReadStream(stream, entry.fileName, { mtime: entry.getLastModDate(), mode: 0o100644 });
        stream.on('end', () => source.readEntry());
        stream.on('error', reject);
      }, reject);
    });
    source.readEntry();
  });
  copy.end();
  await written;
  source.close();
}
