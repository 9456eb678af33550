import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expectedLayouts } from '../../core/layouts/layout.ts';
import { RecordBatch } from '../../core/records/recordBatch.ts';
import { defaultSensitivityPolicy } from '../../core/sensitivity/policy.ts';
import { Transform } from '../../core/transform.ts';

const examples = join(import.meta.dirname, '../../examples');

/** Seconds from the end of a request to the arrival of its record. */
const delay = 2;

/** Lines between the beginnings of repetitions. */
const linesBetween = 487;

/** Which records are written, and when they arrived. */
export interface ExampleTraffic {
  /** Name of a file of examples/, without its extensions. */
  readonly name: 'website-46-fields' | 'website-20-fields' | 'video-62-fields';
  readonly shard: number;
  /** When the first and the last record ended, epoch milliseconds. */
  readonly from: number;
  readonly until: number;
  /** Records of a batch. */
  readonly batchSize: number;
  /** Records that are left out at the beginning, so that batches are cut elsewhere. @default 0 */
  readonly skip?: number;
  /**
   * Makes request IDs that differ from those of other repetitions, and begins elsewhere in the file, so that equal
   * values are not next to each other. @default the file as it is
   */
  readonly repetition?: number;
}

/**
 * Writes example records into a lake as the consumer would, spread evenly over the time.
 *
 * @param folder folder in the place of the bucket
 * @returns the number of files
 */
export function writeExampleTraffic(folder: string, traffic: ExampleTraffic): number {
  const { name, shard, from, until, batchSize, skip = 0, repetition } = traffic;
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
      const line = lines[(index + (repetition ?? 0) * linesBetween) % lines.length] as string;
      const values = line.split('\t');
      const time = from + ((until - from) * index) / lines.length;
      values[column] = (time / 1000).toFixed(3);
      if (repetition !== undefined)
        values[idColumn] = `${String(repetition).padStart(4, '0')}${values[idColumn]?.slice(4)}`;
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
