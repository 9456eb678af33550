import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expectedLayouts } from '../../core/layouts/layout.ts';
import { RecordBatch } from '../../core/records/recordBatch.ts';
import { defaultSensitivityPolicy } from '../../core/sensitivity/policy.ts';
import { Transform } from '../../core/transform.ts';

const examples = join(import.meta.dirname, '../../examples');

/** Range of seconds from the end of a request to the arrival of its record. */
const delay = 2;

/** Number of lines between the starts of repetitions. */
const linesBetween = 487;

/** The records to write, and their arrival times. */
export interface ExampleTraffic {
  /** Name of a file in examples/, without extensions. */
  readonly name: 'website-46-fields' | 'website-20-fields' | 'video-62-fields';
  readonly shard: number;
  /** End times of the first and the last request, in epoch milliseconds. */
  readonly from: number;
  readonly until: number;
  /** Records per batch. */
  readonly batchSize: number;
  /** Number of records to skip at the beginning, which changes the boundaries of batches. @default 0 */
  readonly skip?: number;
  /**
   * Number of the repetition. Each one has different request IDs and starts at a different line of the file,
   * so that equal values aren't next to each other. @default the unchanged file
   */
  readonly repetition?: number;
  /**
   * Returns fields of a record to replace, by its values, its time in epoch milliseconds, and its number.
   * @default none
   */
  readonly change?: (
    values: Readonly<Record<string, string>>,
    time: number,
    index: number,
  ) => Readonly<Record<string, string>>;
}

/**
 * Writes example records into a lake as the consumer would, distributed evenly over the time span.
 *
 * @param folder folder that replaces the bucket
 * @returns the number of files
 */
export function writeExampleTraffic(folder: string, traffic: ExampleTraffic): number {
  const { name, shard, from, until, batchSize, skip = 0, repetition, change } = traffic;
  const fields = readFileSync(join(examples, `${name}.fields.txt`), 'utf8')
    .trim()
    .split('\n');
  const lines = gunzipSync(readFileSync(join(examples, `${name}.tsv.gz`)))
    .toString()
    .trimEnd()
    .split('\n');
  const column = fields.indexOf('timestamp');
  const idColumn = fields.indexOf('x-edge-request-id');
  const transform = new Transform({
    layouts: expectedLayouts(fields),
    policy: defaultSensitivityPolicy,
    compression: 'zstd',
  });
  const batch = new RecordBatch();
  let files = 0;
  for (let first = skip; first < lines.length; first += batchSize) {
    batch.reset(`shardId-${String(shard).padStart(12, '0')}`);
    for (let index = first; index < Math.min(lines.length, first + batchSize); index++) {
      const line = lines[(index + (repetition ?? 0) * linesBetween) % lines.length];
      const values = line.split('\t');
      const time = from + ((until - from) * index) / lines.length;
      values[column] = (time / 1000).toFixed(3);
      if (repetition !== undefined)
        values[idColumn] = `${String(repetition).padStart(4, '0')}${values[idColumn]?.slice(4)}`;
      if (change !== undefined) {
        const byField = Object.fromEntries(fields.map((field, place) => [field, values[place] ?? '-']));
        for (const [field, value] of Object.entries(change(byField, time, index)))
          values[fields.indexOf(field)] = value;
      }
      batch.addBytes(Buffer.from(`${values.join('\t')}\n`, 'latin1'), String(index), time + delay * 1000);
    }
    for (const { key, body } of transform.transform(batch, until).objects) {
      mkdirSync(dirname(join(folder, key)), { recursive: true });
      writeFileSync(join(folder, key), body);
      files++;
    }
  }
  return files;
}
