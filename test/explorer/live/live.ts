import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Command } from 'commander';
import { runCommandLine, wholeNumber } from '../../../terminal/commandLine.ts';
import { output } from '../../../terminal/printer.ts';
import { runCommand } from '../../../terminal/runCommand.ts';
import { textTable } from '../../../terminal/textTable.ts';
import { openBrowser } from '../../support/browser/openBrowser.ts';
import { findGrowth, type MemorySample, sampleMemory } from './memorySamples.ts';

interface LiveOptions {
  readonly minutes: number;
  readonly rate: number;
}

/** Minutes for which the stream of npm start keeps records in memory. Its memory grows during this time. */
const minutesOfStream = 15;

/** Number of samples in a run of any length. */
const maxSamples = 60;

const command = new Command('npm run live --')
  .description(
    'Watches the live page of npm start in a browser, and fails if its memory or that of its server grows.',
  )
  .option('--minutes <N>', 'how long', wholeNumber('--minutes', 1, 1_440), 60)
  .option('--rate <N>', 'records a second', wholeNumber('--rate', 1, 10_000), 100);

await runCommand(async (signal) => {
  await runCommandLine(
    command.action((options: LiveOptions) => watchMemory(options, signal)),
    process.argv.slice(2),
  );
});

async function watchMemory({ minutes, rate }: LiveOptions, signal: AbortSignal): Promise<void> {
  const args = ['local/start.ts', '--watch', '--no-open', '--rate', String(rate)];
  const program = spawn(process.execPath, args, {
    cwd: resolve(import.meta.dirname, '../../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(program, 'close');
  const [first] = await once(program.stdout.setEncoding('utf8'), 'data');
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(String(first).split('\n', 1)[0]);
    await page.locator('.requests tbody tr').first().waitFor();
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.enable');
    const samples = await takeSamples(minutes * 60, signal, (seconds) =>
      sampleMemory(session, program.pid ?? 0, seconds),
    );
    if (signal.aborted) throw new Error('stopped before the time was over');
    const isServerFull = minutes >= 4 * minutesOfStream;
    const growth = findGrowth(samples, isServerFull);
    if (growth.length > 0) throw new Error(`expected memory that doesn't grow, got: ${growth.join('; ')}`);
    const judged = isServerFull ? 'page and server' : 'the page; the server needs an hour to be judged';
    output.line(`No growth in ${minutes} minutes at ${rate} records a second: ${judged}.`);
  } finally {
    await browser.close();
    program.kill('SIGINT');
    await closed;
  }
}

async function takeSamples(
  seconds: number,
  signal: AbortSignal,
  take: (seconds: number) => Promise<MemorySample>,
): Promise<MemorySample[]> {
  const samples: MemorySample[] = [];
  const startedAt = performance.now();
  for (let count = 1; count <= maxSamples && !signal.aborted; count++) {
    const due = startedAt + (1_000 * seconds * count) / maxSamples;
    await setTimeout(Math.max(0, due - performance.now()), undefined, { signal }).catch(() => {});
    const sample = await take(Math.round((performance.now() - startedAt) / 1_000));
    samples.push(sample);
    if (count % 5 === 0) output.lines(textTable([rowOf(sample)], { indent: 0 }));
  }
  return samples;
}

function rowOf({ seconds, pageHeap, nodes, listeners, server = 0 }: MemorySample): Record<string, string> {
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  return {
    seconds: String(seconds),
    'page heap': megabytes(pageHeap),
    nodes: String(nodes),
    listeners: String(listeners),
    server: megabytes(server),
  };
}
