import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { writeExampleDay } from '../../explorer/example/writeExampleDay.ts';
import { startExplorerServer } from '../../explorer/server/explorerServer.ts';
import { FolderSource } from '../../explorer/sources/folder/folderSource.ts';
import { output } from '../../terminal/printer.ts';
import { openBrowser } from '../../test/support/browser/openBrowser.ts';
import { takeTerminalPictures } from './terminal.ts';

// Takes the pictures in README and the docs from the running page: `npm run screenshots`. The example day is
// the same in every run, so a picture only changes if the page changes.

interface Picture {
  readonly name: string;
  readonly query?: string;
  readonly options?: BrowserContextOptions;
  /** Actions on the page before the picture is taken. */
  readonly act?: (page: Page) => Promise<void>;
}

const desktop = { viewport: { width: 1_440, height: 900 } };
const incident =
  'time=2026-11-25T08:00Z/2026-11-25T20:00Z&select=2026-11-25T13:10Z/2026-11-25T13:30Z&explain=5xx';

const pictures: readonly Picture[] = [
  { name: 'explorer-light', options: desktop },
  {
    name: 'explorer-dark',
    options: { ...desktop, colorScheme: 'dark' },
    query: 'host=shop.example.com',
    async act(page) {
      const box = await page.locator('.chart-frame').boundingBox();
      if (box !== null) await page.mouse.move(box.x + box.width * 0.562, box.y + 60);
    },
  },
  // As high as everything from the totals to the end of the explanation.
  { name: 'explorer-explain', options: { viewport: { width: 1_440, height: 1_056 } }, query: incident },
  {
    name: 'explorer-phone',
    options: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true },
    query: incident,
  },
];

async function takePicture(browser: Browser, url: string, { name, query = '', options = {}, act }: Picture) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(url.replace('/#', `/?${query}#`));
  await page.locator('.requests tbody tr').first().waitFor();
  if (query.includes('explain')) await page.locator('.findings li').first().waitFor();
  await act?.(page);
  await page.locator('.took:not(.busy)').waitFor({ state: 'attached' });
  const path = join(import.meta.dirname, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  await context.close();
  output.line(path);
}

await takeTerminalPictures();

const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
try {
  await writeExampleDay(folder, { rows: 1_000_000, start: Date.UTC(2026, 10, 25) });
  const source = await FolderSource.open({ folder: join(folder, 'raw'), name: 'lake' });
  await source.refresh();
  const server = await startExplorerServer({ source });
  const browser = await openBrowser();
  for (const picture of pictures) await takePicture(browser, server.url, picture);
  await browser.close();
  await server.close();
  await source.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
