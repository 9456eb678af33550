import type { AthenaCalls, AthenaColumn, AthenaPage, AthenaStatus } from './athenaCalls.ts';
import type { ScanBudget } from './scanBudget.ts';

/** Milliseconds between two checks whether a query has ended: short at first, for short queries. */
const firstPause = 250;
const longestPause = 1_000;

/** How queries run. */
export interface AthenaContext {
  readonly calls: AthenaCalls;
  /**
   * Waits.
   *
   * @throws Error when the signal ends the waiting
   */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Stops the query in Athena, too, so that nothing more is billed. */
  readonly signal: AbortSignal;
  /** What may be scanned. @default no limit but that of the workgroup */
  readonly budget?: ScanBudget | undefined;
  /** Receives each state of the running query. */
  readonly onStatus?: ((status: AthenaStatus) => void) | undefined;
}

/** An answer whose rows are read page by page. */
export interface AthenaResult {
  readonly columns: readonly AthenaColumn[];
  readonly scannedBytes: number;
  /** Rows in pages of up to 1,000, each row in the order of the columns. */
  pages(): AsyncGenerator<AthenaPage['rows']>;
}

/**
 * Runs a query to its end.
 *
 * @throws ScanLimitError if the budget is used up
 * @throws Error if the query fails, in Athena's words, or if the signal stops it
 */
export async function runQuery(context: AthenaContext, sql: string): Promise<AthenaResult> {
  const { calls, budget } = context;
  budget?.check();
  const id = await calls.start(sql);
  const status = await waitForEnd(context, id).catch(async (error) => {
    await calls.stop(id).catch(() => {});
    throw error;
  });
  if (status.state !== 'SUCCEEDED') {
    throw new Error(`expected an answer from Athena, got ${status.state}: ${status.reason ?? 'no reason'}`);
  }
  const first = await calls.page(id, undefined);
  return {
    columns: first.columns,
    scannedBytes: status.scannedBytes,
    async *pages() {
      for (let page = first; ; page = await calls.page(id, page.nextToken)) {
        context.signal.throwIfAborted();
        if (page.rows.length > 0) yield page.rows;
        if (page.nextToken === undefined) return;
      }
    },
  };
}

async function waitForEnd(context: AthenaContext, id: string): Promise<AthenaStatus> {
  const { calls, sleep, signal, budget, onStatus } = context;
  for (let pause = firstPause; ; pause = Math.min(longestPause, pause * 2)) {
    await sleep(pause, signal);
    const status = await calls.status(id);
    budget?.note(id, status.scannedBytes);
    onStatus?.(status);
    if (status.state !== 'QUEUED' && status.state !== 'RUNNING') return status;
    budget?.check();
  }
}

/** A row of an answer by the names of its columns. */
export type AthenaRow = Readonly<Record<string, string | null>>;

/** Runs a query, and reads all of its rows. For answers known to be small. */
export async function readAllRows(
  context: AthenaContext,
  sql: string,
): Promise<{ readonly rows: readonly AthenaRow[]; readonly scannedBytes: number }> {
  const result = await runQuery(context, sql);
  const rows: AthenaRow[] = [];
  for await (const page of result.pages()) {
    rows.push(
      ...page.map((row) => Object.fromEntries(result.columns.map(({ name }, at) => [name, row[at] ?? null]))),
    );
  }
  return { rows, scannedBytes: result.scannedBytes };
}
