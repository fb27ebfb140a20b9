import * as assert from 'node:assert/strict';
import { describe, it } from 'node:test';
// @ts-expect-error: the packaging scripts are plain JavaScript
import { isNeeded } from '../../scripts/jars.mjs';
// @ts-expect-error: the packaging scripts are plain JavaScript
import { TARGETS } from '../../scripts/targets.mjs';

describe('what is kept of the jars', () => {
  const needed = (jar: string, entry: string) => isNeeded(jar, entry, TARGETS['linux-x64']) as boolean;

  it('is libLLVM, clang and its headers', () => {
    const jar = 'llvm-20.1.7-1.5.12-linux-x86_64.jar';
    const root = 'org/bytedeco/llvm/linux-x86_64/';
    for (const kept of [
      '',
      'clang',
      'libLLVM.so',
      'libclang-cpp.so',
      'libjniLLVM.so',
      'lib/',
      'lib/clang/20/include/stddef.h',
    ]) {
      assert.ok(needed(jar, root + kept), kept);
    }
    for (const left of [
      'llvm-exegesis',
      'libclang.so',
      'libjniclang.so',
      'lld',
      'include/llvm/IR/Use.h',
      'clang-scan-deps',
    ]) {
      assert.ok(!needed(jar, root + left), left);
    }
  });

  it('is the libraries of one platform', () => {
    const jar = 'onnxruntime-1.28.0.jar';
    const native = 'ai/onnxruntime/native/';
    assert.ok(needed(jar, `${native}linux-x64/libonnxruntime.so`));
    assert.ok(!needed(jar, `${native}linux-aarch64/libonnxruntime.so`));
    assert.ok(!needed(jar, `${native}linux-x64/libonnxruntime.dylib.dSYM/Contents/Info.plist`));
    assert.ok(needed(jar, 'ai/onnxruntime/OrtSession.class'));
  });

  it('is everything of other jars', () => {
    assert.ok(needed('llvm-20.1.7-1.5.12.jar', 'org/bytedeco/llvm/global/LLVM.class'));
  });
});
