import { type Ranking, rankings } from '../../core/insight/top/rankings.ts';
import type { Paint } from '../../terminal/colors.ts';
import { errorSentence } from '../../terminal/errorSentence.ts';
import { parseCondition } from '../tail/where/parseCondition.ts';
import { Follower, type FollowerSettings } from './follower.ts';
import { readKeys } from './keys.ts';
import type { Screen } from './screen.ts';
import { countFittingLists, screenLines } from './screenLines.ts';
import type { Snapshot } from './snapshot.ts';

/** Maximum number of values in a list. */
const maxRows = 60;

/** Milliseconds from a key to reading the stream again. */
const restartPause = 400;

/** Settings of `TopProgram`. */
export interface TopProgramSettings extends Omit<FollowerSettings, 'condition'> {
  readonly screen: Screen;
  readonly paint: Paint;
  readonly where: string | undefined;
  /** Ends the program. */
  readonly quit: () => void;
}

/** The live screen: its content, and its keys. */
export class TopProgram {
  readonly #settings: TopProgramSettings;
  #ranking: Ranking;
  #where: string | undefined;
  #firstList = 0;
  #paused: Snapshot | undefined;
  /** The text of the filter while it is being edited. */
  #edited: string | undefined;
  #message: string | undefined;
  #follower: Follower | undefined;
  #restart = new AbortController();

  constructor(settings: TopProgramSettings) {
    this.#settings = settings;
    this.#ranking = settings.ranking;
    this.#where = settings.where;
  }

  /** Follows the stream until the signal is aborted, and starts again when the measure or the filter changes. */
  async run(signal: AbortSignal): Promise<void> {
    const { logged, clock } = this.#settings;
    for (let isFirst = true; !signal.aborted; isFirst = false) {
      this.#restart = new AbortController();
      const stopped = AbortSignal.any([signal, this.#restart.signal]);
      const condition = this.#where === undefined ? undefined : parseCondition(this.#where, logged);
      this.#follower = new Follower({ ...this.#settings, ranking: this.#ranking, condition });
      // Several keys in a row read the stream once.
      if (!isFirst) await clock.sleep(restartPause, stopped).catch(() => undefined);
      if (!stopped.aborted) await this.#follower.follow(stopped);
    }
  }

  /** Draws the screen. */
  draw(): void {
    const { screen, paint, source } = this.#settings;
    // Taken even while the screen is paused, because this removes records that are older than the window.
    const current = this.#follower?.snapshot(maxRows);
    const snapshot = this.#paused ?? current;
    if (snapshot === undefined) return;
    const { columns, rows } = screen.size;
    screen.draw(
      screenLines(snapshot, {
        paint,
        columns,
        rows,
        source: source.streamName,
        firstList: this.#firstList,
        where: this.#where,
        paused: this.#paused !== undefined,
        edited: this.#edited,
        message: this.#message,
      }),
    );
  }

  /** Handles typed keys. */
  type(text: string): void {
    for (const key of readKeys(text)) {
      if (key === 'interrupt') this.#settings.quit();
      else if (this.#edited !== undefined) this.#edit(this.#edited, key);
      else this.#command(key);
    }
    this.draw();
  }

  #command(key: string): void {
    this.#message = undefined;
    const { screen } = this.#settings;
    const lists = Object.keys((this.#paused ?? this.#follower?.snapshot(1))?.lists ?? {}).length || 1;
    const step = Math.min(countFittingLists(screen.size), lists);
    if (key === 'q' || key === 'Q') this.#settings.quit();
    else if (key === 'right') this.#firstList = (this.#firstList + step) % lists;
    else if (key === 'left') this.#firstList = (this.#firstList - step + lists) % lists;
    else if (key === 'm') this.#rank(rankings[(rankings.indexOf(this.#ranking) + 1) % rankings.length]);
    else if (key === 'p' || key === ' ')
      this.#paused = this.#paused === undefined ? this.#follower?.snapshot(maxRows) : undefined;
    else if (key === '/') this.#edited = this.#where ?? '';
  }

  #rank(ranking: Ranking): void {
    this.#ranking = ranking;
    this.#begin();
  }

  #edit(text: string, key: string): void {
    this.#message = undefined;
    if (key === 'escape') this.#edited = undefined;
    else if (key === 'backspace') this.#edited = [...text].slice(0, -1).join('');
    else if (key === 'enter') this.#apply(text.trim());
    else if ([...key].length === 1) this.#edited = text + key;
  }

  #apply(text: string): void {
    try {
      if (text !== '') parseCondition(text, this.#settings.logged);
    } catch (error) {
      this.#message = errorSentence(error);
      return;
    }
    this.#where = text === '' ? undefined : text;
    this.#edited = undefined;
    this.#begin();
  }

  /** Starts again with an empty window. */
  #begin(): void {
    this.#paused = undefined;
    this.#restart.abort();
  }
}
