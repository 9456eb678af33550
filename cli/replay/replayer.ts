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
  /** Records of the object. */
  readonly records: number;
  readonly rows: number;
  /** Records, or neighboring lines of one, that cannot be read. */
  readonly unreadable: number;
}

/** Makes lake objects again from failed batches and quarantine files. */
export class Replayer {
  readonly #transform: Transform;
  readonly #batch = new RecordBatch();

  constructor(transform: Transform) {
    this.#transform = transform;
  }

  /**
   * From failed batches: the files that the consumer would have written, under the same names.
   *
   * @param events each of one shard
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
    return { objects: oncePerKey(objects), records, rows, unreadable };
  }

  /**
   * From a quarantine file: a file with the rows that can be read now, named after the quarantine file.
   * Records that can't be read yet stay in quarantine.
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
 * Pieces of a batch that start with the same record have files of the same name; the file with more records
 * is kept.
 */
function oncePerKey(objects: readonly LakeObject[]): LakeObject[] {
  const byKey = new Map<string, LakeObject>();
  for (const object of objects) {
    if (object.records >= (byKey.get(object.key)?.records ?? 0)) byKey.set(object.key, object);
  }
  return [...byKey.values()];
}
