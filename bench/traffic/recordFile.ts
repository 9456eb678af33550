import { closeSync, openSync, writeSync } from 'node:fs';
import { Random } from '../../harness/random.ts';
import type { Records } from './exampleRecords.ts';

const idCharacters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Length of a request id without the two equals signs at its end. */
const idLength = 54;

/** Time of the first record in epoch seconds, and seconds between records. */
const firstTime = 1_795_179_600;
const interval = 0.002;

const bytesAtOnce = 1 << 22;

/**
 * Writes a file of records. Repeats the given records, each with a unique request id in CloudFront's format,
 * in the order of their times, as in a stream.
 */
export function writeRecordFile(path: string, { fields, rows }: Records, count: number): void {
  const random = new Random(1);
  const idAt = fields.indexOf('x-edge-request-id');
  const timeAt = fields.indexOf('timestamp');
  const file = openSync(path, 'w');
  let text = '';
  for (let index = 0; index < count; index++) {
    const values = [...rows[index % rows.length]];
    if (idAt >= 0) values[idAt] = requestId(random);
    if (timeAt >= 0) values[timeAt] = (firstTime + index * interval + random.next()).toFixed(3);
    text += `${values.join('\t')}\n`;
    if (text.length < bytesAtOnce && index < count - 1) continue;
    writeSync(file, text, undefined, 'latin1');
    text = '';
  }
  closeSync(file);
}

function requestId(random: Random): string {
  let id = '';
  for (let place = 0; place < idLength; place++) id += idCharacters[random.below(idCharacters.length)];
  return `${id}==`;
}
