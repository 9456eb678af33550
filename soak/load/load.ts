import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { shapeNames } from '../../bench/traffic/shapes.ts';
import { bundleFunction } from '../../bundle/bundleFunction.ts';
import { runCommandLine } from '../../terminal/commandLine.ts';
import { output } from '../../terminal/printer.ts';
import { runCommand } from '../../terminal/runCommand.ts';
import { textTable, withCommas } from '../../terminal/textTable.ts';
import { type DrainedBacklog, drainBacklog } from './backlog.ts';
import { latencies } from './latencies.ts';
import { type LoadOptions, loadCommand } from './loadOptions.ts';
import { type MemoryUse, measureMemory } from './memory.ts';

const consumerEntry = resolve(import.meta.dirname, '../../lambda/consumer/index.ts');

/** Part of the backlog that is sufficient to measure the speed with unlimited reads. */
const partWithoutLimit = 1 / 5;

await runCommand((signal) =>
  runCommandLine(
    loadCommand((options) => load(options, signal)),
    process.argv.slice(2),
  ),
);

async function load({ seconds }: LoadOptions, signal: AbortSignal): Promise<void> {
  const outputFolder = mkdtempSync(join(tmpdir(), 'realtime-logs-load-bundle-'));
  try {
    const { file: bundleFile } = bundleFunction({ entryFile: consumerEntry, outputFolder });
    output.lines([
      `${cpus()[0]?.model.trim()}, ${cpus().length} CPUs, Node.js ${process.version}; ` +
        `S3 responds after ${latencies.s3} ms, CloudWatch after ${latencies.cloudWatch} ms`,
      '',
    ]);
    const backlogs: DrainedBacklog[] = [];
    for (const shape of shapeNames) {
      for (const limitReads of [false, true]) {
        const filled = limitReads ? seconds : Math.ceil(seconds * partWithoutLimit);
        backlogs.push(await drainBacklog({ bundleFile, shape, seconds: filled, limitReads, signal }));
      }
    }
    output.lines(['One shard, drained after it was full', '', ...textTable(backlogs.map(backlogRow)), '']);
    const memory = await measureMemory(bundleFile, signal);
    output.lines(['The largest events, in sequence', '', ...textTable(memory.map(memoryRow)), '']);
  } finally {
    rmSync(outputFolder, { recursive: true });
  }
}

function backlogRow({ shape, seconds, limitReads, records, bytes, drainSeconds, ...rest }: DrainedBacklog) {
  return {
    records: shape,
    'full for, s': seconds,
    reads: limitReads ? 'as AWS' : 'unlimited',
    count: withCommas(records),
    MB: withCommas(bytes / 1e6),
    'drained in, s': drainSeconds.toFixed(1),
    'records/s': withCommas(Math.round(records / drainSeconds)),
    'MB/s': (bytes / 1e6 / drainSeconds).toFixed(2),
    invocations: withCommas(rest.invocations),
    failed: rest.failedInvocations,
    'median ms': Math.round(rest.medianMilliseconds),
    'peak MB': Math.round(rest.peakBytes / 1e6),
  };
}

function memoryRow({ traffic, memoryMegabytes, records, failed, peakBytes, ...milliseconds }: MemoryUse) {
  return {
    records: traffic,
    'an event': withCommas(records),
    'memory setting': memoryMegabytes,
    failed,
    'peak MB': Math.round(peakBytes / 1e6),
    'first ms': Math.round(milliseconds.firstMilliseconds),
    'median ms': Math.round(milliseconds.medianMilliseconds),
    'GB-s': ((milliseconds.medianMilliseconds / 1000) * (memoryMegabytes / 1024)).toFixed(3),
  };
}
