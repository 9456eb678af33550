import { ProgressBar } from '../../terminal/progressBar.ts';

/** How much of a stream has been seen. */
export interface TailCounts {
  readonly shards: number;
  readonly records: number;
}

/** A line on a terminal that shows that `tail` reads, until it has something else to show. */
export class TailStatus {
  readonly #bar: ProgressBar;
  #isOver = false;

  constructor(bar: ProgressBar = new ProgressBar()) {
    this.#bar = bar;
  }

  /** Shows the counts; nothing once {@link end} was called. */
  update({ shards, records }: TailCounts): void {
    if (this.#isOver) return;
    const read = `${formatCount(shards, 'shard')}, ${formatCount(records, 'record')}`;
    this.#bar.update({ share: undefined, text: `reading ${read}, no match yet; Ctrl-C ends` });
  }

  /** Removes the line for good. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#bar.end();
  }
}

function formatCount(number: number, what: string): string {
  return `${number.toLocaleString('en-US')} ${what}${number === 1 ? '' : 's'}`;
}
