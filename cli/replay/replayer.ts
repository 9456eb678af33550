import { rawPrefix, releasedKey } from '../../core/lake/keys.ts';
import type { LakeObject } from '../../core/lake/lakeObject.ts';
import type { QuarantineEntry } from '../../core/lake/quarantine.ts';
import { type KinesisEvent, readEvent } from '../../core/records/event.ts';
import { RecordBatch } from '../../core/records/recordBatch.ts';
import type { Transform } from '../../core/transform.ts';

/** The result of replaying an object. */
export interface Replayed {
  /** Objects to put into the lake. */
  readonly objects: readonly LakeObject[];
  /** Number of records in the object. */
  readonly records: number;
  readonly rows: number;
  /** Number of records, or of groups of consecutive lines in a record, that can't be read. */
  readonly unreadable: number;
}

/** Creates lake objects from failed batches and quarantine files. */
export class Replayer {
  readonly #transform: Transform;
  readonly #batch = new RecordBatch();

  constructor(transform: Transform) {
    this.#transform = transform;
  }

  /**
   * Returns the files that the consumer would have written for failed batches, with the same keys.
   *
   * @param events events, each with records of one shard
   */
  batches(events: readonly KinesisEvent[]): Replayed {
    const objects: LakeObject[] = [];
    let [records, rows, unreadable] = [0, 0, 0];
    for (const event of events) {
      readEvent(event, this.#batch);
      const { objects: made, health } = this.#transform.transform(this.#batch, 0);
      objects.push(...made);
      records += health.records;
      rows += health.rows;
      unreadable += health.quarantined;
    }
    return { objects: removeDuplicateKeys(objects), records, rows, unreadable };
  }

  /**
   * Returns a file with the records of a quarantine file that can be read now. It is named after the quarantine file.
   * Records that still can't be read remain in quarantine.
   *
   * @param key key of the quarantine file
   */
  quarantine(key: string, entries: readonly QuarantineEntry[]): Replayed {
    this.#batch.reset(entries[0]?.shardId ?? '');
    for (const { data, sequenceNumber, arrival } of entries) {
      this.#batch.addBase64(data, sequenceNumber, Date.parse(arrival));
    }
    const { objects, health } = this.#transform.transform(this.#batch, 0);
    return {
      objects: objects
        .filter((object) => object.key.startsWith(rawPrefix))
        .map((object) => ({ ...object, key: releasedKey(key) })),
      records: entries.length,
      rows: health.rows,
      unreadable: health.quarantined,
    };
  }
}

/**
 * Removes objects with the same key: parts of a batch that start with the same record have files with the same key. The
 * file with more records is kept.
 */
function removeDuplicateKeys(objects: readonly LakeObject[]): LakeObject[] {
  const byKey = new Map<string, LakeObject>();
  for (const object of objects) {
    if (object.records >= (byKey.get(object.key)?.records ?? 0)) byKey.set(object.key, object);
  }
  return [...byKey.values()];
}
