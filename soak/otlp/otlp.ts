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
import {
  type Comparison,
  compareCounts,
  compareHistogramTotals,
  compareNativeHistograms,
} from './comparison.ts';
import { compareGraphs } from './graphs.ts';

const project = resolve(import.meta.dirname, '../..');
const example = join(project, 'examples/website-46-fields');

/** VictoriaMetrics has 18 buckets per power of ten. */
const bucketError = 10 ** (1 / 18) - 1;

/** A backend, and the temporality of its counts. */
interface Scenario {
  readonly backend: 'victoriametrics' | 'prometheus';
  readonly program: string;
  readonly temporality: 'delta' | 'cumulative';
}

interface Options {
  readonly backend: string;
  readonly prometheus?: string;
}

await runCommand(async (signal) => {
  await runCommandLine(
    new Command('npm run otlp --')
      .description(
        'Sends the example records from two shards through the pipeline on this machine to VictoriaMetrics with OTLP, ' +
          'and compares PromQL results, including the graphs of the Grafana dashboard, with the results of DuckDB ' +
          'over the lake.',
      )
      .option('--backend <program>', 'path of victoria-metrics', 'victoria-metrics')
      .option('--prometheus <program>', 'path of prometheus, to also send to Prometheus')
      .action((options: Options) => run(options, signal)),
    process.argv.slice(2),
  );
});

async function run({ backend: program, prometheus }: Options, signal: AbortSignal): Promise<void> {
  const fields = readFileSync(`${example}.fields.txt`, 'utf8').trim().split('\n');
  const lines = gunzipSync(readFileSync(`${example}.tsv.gz`))
    .toString('latin1')
    .trimEnd()
    .split('\n');
  const scenarios: Scenario[] = [
    { backend: 'victoriametrics', program, temporality: 'delta' },
    { backend: 'victoriametrics', program, temporality: 'cumulative' },
  ];
  if (prometheus !== undefined)
    scenarios.push({ backend: 'prometheus', program: prometheus, temporality: 'cumulative' });
  let wrong = 0;
  for (const scenario of scenarios) {
    const comparisons = await runOnce(scenario, fields, lines, signal);
    output.lines([`${scenario.backend}, ${scenario.temporality}:`, ...comparisons.map(describe)]);
    wrong += comparisons.filter(({ isEqual }) => !isEqual).length;
  }
  if (wrong > 0) throw new Error(`Expected equal results from DuckDB and PromQL, but ${wrong} differ.`);
}

async function compareAll(lake: Lake, backend: Backend, scenario: Scenario): Promise<Comparison[]> {
  const counts = await compareCounts(lake, backend, scenario.temporality);
  if (scenario.backend === 'prometheus')
    return [...counts, ...(await compareNativeHistograms(lake, backend))];
  const totals = await compareHistogramTotals(lake, backend, scenario.temporality);
  if (scenario.temporality === 'cumulative') return [...counts, ...totals];
  return [...counts, ...totals, ...(await compareGraphs(lake, backend, scenario.backend, bucketError))];
}

async function runOnce(
  scenario: Scenario,
  fields: readonly string[],
  lines: readonly string[],
  signal: AbortSignal,
): Promise<Comparison[]> {
  const { temporality } = scenario;
  const backend = await Backend.start(scenario.backend, scenario.program);
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
      return await compareAll(lake, backend, scenario);
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
