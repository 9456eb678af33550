import { ProgressBar } from '../../terminal/progressBar.ts';

/** Number of shards and records that were read. */
export interface TailCounts {
  readonly shards: number;
  readonly records: number;
}

/** A line on the terminal that shows that `tail` is reading, until the first record matches. */
export class TailStatus {
  readonly #bar: ProgressBar;
  #isOver = false;

  constructor(bar: ProgressBar = new ProgressBar()) {
    this.#bar = bar;
  }

  /** Shows the counts. Does nothing after {@link end}. */
  update({ shards, records }: TailCounts): void {
    if (this.#isOver) return;
    const read = `${formatCount(shards, 'shard')}, ${formatCount(records, 'record')}`;
    this.#bar.update({ share: undefined, text: `reading ${read}, no match yet; press Ctrl-C to stop` });
  }

  /** Removes the line permanently. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#bar.end();
  }
}

function formatCount(number: number, what: string): string {
  return `${number.toLocaleString('en-US')} ${what}${number === 1 ? '' : 's'}`;
}
