import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { RecordBatch } from '../../core/records/recordBatch.ts';
import { batchOf } from '../support/batches.ts';
import { fields46 } from '../support/fieldLists.ts';
import { asLogged } from '../support/logging.ts';
import { lineOf, requestId } from '../support/records.ts';
import { metricsSettings, newTransform } from '../support/transforming.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const megabyte = 1_000_000;
const now = Date.parse('2026-11-20T13:05:00Z');

/** Returns the megabytes in use after a garbage collection. */
function used(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / megabyte;
}

/** Returns records in which all values that a client chooses are new. */
function hostileLines(round: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const text = asLogged(`${round}-${index} \u{1f600}%=&token=${index}\n`.repeat(10));
    return lineOf(fields46, {
      timestamp: '1795179900.123',
      'x-edge-request-id': requestId(round * count + index),
      'x-host-header': `www${round}-${index}.example.com`,
      'cs-host': text,
      'cs-uri-stem': `/${text}?${text}`,
      'cs-user-agent': text,
      'cs-headers': text,
      'cs-referer': text,
      'sc-content-len': text,
    });
  });
}

describe('memory', () => {
  it('does not grow with the number of batches that contain new values', () => {
    const transform = newTransform(fields46, { metrics: metricsSettings() });
    const batch = new RecordBatch();
    const run = (round: number) => transform.transform(batchOf(hostileLines(round, 150), batch), now);
    for (let round = 0; round < 5; round++) run(round);
    const before = used();
    for (let round = 5; round < 30; round++) run(round);
    // If the values of each batch remained in memory, this would be more than 20 MB.
    expect(used() - before).toBeLessThan(15);
  });

  it('is limited for a batch of newlines, and for a batch with a single line, each of the maximum size', () => {
    const transform = newTransform(fields46, { metrics: metricsSettings() });
    const bytes = 1.2 * megabyte;
    for (const data of ['\n'.repeat(bytes), '\t'.repeat(bytes), `${'%25'.repeat(bytes / 3)}`]) {
      const { health, objects } = transform.transform(batchOf([{ data }]), now);
      expect([health.rows, health.quarantined]).toEqual([0, 1]);
      expect(objects.map(({ body }) => body.length < 2 * bytes)).toEqual([true]);
    }
    collectGarbage();
    expect(process.memoryUsage().arrayBuffers / megabyte).toBeLessThan(200);
  });
});
