import type { AthenaCalls, AthenaColumn, AthenaPage, AthenaStatus } from './athenaCalls.ts';
import type { ScanBudget } from './scanBudget.ts';

/** Milliseconds between two checks of whether a query has ended. The first pause is short, for short queries. */
const firstPause = 250;
const longestPause = 1_000;

/** How queries run. */
export interface AthenaContext {
  readonly calls: AthenaCalls;
  /**
   * Waits for a number of milliseconds.
   *
   * @throws Error if the signal aborts the wait
   */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Aborts the query. It is also stopped in Athena, so that no more data is billed. */
  readonly signal: AbortSignal;
  /** Limit of scanned bytes. @default no limit except that of the workgroup */
  readonly budget?: ScanBudget | undefined;
  /** Receives each state of the running query. */
  readonly onStatus?: ((status: AthenaStatus) => void) | undefined;
}

/** A result whose rows are read page by page. */
export interface AthenaResult {
  readonly columns: readonly AthenaColumn[];
  readonly scannedBytes: number;
  /** Rows in pages of up to 1,000, each row in the order of the columns. */
  pages(): AsyncGenerator<AthenaPage['rows']>;
}

/**
 * Runs a query and waits for its end.
 *
 * @throws ScanLimitError if the budget is used up
 * @throws Error with Athena's reason if the query fails, or if the signal aborts it
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
    throw new Error(`expected a result from Athena, got ${status.state}: ${status.reason ?? 'no reason'}`);
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

/** A row of a result, by column name. */
export type AthenaRow = Readonly<Record<string, string | null>>;

/** Runs a query and reads all rows. Only for results that are known to be small. */
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
