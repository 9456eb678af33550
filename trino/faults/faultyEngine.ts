import { setTimeout as sleep } from 'node:timers/promises';
import type { SqlEngine } from '../../emulator/compaction/compactor.ts';
import type { Random } from '../../harness/random.ts';
import type { Row, TrinoLake } from '../lake/trinoLake.ts';
import type { TrinoServer } from '../server/trinoServer.ts';
import type { Reader } from './reader.ts';

/** A fault in an execution of the state machine. */
export const runFaults = [
  'nothing',
  'cancelled merge',
  'cancelled statement',
  'server killed',
  'rows lost',
  'rows doubled',
  'late file meanwhile',
] as const;

/** A fault in an execution of the state machine. */
export type RunFault = (typeof runFaults)[number];

/** Options of an engine with a fault. */
export interface FaultyEngineOptions {
  readonly lake: TrinoLake;
  readonly server: TrinoServer;
  readonly reader: Reader;
  readonly random: Random;
  readonly fault: RunFault;
  /** Puts a late file into an arrival hour. */
  readonly putLate: (hour: number) => Promise<void>;
  /** Changes a statement, for control runs. */
  readonly change?: ((sql: string) => string) | undefined;
}

/** Maximum delay in milliseconds before a started statement is canceled or its server is killed. */
const longestDelay = 1_500;

/** Trino with at most one fault per run, and a reader that checks the lake after each statement. */
export class FaultyEngine implements SqlEngine {
  readonly #options: FaultyEngineOptions;
  #statements = 0;
  #faultAt: number;
  statements = 0;
  /** Whether the fault happened. A run can end before it. */
  happened = false;

  constructor(options: FaultyEngineOptions) {
    this.#options = options;
    this.#faultAt = options.random.below(6);
  }

  async run(sql: string): Promise<Row[]> {
    const { lake, reader, change = (text) => text } = this.#options;
    this.statements++;
    const what = sql.split('\n')[0]?.slice(0, 80) ?? '';
    try {
      await this.#before(sql);
      const rows = await lake.run(change(sql), { cancel: this.#interruption(sql) });
      await this.#after(sql);
      return rows;
    } finally {
      await this.#restart();
      await reader.check(`after ${what} (${this.#options.fault})`);
    }
  }

  /** Returns whether the fault affects this statement. */
  #isDue(fits: boolean): boolean {
    if (this.happened || !fits) return false;
    this.happened = this.#statements++ >= this.#faultAt % (this.#options.fault === 'cancelled merge' ? 2 : 6);
    return this.happened;
  }

  async #before(sql: string): Promise<void> {
    const { fault, putLate } = this.#options;
    const hour = hourOfMerge(sql);
    if (fault === 'late file meanwhile' && hour !== undefined && this.#isDue(true)) await putLate(hour);
  }

  #interruption(sql: string): AbortSignal | undefined {
    const { fault, server, random } = this.#options;
    const isMerge = hourOfMerge(sql) !== undefined;
    const kills = fault === 'server killed' && this.#isDue(true);
    const cancels =
      (fault === 'cancelled merge' && this.#isDue(isMerge)) ||
      (fault === 'cancelled statement' && this.#isDue(true));
    if (!kills && !cancels) return undefined;
    const delay = random.below(longestDelay);
    if (cancels) return AbortSignal.timeout(delay);
    this.#killing = sleep(delay).then(() => server.kill());
    return undefined;
  }

  #killing: Promise<void> | undefined;

  /** Restarts the server if it was killed. */
  async #restart(): Promise<void> {
    if (this.#killing === undefined) return;
    await this.#killing;
    this.#killing = undefined;
    await this.#options.server.start();
  }

  /** Deletes or duplicates rows that aren't visible yet, as a broken engine would. */
  async #after(sql: string): Promise<void> {
    const { fault, lake, reader } = this.#options;
    const hour = hourOfMerge(sql);
    if (hour === undefined || hour <= (reader.watermark() ?? Number.NEGATIVE_INFINITY)) return;
    if (fault !== 'rows lost' && fault !== 'rows doubled') return;
    if (!this.#isDue(true)) return;
    const { compacted } = lake.target([]);
    const where = `WHERE arrived = TIMESTAMP '${new Date(hour * 3_600_000).toISOString().replace('T', ' ').slice(0, 19)}' AND sc_bytes % 3 = 0`;
    await lake.run(
      fault === 'rows lost'
        ? `DELETE FROM ${compacted} ${where}`
        : `INSERT INTO ${compacted} SELECT * FROM ${compacted} ${where}`,
    );
  }
}

/**
 * Returns the arrival hour that a statement merges, in hours since the epoch; undefined if it doesn't merge
 * requests.
 */
export function hourOfMerge(sql: string): number | undefined {
  if (!sql.startsWith('MERGE') || !sql.includes('requests_raw')) return undefined;
  const [, day, hour] = /TIMESTAMP '(\S+) (\d\d):00:00' AS timestamp\(6\)\)\)$/.exec(sql.trim()) ?? [];
  return day === undefined ? undefined : Date.parse(`${day}T${hour}:00:00Z`) / 3_600_000;
}
