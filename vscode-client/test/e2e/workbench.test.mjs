// The extension as it is installed, in a real window, by keyboard and mouse.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Editor } from './editor.mjs';
import { command, hover, openFile, picture, servers, statusSays, webview, workspace } from './workbench.mjs';

describe('Assay in a window of VS Code', () => {
  let editor;
  let page;
  let folder;

  before(async () => {
    folder = workspace();
    // What passes leave is shown beside similar functions and in the map where it is measured.
    editor = await Editor.start(process.env.ASSAY_VSIX, { 'assay.index.measure': true });
    page = await editor.open(folder);
  });
  after(async () => {
    await page?.close();
    await editor?.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  /** A step that leaves a picture where it fails; the steps after it would only fail, too. */
  let failed = false;
  const step = (name, body) =>
    it(name, async t => {
      if (failed) {
        t.skip('a step before failed');
        return;
      }
      try {
        await body();
      } catch (error) {
        failed = true;
        await picture(page, `failed ${name}`).catch(() => {}); // there may be no page any more
        throw error;
      }
    });

  step('indexes the folder and says so', async () => {
    await openFile(page, 'sort.c', 38);
    await statusSays(page, 'All functions are indexed.');
    await statusSays(page, 'Predictions are computed on: CPU');
  });

  step('hovers with what is measured, the size in the own build first', async () => {
    await openFile(page, 'hash.c', 30);
    const text = await hover(page, 'Best found:');
    assert.match(text, /^murmur3: \d+ bytes/);
    assert.match(text, /built -O2\s+\d+\s+\d+\s+\d+/);
    assert.match(text, /Every figure is measured\./);
    await page.keyboard.press('Escape');
    await openFile(page, 'sort.c', 38);
    // The index may still be growing, which is said between the number and the nearest.
    const similar = /Similar functions: \d+, nearest/;
    assert.match(await hover(page, similar), /Similar functions: \d+, nearest quicksort/);
    await picture(page, 'hover');
    await page.keyboard.press('Escape');
  });

  step('shows code lenses', async () => {
    const lens = page.locator('.codelens-decoration', { hasText: /\d+ B built.* similar/ }).first();
    await lens.waitFor({ timeout: 60_000 });
    await picture(page, 'lenses');
  });

  step('finds similar functions, and opens one', async () => {
    await command(page, 'Assay: Find Similar Functions');
    const rows = page.locator('[id="workbench.view.extension.assay"] .monaco-list-row');
    await rows.first().waitFor({ timeout: 60_000 });
    const first = await rows.first().innerText();
    assert.match(first, /quicksort/);
    assert.match(first, /(1\.000|>0\.999).*by chance.*-Oz -\d+ %.*sort-unoptimised\.ll:\d+/s);
    await picture(page, 'similar');
    await rows.first().click();
    await page.locator('.tab.active', { hasText: 'sort-unoptimised.ll' }).waitFor();
  });

  step('compares two functions in the diff editor', async () => {
    const row = page.locator('[id="workbench.view.extension.assay"] .monaco-list-row').nth(1);
    await row.hover();
    await row.getByRole('button', { name: 'Compare Side by Side' }).click();
    await page.locator('.tab.active', { hasText: '↔' }).waitFor({ timeout: 60_000 });
    await page.locator('.multiDiffEntry .view-line', { hasText: 'define' }).first().waitFor();
    await picture(page, 'compare');
  });

  step('shows what the best pipeline leaves', async () => {
    await openFile(page, 'hash.c', 30);
    await command(page, 'Assay: Compare with What the Best Pipeline Leaves');
    await page
      .locator('.tab.active', { hasText: /murmur3: as given ↔ best pipeline, 117 → \d+ instructions/ })
      .waitFor({ timeout: 60_000 });
    await picture(page, 'pipeline');
  });

  step('peeks at similar functions', async () => {
    await openFile(page, 'sort.c', 38);
    await command(page, 'Assay: Peek Similar Functions');
    await page.locator('.peekview-widget .ref-tree .monaco-list-row').first().waitFor({ timeout: 60_000 });
    await picture(page, 'peek');
    await page.keyboard.press('Escape');
  });

  step('applies a code action to the file, and undo takes it back', async () => {
    const file = path.join(folder, 'sort-unoptimised.ll');
    const before = fs.readFileSync(file, 'utf8');
    const line = before.split('\n').findIndex(text => text.startsWith('define') && text.includes('@quicksort')) + 1;
    await openFile(page, 'sort-unoptimised.ll', line);
    await hover(page, 'Best found:');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+.');
    const action = page
      .locator('.action-widget .monaco-list-row.focused', { hasText: /apply .*quicksort.*bytes, measured/ })
      .first();
    await action.waitFor({ timeout: 60_000 });
    await picture(page, 'actions');
    await page.keyboard.press('Enter');
    await page.locator('.tab.active.dirty').waitFor({ timeout: 60_000 });
    await page.keyboard.press('Control+S');
    await page.locator('.tab.active:not(.dirty)').waitFor();
    const after = fs.readFileSync(file, 'utf8');
    assert.notEqual(after, before);
    assert.ok(after.split('\n').length < before.split('\n').length, 'fewer lines are left');
    await page.keyboard.press('Control+Z');
    await page.locator('.tab.active.dirty').waitFor();
    await page.keyboard.press('Control+S');
    await page.locator('.tab.active:not(.dirty)').waitFor();
    assert.equal(fs.readFileSync(file, 'utf8'), before);
  });

  step('draws the spectrum', async () => {
    await openFile(page, 'sort.c', 38);
    await command(page, 'Assay: Show Spectrum');
    const frame = webview(page);
    await frame.getByRole('heading', { name: 'Spectrum of quicksort' }).waitFor({ timeout: 60_000 });
    const canvas = frame.getByRole('application');
    await canvas.focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown']) {
      await canvas.press(key);
    }
    assert.match(await frame.locator('output').innerText(), /^\S+ [+-]?\d+\.\d+ .* probe 1: [A-Za-z]/);
    assert.ok((await frame.locator('tbody tr').count()) === 10);
    assert.ok((await inkColours(canvas)) > 20, 'the heat map has shades');
    await picture(page, 'spectrum');
  });

  step('tunes a file, and shows how small each of its functions became', async () => {
    await openFile(page, 'hash.c', 30);
    await command(page, 'Assay: Tune This File');
    const frame = webview(page);
    await frame.getByRole('heading', { name: 'Tuned file' }).waitFor({ timeout: 120_000 });
    assert.match(await frame.locator('.summary').innerText(), /^hash\.c: [\d,]+ (→ [\d,]+ )?bytes of code/);
    const row = frame.locator('tbody tr', { hasText: 'murmur3' }).first();
    const [built, oz, tuned] = (await row.locator('td').allInnerTexts()).map(text => Number(text.replace(',', '')));
    assert.ok(built > 0 && oz > 0 && tuned > 0);
    await picture(page, 'tuned');
    await row.getByRole('button').click();
    await page.locator('.tab.active', { hasText: 'hash.c' }).waitFor();
    assert.match(await hover(page, 'Tuned: '), /Tuned: /);
    await picture(page, 'tuned hover');
    await page.keyboard.press('Escape');
  });

  step('draws the map, and a click opens a function', async () => {
    await command(page, 'Assay: Show Map of Functions');
    const frame = webview(page);
    await frame.getByRole('heading', { name: 'Map of functions' }).waitFor({ timeout: 60_000 });
    const canvas = frame.getByRole('application');
    await canvas.focus();
    await canvas.press('ArrowRight');
    await canvas.press('ArrowLeft');
    const chosen = await frame.locator('output').innerText();
    const [name, place] = chosen.split('·').map(part => part.trim());
    assert.match(place, /\.(c|ll):\d+$/);
    await picture(page, 'map');
    await frame.locator('select').selectOption('gain');
    await frame.locator('.legend li', { hasText: '%' }).first().waitFor();
    await picture(page, 'map gain');
    await canvas.press('Enter');
    await page.locator('.tab.active', { hasText: place.split(':')[0] }).waitFor();
    assert.ok(name);
  });

  step('comes back when the server is killed', async () => {
    const [pid] = servers(editor.home);
    assert.ok(pid, 'a server runs');
    process.kill(pid, 'SIGKILL');
    await page.waitForFunction(() => true);
    for (let tries = 0; servers(editor.home).every(other => other === pid); tries++) {
      assert.ok(tries < 300, 'another server is started');
      await page.waitForTimeout(100);
    }
    await statusSays(page, 'All functions are indexed.');
    await openFile(page, 'crc.c', 6);
    await hover(page, 'Best found:');
    await page.keyboard.press('Escape');
  });

  step('reads well in the dark and in high contrast', async () => {
    for (const [theme, kind] of [
      ['Dark Modern', 'vs-dark'],
      ['Dark High Contrast', 'hc-black'],
    ]) {
      await useTheme(page, theme, kind);
      await openFile(page, 'sort.c', 38);
      await command(page, 'Assay: Show Spectrum');
      await webview(page).locator('tbody tr').first().waitFor({ timeout: 60_000 });
      await picture(page, `spectrum ${theme}`);
      await command(page, 'Assay: Show Map of Functions');
      await webview(page).locator('.legend li').first().waitFor({ timeout: 60_000 });
      await picture(page, `map ${theme}`);
    }
  });

  step('leaves no server behind', async () => {
    await page.close();
    await editor.stop();
    // A server that ends may write down first what its next start needs.
    for (const until = Date.now() + 60_000; servers(editor.home).length > 0 && Date.now() < until;) {
      await new Promise(resolve => setTimeout(resolve, 200));
    }
    assert.deepEqual(servers(editor.home), []);
    editor = undefined;
    page = undefined;
  });
});

/** How many colours a canvas has, by a sample of its pixels. */
function inkColours(canvas) {
  return canvas.evaluate(element => {
    const { data } = element.getContext('2d').getImageData(0, 0, element.width, element.height);
    const colours = new Set();
    for (let at = 0; at < data.length; at += 4) {
      colours.add(`${data[at]},${data[at + 1]},${data[at + 2]},${data[at + 3]}`);
    }
    return colours.size;
  });
}

async function useTheme(page, label, kind) {
  await command(page, 'Preferences: Color Theme');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Light' }).first().waitFor();
  await page.keyboard.type(label, { delay: 20 });
  await page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
  await page.locator(`.monaco-workbench.${kind}`).waitFor();
}
