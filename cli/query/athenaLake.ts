import type { AthenaCalls } from '../../core/aws/athena/athenaCalls.ts';
import { type AthenaContext, runQuery } from '../../core/aws/athena/runQuery.ts';
import { ScanBudget } from '../../core/aws/athena/scanBudget.ts';
import { prices } from '../../core/sizing/prices.ts';
import type { ProgressBar } from '../../terminal/progressBar.ts';
import { systemClock } from '../stream/clock.ts';
import { differentNames, type QueryAnswer, readValue } from './queryAnswer.ts';

/**
 * Returns the context for the queries of a command, which shows the scanned bytes while they run.
 *
 * @param maxGigabytes limit of all queries together, in GB; undefined for that of the workgroup
 */
export function athenaContext(
  calls: AthenaCalls,
  maxGigabytes: number | undefined,
  bar: ProgressBar,
  signal: AbortSignal,
): AthenaContext & { readonly budget: ScanBudget } {
  const budget = new ScanBudget(maxGigabytes === undefined ? undefined : maxGigabytes * 1e9);
  return {
    calls,
    sleep: systemClock.sleep,
    signal,
    budget,
    onStatus: () => bar.update({ share: undefined, text: describeScannedBytes(budget.scannedBytes) }),
  };
}

/** Runs a query with Athena. The result is read page by page. */
export async function queryAthena(context: AthenaContext, sql: string): Promise<QueryAnswer> {
  const { columns, scannedBytes, pages } = await runQuery(context, sql);
  return {
    columns: differentNames(columns.map(({ name }) => name)),
    scannedBytes,
    pages: (async function* () {
      for await (const rows of pages()) {
        yield rows.map((row) => row.map((text, index) => readValue(text, columns[index].type)));
      }
    })(),
  };
}

/** Minimum number of bytes that is billed for a query (Athena pricing page, November 2026). */
const minBilled = 10_000_000;

/** Describes the data that Athena scanned, and its cost in us-east-1. */
export function describeScannedBytes(bytes: number): string {
  const dollars = (Math.max(bytes, minBilled) / 1e12) * prices.athenaTerabyte.dollars;
  const price = dollars < 0.01 ? 'less than 1 cent' : `$${dollars.toFixed(2)}`;
  return `Athena scanned ${(bytes / 1e6).toLocaleString('en-US', { maximumFractionDigits: 1 })} MB (${price})`;
}
