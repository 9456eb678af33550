import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import type { Browser, Page } from 'playwright-core';
import { writeExampleDay } from '../../../explorer/example/writeExampleDay.ts';
import { runCommandLine, wholeNumber } from '../../../terminal/commandLine.ts';
import { output } from '../../../terminal/printer.ts';
import { runCommand } from '../../../terminal/runCommand.ts';
import { textTable } from '../../../terminal/textTable.ts';
import { openBrowser } from '../../support/browser/openBrowser.ts';

interface FirstPaintOptions {
  readonly requests: number;
  readonly rounds: number;
}

/** Milliseconds from the start of the command to each step of opening the page. */
interface Opening {
  /** The command prints the page's URL. */
  readonly address: number;
  /** The browser paints the page for the first time. */
  readonly firstPaint: number;
  /** The page shows the first requests of the lake. */
  readonly requests: number;
}

const command = new Command('npm run first-paint --')
  .description('Measures how long "cfrl explore" takes from the command to the page, in a browser.')
  .option('--requests <N>', 'requests in the lake', wholeNumber('--requests', 1_000, 10_000_000), 1_000_000)
  .option('--rounds <N>', 'how often', wholeNumber('--rounds', 1, 100), 5);

await runCommand(async (signal) => {
  await runCommandLine(
    command.action((options: FirstPaintOptions) => measureOpenings(options, signal)),
    process.argv.slice(2),
  );
});

async function measureOpenings({ requests, rounds }: FirstPaintOptions, signal: AbortSignal): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'first-paint-'));
  const browser = await openBrowser();
  try {
    await writeExampleDay(folder, { rows: requests, start: Date.UTC(2026, 10, 25) });
    const openings: Opening[] = [];
    for (let round = 0; round < rounds && !signal.aborted; round++) {
      openings.push(await measureOpening(browser, folder));
    }
    if (signal.aborted) throw new Error('stopped before the last round');
    const steps: readonly (keyof Opening)[] = ['address', 'firstPaint', 'requests'];
    for (const line of textTable(steps.map((step) => summarize(step, openings)))) output.line(line);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Returns the times of a step as a row of the printed table. */
function summarize(step: keyof Opening, openings: readonly Opening[]): Record<string, string> {
  const times = openings.map((opening) => Math.round(opening[step])).toSorted((a, b) => a - b);
  const name = { address: 'address printed', firstPaint: 'first paint', requests: 'first requests shown' };
  return {
    'ms from the command': name[step],
    fastest: `${times[0]}`,
    median: `${times[Math.floor(times.length / 2)]}`,
    slowest: `${times.at(-1)}`,
  };
}

async function measureOpening(browser: Browser, folder: string): Promise<Opening> {
  const page = await browser.newPage();
  const start = performance.now();
  const program = spawn(process.execPath, ['bin/cfrl.ts', 'explore', '--lake', folder, '--no-open'], {
    cwd: resolve(import.meta.dirname, '../../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(program, 'close');
  try {
    const [printed] = await once(program.stdout.setEncoding('utf8'), 'data');
    const address = performance.now() - start;
    await page.goto(/http:\S+/.exec(String(printed))?.[0] ?? '', { waitUntil: 'commit' });
    const firstPaint = address + (await firstContentfulPaint(page));
    await page.locator('.requests tbody tr').first().waitFor();
    return { address, firstPaint, requests: performance.now() - start };
  } finally {
    await page.close();
    program.kill('SIGINT');
    await closed;
  }
}

/** Milliseconds from the navigation to the first paint. */
async function firstContentfulPaint(page: Page): Promise<number> {
  const found = await page.waitForFunction(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
  );
  return (await found.jsonValue()) ?? Number.NaN;
}
