import { output } from '../../terminal/printer.ts';
import { ProgressBar } from '../../terminal/progressBar.ts';
import { withCommas } from '../../terminal/textTable.ts';

/** Milliseconds between two lines if the output isn't a terminal. */
const interval = 1000;

/** Numbers of sent and processed records. */
export interface PipelineProgress {
  readonly total: number;
  readonly sent: number;
  /** Records that the consumer has written to the lake. */
  readonly processed: number;
}

/** Shows progress: a bar on a terminal, or a line per second elsewhere. */
export class ProgressDisplay {
  readonly #bar = ProgressBar.onOutput();
  readonly #read: () => PipelineProgress;
  readonly #timer: NodeJS.Timeout;
  #printed = '';

  /** @param read returns the current progress */
  constructor(read: () => PipelineProgress) {
    this.#read = read;
    this.#timer = setInterval(() => this.#show(), output.isTerminal ? interval / 10 : interval);
  }

  /** Shows the final progress, and stops. */
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

/** Describes the progress in words. */
export function describeProgress({ total, sent, processed }: PipelineProgress): string {
  return `${withCommas(sent)} of ${withCommas(total)} records sent, ${withCommas(processed)} processed`;
}

function shareOf({ total, sent, processed }: PipelineProgress): number {
  return (sent + processed) / (2 * total);
}
