import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { type KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';

/** Maximum records per call: PutRecords page, 2026-11. */
const callRecords = 500;

const firstPause = 50;
const longestPause = 1000;

/** Destination and rate of traffic. */
export interface TrafficOptions {
  readonly kinesis: KinesisClient;
  readonly streamName: string;
  /** Records per second. @default as many as the shards accept */
  readonly rate?: number | undefined;
  /** Partition key of every record. @default a random one for each */
  readonly partitionKey?: string | undefined;
  /** Concurrent calls. @default 4 */
  readonly concurrency?: number | undefined;
  /** Called with the number of records that the stream has accepted so far. @default none */
  readonly onProgress?: ((sent: number) => void) | undefined;
  /** Stops the traffic when aborted. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Puts each record, followed by a line feed, into the stream with a random partition key, as CloudFront does.
 *
 * Records that a shard rejects are sent again, after pauses that double up to a second.
 *
 * @param records lines in Latin-1
 * @returns number of sent records: all, unless the signal was aborted
 */
export async function sendRecords(records: readonly string[], options: TrafficOptions): Promise<number> {
  const { rate = Number.POSITIVE_INFINITY, concurrency = 4, onProgress, signal } = options;
  const startedAt = performance.now();
  // To keep a slow rate even, a call contains at most the records of a tenth of a second.
  const size = Math.min(callRecords, Math.max(1, Math.ceil(rate / 10)));
  let next = 0;
  let sent = 0;

  async function send(): Promise<void> {
    while (next < records.length && !signal?.aborted) {
      const first = next;
      next += size;
      const due = startedAt + (first / rate) * 1000;
      await setTimeout(Math.max(0, due - performance.now()), undefined, { signal }).catch(() => {});
      const taken = await putAll(records.slice(first, first + size), options);
      sent += taken;
      onProgress?.(sent);
    }
  }

  await Promise.all(Array.from({ length: concurrency }, send));
  return sent;
}

/** Puts records until the stream has accepted all of them, and returns the number of accepted records. */
async function putAll(
  records: readonly string[],
  { kinesis, streamName, signal, partitionKey }: TrafficOptions,
): Promise<number> {
  let entries = records.map((record) => ({
    Data: Buffer.from(`${record}\n`, 'latin1'),
    PartitionKey: partitionKey ?? randomUUID(),
  }));
  for (let pause = firstPause; !signal?.aborted; pause = Math.min(longestPause, pause * 2)) {
    const { Records: results = [] } = await kinesis.send(
      new PutRecordsCommand({ StreamName: streamName, Records: entries }),
    );
    entries = entries.filter((_, index) => results[index]?.ErrorCode !== undefined);
    if (entries.length === 0) break;
    await setTimeout(pause * (0.5 + Math.random()), undefined, { signal }).catch(() => {});
  }
  return records.length - entries.length;
}
