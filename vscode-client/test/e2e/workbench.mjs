// What a user does in the window, and reads there.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const SCREENSHOTS = path.resolve('.workbench', 'screenshots');
const PATIENCE = 120_000;

/** A folder with real C and LLVM IR files, which tests may change. */
export function workspace() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-files-'));
  fs.cpSync(path.resolve('..', 'examples'), folder, { recursive: true });
  return folder;
}

/** Runs a command of the palette by its title. */
export async function command(page, title) {
  await page.keyboard.press('F1');
  await page.keyboard.type(title, { delay: 5 });
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
}

/** Opens a file of the folder and puts the cursor on a line. */
export async function openFile(page, name, line) {
  const row = page
    .locator('.quick-input-list .monaco-list-row', { hasText: new RegExp(`^${name.replaceAll('.', '\\.')}`) })
    .first();
  for (let tries = 0; ; tries++) {
    await page.keyboard.press('Control+P');
    await page.keyboard.type(name, { delay: 5 });
    try {
      await row.click({ timeout: 3_000 });
      await page.locator('.tab.active', { hasText: name }).waitFor({ timeout: 3_000 });
      break;
    } catch (error) {
      // Just after the start, nothing searches files yet.
      if (tries === 10) {
        throw error;
      }
      await page.keyboard.press('Escape');
    }
  }
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  for (let tries = 0; line && tries < 5; tries++) {
    await page.keyboard.press('Control+G');
    await page.locator('.quick-input-widget').waitFor();
    await page.keyboard.type(String(line), { delay: 20 });
    await page.keyboard.press('Enter');
    try {
      await page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: 3_000 });
      return;
    } catch {
      await page.keyboard.press('Escape'); // The window was busy and lost a key; once more.
    }
  }
}

/** Waits until the status bar says something, in full as screen readers get it. */
export async function statusSays(page, words, timeout = PATIENCE) {
  await page
    .locator(`#assay\\.assay\\.assay\\.status a[aria-label*="${words}"]`)
    .waitFor({ state: 'attached', timeout });
}

/** What a hover over the cursor says once all that it shows is measured and it matches a pattern, or holds some words. */
export async function hover(page, words) {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+I');
    const content = page.locator('.monaco-hover:not(.hidden) .monaco-hover-content');
    await content
      .first()
      .waitFor({ timeout: 10_000 })
      .catch(() => {});
    const text = (await content.allInnerTexts()).join('\n');
    const isThere = words instanceof RegExp ? words.test(text) : text.includes(words);
    if (isThere && !text.includes('easuring…')) {
      await page.waitForTimeout(300); // It fades in, and pictures are taken of it.
      return text;
    }
    if (Date.now() > deadline) {
      throw new Error(`no measured hover with '${words}', but: ${text}`);
    }
    await page.keyboard.press('Escape');
    await page.waitForTimeout(500);
  }
}

/** Keeps a picture of the window. */
export async function picture(page, name) {
  fs.mkdirSync(SCREENSHOTS, { recursive: true });
  await page.mouse.move(200, 17); // Where it raises no tooltip.
  await page.waitForTimeout(300);
  await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
}

/** The page inside the webview that is shown. */
export function webview(page) {
  return page.frameLocator('iframe.webview.ready').last().frameLocator('#active-frame');
}

/** The processes of servers that run from a folder. */
export function servers(folder) {
  const { stdout } = spawnSync('pgrep', ['-f', `${folder}.*dev.assay.cli.Main lsp`], { encoding: 'utf8' });
  return stdout.trim().split('\n').filter(Boolean).map(Number);
}
