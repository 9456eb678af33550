import { availableParallelism, cpus } from 'node:os';
import { errors, output } from '../terminal/printer.ts';
import { quick, thorough } from './measure/effort.ts';
import { type BenchOptions, readOptions, type SectionName, usage } from './options.ts';
import { comparison } from './sections/comparison.ts';
import { convert } from './sections/convert.ts';
import { distinctValues } from './sections/distinctValues.ts';
import { explorer } from './sections/explorer.ts';
import { fieldCounts } from './sections/fieldCounts.ts';
import { freshProcess } from './sections/freshProcess.ts';
import { growth } from './sections/growth.ts';
import { metrics } from './sections/metrics.ts';
import { nodeFlags } from './sections/nodeFlags.ts';
import { otlp } from './sections/otlp.ts';
import type { Section } from './sections/section.ts';
import { steps } from './sections/steps.ts';
import { top } from './sections/top.ts';

// biome-ignore lint/suspicious/noExplicitAny: sections have results of many types
const sections: Record<SectionName, Section<any>> = {
  comparison,
  growth,
  fields: fieldCounts,
  distinct: distinctValues,
  process: freshProcess,
  metrics,
  flags: nodeFlags,
  explorer,
  convert,
  otlp,
  top,
  steps,
};

/** Describes the machine and Node.js. */
function machine(): string {
  const flags = [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].join(' ').trim();
  const options = flags === '' ? '' : `, ${flags}`;
  return `${cpus()[0]?.model.trim()}, ${availableParallelism()} CPUs, Node.js ${process.version}${options}`;
}

async function run(options: BenchOptions): Promise<void> {
  const context = { ...options, efforts: options.quick ? quick : thorough };
  const results: Record<string, unknown> = { machine: machine() };
  if (!options.json) output.line(machine());
  for (const name of options.sections) {
    const section = sections[name];
    const result = await section.measure(context);
    results[name] = result;
    if (!options.json) output.lines(['', section.title, '', ...section.print(result)]);
  }
  if (options.json) output.lines(JSON.stringify(results, null, 2).split('\n'));
}

function readOptionsOrExit(): BenchOptions {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    errors.line((error as Error).message);
    return process.exit(2);
  }
}

const options = readOptionsOrExit();
if (options.help) output.lines(usage.trimEnd().split('\n'));
else await run(options);
