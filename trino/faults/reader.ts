import { readViewState } from '../../core/lake/compaction/replaceView.ts';
import type { LakeBucket } from '../lake/lakeBucket.ts';
import { isWrongRow, numberOfRow } from '../lake/numberedRequests.ts';
import type { TrinoLake } from '../lake/trinoLake.ts';
import { allowedRows, findWrongRows } from './expectation.ts';

/** A reader that queries `requests` at any time, and compares the result with the files that were put. */
export class Reader {
  checks = 0;
  /** Sentences about problems. */
  readonly wrong: string[] = [];
  readonly #lake: TrinoLake;
  readonly #bucket: LakeBucket;

  constructor(lake: TrinoLake, bucket: LakeBucket) {
    this.#lake = lake;
    this.#bucket = bucket;
  }

  /** Last hour that the view reads from the compacted table. */
  watermark(): number | undefined {
    const text = this.#lake.readEntry('requests')?.viewOriginalText;
    return text === undefined ? undefined : readViewState(text).watermark;
  }

  /**
   * Reads all rows of `requests`. During the read, the view can change, but the files must not.
   *
   * @param when the event before the read, for the sentence
   */
  async check(when: string): Promise<void> {
    if (this.#lake.readEntry('requests') === undefined) return;
    const files = this.#bucket.files();
    const before = this.watermark();
    const rows = await this.#lake.run(
      `SELECT n, count(*) AS found, count_if(${isWrongRow}) AS wrong
       FROM (SELECT *, ${numberOfRow} AS n FROM requests) numbered GROUP BY n`,
    );
    const allowed = [before, this.watermark()].map((watermark) => allowedRows(files, watermark));
    const found = new Map(rows.map((row) => [Number(row['n']), Number(row['found'])]));
    const values = rows
      .filter((row) => Number(row['wrong']) > 0)
      .map((row) => `request ${row['n']}: wrong values`);
    this.checks++;
    const sentences = [...findWrongRows(found, allowed), ...values];
    if (sentences.length > 0)
      this.wrong.push(`${when}: ${sentences.length} requests, such as ${sentences.slice(0, 3).join('; ')}`);
  }
}
