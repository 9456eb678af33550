import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { KinesisClient } from '@aws-sdk/client-kinesis';
import { sendRecords } from '../../emulator/traffic.ts';

/** Milliseconds of traffic per send. */
const tick = 500;

/** Options of endless traffic. */
export interface EndlessTrafficOptions {
  readonly kinesis: KinesisClient;
  readonly streamName: string;
  readonly lines: readonly string[];
  readonly fields: readonly string[];
  /** Records per second. */
  readonly rate: number;
  readonly signal: AbortSignal;
  /** Called with the number of records that the stream has accepted so far. */
  readonly onProgress: (sent: number) => void;
}

/**
 * Sends the records repeatedly until the signal is aborted, each time with the current time and a new request
 * id.
 */
export async function sendEndlessly(options: EndlessTrafficOptions): Promise<void> {
  const { kinesis, streamName, lines, fields, rate, signal, onProgress } = options;
  const startedAt = performance.now();
  let next = 0;
  while (!signal.aborted) {
    const due = Math.floor(((performance.now() - startedAt) / 1_000) * rate);
    const now = Date.now();
    const records = Array.from({ length: due - next }, (_, place) => {
      const line = lines[(next + place) % lines.length];
      return renewRecord(line, fields, now - tick * Math.random(), randomBytes(40).toString('base64url'));
    });
    next = due;
    await sendRecords(records, { kinesis, streamName, signal });
    onProgress(next);
    await setTimeout(tick, undefined, { signal }).catch(() => {});
  }
}

/** Replaces a record's time and, if it has one, its request id. */
export function renewRecord(line: string, fields: readonly string[], time: number, id: string): string {
  const values = line.split('\t');
  if (values.length !== fields.length) return line;
  const replace = (field: string, value: string) => {
    const column = fields.indexOf(field);
    if (column >= 0 && values[column] !== '-') values[column] = value;
  };
  replace('timestamp', (time / 1_000).toFixed(3));
  replace('x-edge-request-id', `${id.slice(0, 54)}==`);
  return values.join('\t');
}
