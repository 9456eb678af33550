import { hourOf, partition, rawKey, rawPrefix } from '../../core/lake/keys.ts';
import type { KinesisEvent } from '../../core/records/event.ts';

type EventRecord = KinesisEvent['Records'][number];

/**
 * Splits events at records that are the first record of a file in the lake. Such a file was written for a part of a
 * bisected batch before that part failed. Because of the split, the replay overwrites the file instead of adding a second
 * file with the same rows.
 *
 * @param events events, each with records of one shard
 * @param files keys of the files that start with one of {@link filePrefixes}
 */
export function cutAtFiles(events: readonly KinesisEvent[], files: ReadonlySet<string>): KinesisEvent[] {
  const pieces: KinesisEvent[] = [];
  for (const { Records } of events) {
    let piece: EventRecord[] = [];
    for (const record of Records) {
      const key = rawKey(arrivalHour(record), shardOf(record), record.kinesis.sequenceNumber);
      if (piece.length > 0 && files.has(key)) {
        pieces.push({ Records: piece });
        piece = [];
      }
      piece.push(record);
    }
    pieces.push({ Records: piece });
  }
  return pieces;
}

/** Returns the key prefixes of files whose first record may be in the events: one prefix for each shard and hour. */
export function filePrefixes(events: readonly KinesisEvent[]): string[] {
  const prefixes = events.flatMap(({ Records }) =>
    Records.map((record) => `${rawPrefix}${partition(arrivalHour(record))}${shardOf(record)}-`),
  );
  return [...new Set(prefixes)];
}

function arrivalHour({ kinesis }: EventRecord): number {
  return hourOf(Math.round(kinesis.approximateArrivalTimestamp * 1000));
}

function shardOf({ eventID }: EventRecord): string {
  return eventID.split(':')[0];
}
