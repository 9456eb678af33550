import type { Random } from '../../harness/random.ts';
import type { LakeBucket, PutFile } from '../lake/lakeBucket.ts';
import type { NumberedRequest, RowKind } from '../lake/numberedRequests.ts';

const hourMilliseconds = 3_600_000;
const minute = 60_000;
const shards = 3;
const kinds: readonly RowKind[] = ['identified', 'identified', 'sequenced', 'unidentified'];

/** Creates random files in a lake: on time, late, copied, and put again. */
export class Traffic {
  readonly #bucket: LakeBucket;
  readonly #random: Random;
  #nextNumber = 0;

  constructor(bucket: LakeBucket, random: Random) {
    this.#bucket = bucket;
    this.#random = random;
  }

  /** Puts new files into an hour, and copies of earlier ones. */
  async putHour(hour: number): Promise<void> {
    const onTime = hour * hourMilliseconds + 50 * minute;
    for (let file = 0; file < 1 + this.#random.below(3); file++) await this.#putNew(hour, onTime);
    if (this.#random.below(2) === 0) await this.#putCopy(hour, onTime);
  }

  /**
   * Puts a late file: new requests, a copy in another hour, or a file that already exists.
   *
   * @param now current time in epoch milliseconds
   */
  async putLate(hour: number, now: number): Promise<void> {
    const way = this.#random.below(4);
    if (way === 0) await this.#putCopy(hour, now);
    else if (way === 1) await this.#putAgain(now);
    else await this.#putNew(hour, now);
  }

  async #putNew(hour: number, now: number): Promise<void> {
    const shard = this.#random.below(shards);
    const kind = this.#random.pick(kinds);
    const first = this.#nextNumber;
    this.#nextNumber += 5 + this.#random.below(60);
    const requests: NumberedRequest[] = [];
    for (let number = first; number < this.#nextNumber; number++) {
      const request = { number, time: hour * hourMilliseconds + 1_000 - (number % 900) * 1_000 };
      requests.push(request);
      // CloudFront sometimes sends a record twice. Equal rows of old files count as separate requests.
      if (number % 41 === 3) requests.push(request);
    }
    await this.#bucket.put({ hour, shard, kind, requests }, now);
  }

  /** Puts the file of a retry that begins at a later record. Its rows are in two files, possibly in two hours. */
  async #putCopy(hour: number, now: number): Promise<void> {
    const file = this.#pickFile(
      (each) => Math.abs(each.hour - hour) <= 5 && each.kind !== 'unidentified' && each.requests.length > 1,
    );
    if (file === undefined) return;
    const requests = file.requests.slice(1 + this.#random.below(file.requests.length - 1));
    await this.#bucket.put({ ...file, requests, hour }, now);
  }

  /** Puts a replayed file: the same file again, with a mark. */
  async #putAgain(now: number): Promise<void> {
    const file = this.#pickFile(() => true);
    if (file !== undefined) await this.#bucket.put(file, now, true);
  }

  #pickFile(fits: (file: PutFile) => boolean): PutFile | undefined {
    const files = this.#bucket.files().filter(fits);
    return files.length === 0 ? undefined : this.#random.pick(files);
  }
}
