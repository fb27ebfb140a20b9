// The platforms that there are LLVM and ONNX Runtime for.

/** VS Code's name of a platform -> JavaCPP's, ONNX Runtime's folder. */
export const TARGETS = {
  'linux-x64': { javacpp: 'linux-x86_64', onnx: 'linux-x64' },
  'linux-arm64': { javacpp: 'linux-arm64', onnx: 'linux-aarch64' },
  'darwin-arm64': { javacpp: 'macosx-arm64', onnx: 'osx-aarch64' },
  'win32-x64': { javacpp: 'windows-x86_64', onnx: 'win-x64' },
};

/** The platform of this machine. */
export function thisTarget() {
  return `${process.platform}-${process.arch}`;
}
