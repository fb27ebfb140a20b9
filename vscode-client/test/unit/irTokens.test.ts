import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, it } from 'node:test';
import { irTokens } from '../../src/ir/irTokens';

/** Each word with its kind, as `kind:word`. */
function kinds(line: string): string[] {
  return irTokens(line).map(({ start, length, kind }) => `${kind}:${line.slice(start, start + length)}`);
}

describe('words of LLVM IR', () => {
  it('are told apart', () => {
    assert.deepEqual(kinds('define dso_local i32 @max(i32 noundef %0, ptr %p.addr) #3 !dbg !12 {'), [
      'keyword:define',
      'keyword:dso_local',
      'type:i32',
      'function:@max',
      'type:i32',
      'keyword:noundef',
      'variable:%0',
      'type:ptr',
      'variable:%p.addr',
      'macro:#3',
      'property:!dbg',
      'property:!12',
    ]);
    assert.deepEqual(kinds('  %x = add nsw i64 %"odd name", -7 ; a comment with i32'), [
      'variable:%x',
      'keyword:add',
      'keyword:nsw',
      'type:i64',
      'variable:%"odd name"',
      'number:-7',
      'comment:; a comment with i32',
    ]);
    assert.deepEqual(kinds('for.body:                  ; preds = %entry'), [
      'label:for.body:',
      'comment:; preds = %entry',
    ]);
    assert.deepEqual(kinds('@s = constant [3 x i8] c"a;\\00", align 1'), [
      'function:@s',
      'keyword:constant',
      'number:3',
      'keyword:x',
      'type:i8',
      'string:c"a;\\00"',
      'keyword:align',
      'number:1',
    ]);
    assert.deepEqual(kinds('store float 0x3FF0000000000000, ptr null'), [
      'keyword:store',
      'type:float',
      'number:0x3FF0000000000000',
      'type:ptr',
      'number:null',
    ]);
  });

  it('do not overlap and stay in their line, in all examples', () => {
    const folder = path.join('..', 'examples');
    const lines = fs
      .readdirSync(folder)
      .filter(name => name.endsWith('.ll'))
      .flatMap(name => fs.readFileSync(path.join(folder, name), 'utf8').split('\n'));
    assert.ok(lines.length > 500);
    for (const line of lines) {
      let end = 0;
      for (const { start, length } of irTokens(line)) {
        assert.ok(start >= end && length > 0, line);
        end = start + length;
      }
      assert.ok(end <= line.length, line);
    }
  });
});
