import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { RecordBatch } from '../../../core/records/recordBatch.ts';
import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import { Transform } from '../../../core/transform.ts';
import { moveTimes } from '../../../local/program/moveTimes.ts';
import { type exampleNames, readExample } from '../../support/examples.ts';

/** Records per batch. Each example results in several batches. */
const batchSize = 500;

/** One of this many example records is written. */
const share = 5;

/** Seconds between the end of a request and the arrival of its record. */
const delay = 2;

/**
 * Writes a fifth of the example records into a new folder with the code of the consumer. The last record has just
 * arrived.
 *
 * @param names names of files in examples/ without their extensions. Each file is a shard. If a file is named twice,
 * the lake contains copies.
 * @returns the path of the folder
 */
export async function writeExampleLake(names: readonly (typeof exampleNames)[number][]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'lake-'));
  const now = Date.now() / 1000;
  for (const [shard, name] of names.entries()) {
    const { fields, lines: records } = readExample(name);
    const some = records.filter((_, index) => index % share === 0);
    const retimed = moveTimes(some, fields.indexOf('timestamp'), now - delay, 2 * 3600).sort();
    writeRecords(folder, `shardId-${String(shard).padStart(12, '0')}`, fields, retimed);
  }
  return folder;
}

function writeRecords(
  folder: string,
  shardId: string,
  fields: readonly string[],
  records: readonly string[],
): void {
  const transform = new Transform({
    layouts: expectedLayouts(fields),
    policy: defaultSensitivityPolicy,
    compression: 'zstd',
  });
  const batch = new RecordBatch();
  for (let first = 0; first < records.length; first += batchSize) {
    batch.reset(shardId);
    for (const [index, record] of records.slice(first, first + batchSize).entries()) {
      const arrival = (Number.parseFloat(record) + delay) * 1000;
      batch.addBytes(Buffer.from(`${record}\n`, 'latin1'), `${first + index}`, arrival);
    }
    for (const { key, body } of transform.transform(batch, Date.now()).objects) {
      const file = join(folder, key);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, body);
    }
  }
}
