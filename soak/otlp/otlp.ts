import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Command } from 'commander';
import { bundleFunction } from '../../bundle/bundleFunction.ts';
import { expectedLayouts } from '../../core/layouts/layout.ts';
import { Lake } from '../../emulator/lake.ts';
import { startLocalPipeline } from '../../emulator/pipeline.ts';
import { sendRecords } from '../../emulator/traffic.ts';
import { runCommandLine } from '../../terminal/commandLine.ts';
import { output } from '../../terminal/printer.ts';
import { runCommand } from '../../terminal/runCommand.ts';
import { Backend } from './backend.ts';
import { type Comparison, compare } from './comparison.ts';

const project = resolve(import.meta.dirname, '../..');
const example = join(project, 'examples/website-46-fields');

await runCommand(async (signal) => {
  await runCommandLine(
    new Command('npm run otlp --')
      .description(
        'Sends the example records through the pipeline on this machine to VictoriaMetrics, by OTLP from two shards, ' +
          'and compares the answers of PromQL with those of DuckDB over the lake.',
      )
      .option('--backend <program>', 'the program victoria-metrics', 'victoria-metrics')
      .action(({ backend }: { backend: string }) => run(backend, signal)),
    process.argv.slice(2),
  );
});

async function run(program: string, signal: AbortSignal): Promise<void> {
  const fields = readFileSync(`${example}.fields.txt`, 'utf8').trim().split('\n');
  const lines = gunzipSync(readFileSync(`${example}.tsv.gz`))
    .toString('latin1')
    .trimEnd()
    .split('\n');
  let wrong = 0;
  for (const temporality of ['delta', 'cumulative'] as const) {
    const comparisons = await runOnce(program, fields, lines, temporality, signal);
    output.lines([`${temporality}:`, ...comparisons.map(describe)]);
    wrong += comparisons.filter(({ isEqual }) => !isEqual).length;
  }
  if (wrong > 0) throw new Error(`Expected equal answers of DuckDB and PromQL, got ${wrong} that differ.`);
}

async function runOnce(
  program: string,
  fields: readonly string[],
  lines: readonly string[],
  temporality: 'delta' | 'cumulative',
  signal: AbortSignal,
): Promise<Comparison[]> {
  const backend = await Backend.start(program);
  const folder = mkdtempSync(join(tmpdir(), 'otlp-'));
  try {
    const entryFile = join(project, 'lambda/consumer/index.ts');
    const { file } = bundleFunction({ entryFile, outputFolder: join(folder, 'bundle') });
    const pipeline = await startLocalPipeline({
      bundleFile: file,
      folder: join(folder, 'buckets'),
      layouts: expectedLayouts(fields),
      shards: 2,
      environment: {},
      eventSource: { maximumBatchingWindowSeconds: 0 },
      functionEnvironment: { METRIC_EXPORT: JSON.stringify({ endpoint: backend.otlpUrl, temporality }) },
      onLogLine: (line) => {
        if (line.includes('OTLP requests were not taken')) throw new Error(line);
      },
    });
    try {
      const { kinesis, streamName } = pipeline;
      await sendRecords(lines, { kinesis, streamName, signal });
      await pipeline.drain();
    } finally {
      await pipeline.stop();
    }
    const lake = await Lake.open(join(folder, 'buckets', 'lake'));
    try {
      return await compare(lake, backend, temporality);
    } finally {
      lake.close();
    }
  } finally {
    await backend.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function describe({ question, lake, backend, isEqual }: Comparison): string {
  if (isEqual) return `  ${question}: equal`;
  return `  ${question}: DuckDB ${JSON.stringify(lake)}, PromQL ${JSON.stringify(backend)}`;
}
