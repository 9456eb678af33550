import { findInputs, type Input } from '../../captures/input.ts';
import { openSource, type Source } from '../../captures/source.ts';
import type { Layout } from '../../core/layouts/layout.ts';
import type { Progress } from '../../terminal/progressBar.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { Converter, type ConverterSettings, type ConvertReport } from './converter.ts';
import { LakeFolder } from './lakeFolder.ts';

/** Settings of a conversion. */
export interface ConvertSettings extends Omit<ConverterSettings, 'inputBytes'> {
  /** Names of files of records. `-` is standard input. */
  readonly files: readonly string[];
  /** Folder for the lake's objects. */
  readonly out: string;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * Converts files of records to the objects of a lake. All inputs are checked before anything is written.
 *
 * @throws UsageError if an input can't be read or contains other records, or if `out` can't be written to
 */
export async function convertFiles(settings: ConvertSettings): Promise<ConvertReport> {
  const { files, out, layouts, signal, onProgress } = settings;
  const folder = new LakeFolder(out);
  const inputs = findInputs(files, signal);
  const converter = new Converter({ ...settings, inputBytes: totalSize(inputs) }, folder);
  try {
    rejectRepeated(inputs);
    const sources = await openSources(inputs, layouts);
    const size = totalSize(sources.map(({ input }) => input));
    let done = 0;
    for (const source of sources) {
      await converter.convert(source, () => {
        onProgress(progressOf((done + source.bytesRead()) / size, converter.records));
      });
      done += source.input.size ?? 0;
    }
  } catch (error) {
    const inPlace = converter.completeRecords;
    const written = inPlace > 0 ? `; ${formatCount(inPlace)} are already in '${out}'` : '';
    if (signal.aborted) throw new Error(`stopped${written}`);
    throw error instanceof UsageError ? new UsageError(`${error.message}${written}`) : error;
  } finally {
    await converter.close();
  }
  return converter.report();
}

/** Returns the size of inputs in bytes; NaN if one is a pipe. */
function totalSize(inputs: readonly Input[]): number {
  return inputs.reduce((sum, { size }) => sum + (size ?? Number.NaN), 0);
}

function rejectRepeated(inputs: readonly Input[]): void {
  const names = inputs.map(({ name }) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw new UsageError(`expected each file once, got '${repeated}' twice`);
}

async function openSources(inputs: readonly Input[], layouts: readonly Layout[]): Promise<Source[]> {
  const sources = new Map<string, Source>();
  for (const input of inputs) {
    const source = await openSource(input, layouts);
    if (source === undefined) continue;
    const other = sources.get(source.id);
    if (other !== undefined) {
      throw new UsageError(
        `expected files that differ in name or first record, got '${other.input.name}' and '${input.name}'; ` +
          'if their records differ, convert them separately, each to its own --out',
      );
    }
    sources.set(source.id, source);
  }
  return [...sources.values()];
}

function progressOf(share: number, records: number): Progress {
  return { share: Number.isFinite(share) ? share : undefined, text: formatCount(records) };
}

function formatCount(records: number): string {
  return `${records.toLocaleString('en-US')} records`;
}
