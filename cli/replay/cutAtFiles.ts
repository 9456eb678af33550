import type { KinesisEvent } from '../../core/event.ts';
import { hourOf, partition, rawKey, rawPrefix } from '../../core/lake/keys.ts';
import type { S3Objects } from './s3Objects.ts';

type EventRecord = KinesisEvent['Records'][number];

/**
 * Cuts events where the lake has a file that begins with one of their records. There a piece of a bisected batch
 * began, whose tries wrote that file before they failed: cut so, the replay writes it again instead of leaving it
 * beside another one with the same rows.
 *
 * @param events each of one shard
 */
export async function cutAtFiles(events: readonly KinesisEvent[], lake: S3Objects): Promise<KinesisEvent[]> {
  const pieces: KinesisEvent[] = [];
  for (const { Records } of events) {
    const files = await filesOf(Records, lake);
    let piece: EventRecord[] = [];
    for (const record of Records) {
      if (piece.length > 0 && files.has(keyOf(record))) {
        pieces.push({ Records: piece });
        piece = [];
      }
      piece.push(record);
    }
    pieces.push({ Records: piece });
  }
  return pieces;
}

/** Keys of the files of the hours and the shard of records. */
async function filesOf(records: readonly EventRecord[], lake: S3Objects): Promise<ReadonlySet<string>> {
  const prefixes = new Set(
    records.map((record) => `${rawPrefix}${partition(arrivalHour(record))}${shardOf(record)}-`),
  );
  const keys = new Set<string>();
  for (const prefix of prefixes) for (const { key } of await lake.list(prefix)) keys.add(key);
  return keys;
}

function keyOf(record: EventRecord): string {
  return rawKey(arrivalHour(record), shardOf(record), record.kinesis.sequenceNumber);
}

function arrivalHour({ kinesis }: EventRecord): number {
  return hourOf(Math.round(kinesis.approximateArrivalTimestamp * 1000));
}

function shardOf({ eventID }: EventRecord): string {
  return eventID.split(':')[0] as string;
}
