import { noValue } from '../columns/codes.ts';
import type { ReadLines } from '../records/batchReader.ts';

const identityField = 'x-edge-request-id';

/** Returns each row's identity: its request ID, or its sequence number if it has no request ID. */
export function rowIdentities({ rows, columns, sequenceNumbers }: ReadLines): string[] {
  const ids = columns.find(({ field }) => field === identityField)?.column;
  return Array.from({ length: rows.length }, (_, row) => {
    for (const column of [ids, sequenceNumbers]) {
      if (column?.kind === 'text' && column.codes[row] !== noValue)
        return column.entryText(column.codes[row]);
    }
    return '';
  });
}
