import { columnName } from '../fields/catalog.ts';
import { malformedValuesColumn, sequenceNumberColumn } from '../lake/table.ts';
import type { ReadLines } from '../records/batchReader.ts';
import type { DocumentFormat } from './documentFormat.ts';
import { type Documents, DocumentWriter } from './documentWriter.ts';
import type { JsonColumn } from './memberTable.ts';

const timeField = 'timestamp';

/**
 * Writes the rows of a batch as documents. They contain the lake's columns and values except NULL, and the
 * time in the destination's format.
 */
export class RequestDocuments {
  readonly #writer: DocumentWriter;

  constructor(format: DocumentFormat) {
    this.#writer = new DocumentWriter(format);
  }

  /** Writes one document for each row, in the order of the rows. */
  write({ rows, columns, sequenceNumbers, malformedTexts }: ReadLines): Documents {
    const times = columns.find(({ field }) => field === timeField)?.column;
    const members: JsonColumn[] = columns
      .filter(({ field }) => field !== timeField)
      .map(({ field, column }) => ({ name: columnName(field), column }));
    if (sequenceNumbers !== undefined)
      members.push({ name: sequenceNumberColumn.name, column: sequenceNumbers });
    members.push({ name: malformedValuesColumn.name, column: malformedTexts });
    return this.#writer.write(rows.length, times?.kind === 'number' ? times : undefined, members);
  }
}
