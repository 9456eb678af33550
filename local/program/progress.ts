import { output } from '../../terminal/printer.ts';
import { ProgressBar } from '../../terminal/progressBar.ts';
import { withCommas } from '../../terminal/textTable.ts';

/** Milliseconds between two lines if no bar can be drawn. */
const interval = 1000;

/** How far records have come. */
export interface PipelineProgress {
  readonly total: number;
  readonly sent: number;
  /** Records that the consumer has brought to the lake. */
  readonly processed: number;
}

/** Shows how far records have come: a bar on a terminal, a line a second elsewhere. */
export class ProgressDisplay {
  readonly #bar = ProgressBar.onOutput();
  readonly #read: () => PipelineProgress;
  readonly #timer: NodeJS.Timeout;
  #printed = '';

  /** @param read reports how far they are */
  constructor(read: () => PipelineProgress) {
    this.#read = read;
    this.#timer = setInterval(() => this.#show(), output.isTerminal ? interval / 10 : interval);
  }

  /** Shows the end, and nothing more from then on. */
  end(): void {
    clearInterval(this.#timer);
    this.#show();
    this.#bar.end();
  }

  #show(): void {
    const progress = this.#read();
    const text = describeProgress(progress);
    if (output.isTerminal) this.#bar.update({ share: shareOf(progress), text });
    else if (text !== this.#printed) output.line(text);
    this.#printed = text;
  }
}

/** How far records have come, in words. */
export function describeProgress({ total, sent, processed }: PipelineProgress): string {
  return `${withCommas(sent)} of ${withCommas(total)} records sent, ${withCommas(processed)} processed`;
}

function shareOf({ total, sent, processed }: PipelineProgress): number {
  return (sent + processed) / (2 * total);
}
