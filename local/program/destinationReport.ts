import type { Lake } from '../../emulator/lake.ts';
import { withCommas } from '../../terminal/textTable.ts';
import type { LocalDestination, StartedDelivery } from './destinations.ts';

const names = { direct: 'directly', firehose: 'by Firehose' } as const;

/** Comparison of a destination's documents with the lake's rows. */
export interface DestinationOutcome {
  /** A line for each delivery way. */
  readonly lines: readonly string[];
  /** The first mismatch; undefined if all counts match. */
  readonly mistake: string | undefined;
}

/** Compares the documents that a destination received with the lake's rows. */
export async function compareDestination(
  { url, node, deliveries }: LocalDestination,
  lake: Pick<Lake, 'ask'>,
): Promise<DestinationOutcome> {
  const lines = [`Destination ${url}${node ? `, OpenSearch ${node.version}` : ''}`];
  let mistake: string | undefined;
  const [{ rows, ids }] = await lake.ask(
    'SELECT count(*) AS rows, count(DISTINCT coalesce(x_edge_request_id, sequence_number)) AS ids FROM requests_raw',
  );
  for (const { via, delivery, indices } of deliveries) {
    const { delivered, failed } = delivery.counts;
    const found = indices && node ? await node.count(indices.pattern) : undefined;
    lines.push(
      `  ${names[via].padEnd(12)} ${withCommas(delivered)} documents delivered` +
        (failed > 0 ? `, ${withCommas(failed)} stored in the failure bucket` : '') +
        (found === undefined ? '' : `; ${indices?.pattern} contains ${withCommas(found)}`),
    );
    // With direct delivery, a document's id is its request id. Firehose generates its own ids.
    const expected = Number(via === 'direct' ? ids : rows);
    mistake ??= findMismatch({ via, delivery, indices }, Number(rows), expected, found);
  }
  lines.push(
    mistake === undefined
      ? `  All ${withCommas(Number(rows))} rows of the lake were delivered.`
      : `  The counts do NOT match: ${mistake}.`,
  );
  return { lines, mistake };
}

function findMismatch(
  { via, delivery, indices }: StartedDelivery,
  rows: number,
  expectedInIndex: number,
  found: number | undefined,
): string | undefined {
  const { delivered } = delivery.counts;
  if (delivered !== rows) {
    const reason = delivery.lastError ? `; the last error was: ${delivery.lastError}` : '';
    return `${withCommas(rows)} rows in the lake, ${withCommas(delivered)} documents delivered ${names[via]}${reason}`;
  }
  if (found === undefined || indices?.before !== 0 || found === expectedInIndex) return undefined;
  return `${withCommas(expectedInIndex)} documents expected in ${indices.pattern}, ${withCommas(found)} found`;
}
