import { answerableQueries, type SavedQuery } from '../../core/lake/queries.ts';
import { defaultNamespace } from '../../core/metrics/definitions.ts';
import type { CompactedLake } from '../../emulator/compaction/compactLake.ts';
import type { MetricStore } from '../../emulator/endpoints/cloudwatch/metricStore.ts';
import type { EventCounts } from '../../emulator/eventSource/eventCounts.ts';
import type { FileTotals, Lake } from '../../emulator/lake.ts';
import { textTable, withCommas } from '../../terminal/textTable.ts';
import { metricTable, percentileTable } from './metricTable.ts';

/** Maximum rows of a query result to print. */
const printedRows = 5;

const printedQueries = 3;

/** Counts of a run: records sent, and records in the lake, in quarantine, and given up. */
export interface Outcome {
  readonly sent: number;
  /** Bytes of the sent records. */
  readonly sentBytes: number;
  readonly rows: number;
  readonly quarantined: number;
  readonly parquet: FileTotals;
  readonly counts: Readonly<EventCounts>;
}

/** Returns whether each sent record is in the lake or in quarantine exactly once. */
export function isComplete({ sent, rows, quarantined }: Outcome): boolean {
  return sent === rows + quarantined;
}

/** Returns lines with the number of records sent and stored, and the size of the files. */
export function describeOutcome(outcome: Outcome): string[] {
  const { sent, sentBytes, rows, quarantined, parquet, counts } = outcome;
  const givenUp = counts.OnFailureDestinationDeliveredEventCount + counts.DroppedEventCount;
  return [
    'Records',
    `  sent         ${withCommas(sent)} records, ${withCommas(sentBytes)} bytes`,
    `  in the lake  ${withCommas(rows)} rows, counted by DuckDB`,
    `  quarantined  ${withCommas(quarantined)} records that could not be read`,
    ...(givenUp > 0 ? [`  given up     ${withCommas(givenUp)} records of batches that failed`] : []),
    isComplete(outcome)
      ? '  No record is missing: each one is in the lake or in quarantine.'
      : `  The counts do NOT match: ${withCommas(sent)} sent, ${withCommas(rows + quarantined)} in the lake and in quarantine.`,
    '',
    `  ${withCommas(parquet.files)} Parquet files, ${withCommas(parquet.bytes)} bytes, ` +
      `${ratio(sentBytes, parquet.bytes)} smaller than the records`,
  ];
}

/** Returns lines that describe the files before and after compaction. */
export function describeCompaction({ before, after, requests, copies }: CompactedLake): string[] {
  const files = (totals: FileTotals) =>
    `${withCommas(totals.files)} ${totals.files === 1 ? 'file' : 'files'}, ${withCommas(totals.bytes)} bytes`;
  return [
    'Compaction, with DuckDB instead of Athena, as if the last hour were closed',
    `  before       ${files(before)}`,
    `  after        ${files(after)}`,
    `  in requests  ${withCommas(requests)} rows, ${copies === 0 ? 'each request once' : `${withCommas(copies)} of them duplicates`}`,
  ];
}

/** Returns lines with each distribution's CloudWatch metrics. */
export function describeMetrics(metrics: MetricStore): string[] {
  const totals = metricTable(metrics, defaultNamespace);
  const title = `CloudWatch metrics, namespace ${defaultNamespace}, totals of all minutes`;
  if (totals.length === 0) return [title, '  none'];
  return [
    title,
    ...textTable(totals),
    '',
    'Milliseconds',
    ...textTable(percentileTable(metrics, defaultNamespace)),
  ];
}

/** Runs the saved queries whose fields are logged. Returns the first rows of their results as lines. */
export async function describeQueries(lake: Lake, loggedFields: readonly string[]): Promise<string[]> {
  const lines: string[] = [];
  for (const { name, description, sql } of selectQueries(loggedFields)) {
    const answer = await lake.ask(sql);
    const table = answer.length > 0 ? textTable(answer.slice(0, printedRows)) : ['  no rows'];
    lines.push('', `Saved query ${name}`, `  ${description}`, '', ...table);
    if (answer.length > printedRows) lines.push(`  … ${withCommas(answer.length - printedRows)} more rows`);
  }
  return lines.slice(1);
}

/** Returns the saved queries whose fields are all logged, with queries on special subjects first. */
function selectQueries(loggedFields: readonly string[]): SavedQuery[] {
  const all = answerableQueries(loggedFields);
  const bySubject = all.filter(({ subject }) => subject !== undefined && loggedFields.includes(subject));
  return [...new Set([...bySubject, ...all])].slice(0, printedQueries);
}

function ratio(before: number, after: number): string {
  return after === 0 ? '-' : `${(before / after).toFixed(1)} times`;
}
