import { columnName, type Field, fields } from '../fields/catalog.ts';
import { malformedValuesColumn, sequenceNumberColumn } from '../lake/table.ts';

/** If a text that viewers decide typically has at least this many bytes, it can be as long as a request allows. */
const longText = 30;

/** A column of the documents, for templates and tables of destinations. */
export interface DocumentColumn {
  readonly name: string;
  readonly type: Field['type'];
  /** Whether the column contains IP addresses. */
  readonly isAddress: boolean;
  /** Whether the column's text can be as long as a request allows. */
  readonly isLong: boolean;
}

/** Returns the columns that documents can have, in the order of the catalog. */
export function documentColumns(): DocumentColumn[] {
  const known = fields.map((field) => ({
    name: columnName(field.name),
    type: field.type,
    isAddress: field.form === 'address',
    isLong: isLongText(field),
  }));
  const own = [sequenceNumberColumn, malformedValuesColumn].map(({ name, type }) => ({
    name,
    type,
    isAddress: false,
    isLong: name === malformedValuesColumn.name,
  }));
  return [...known, ...own];
}

function isLongText({ type, decidedBy, sensitivity, typicalBytes }: Field): boolean {
  if (type !== 'string' || decidedBy === 'edge') return false;
  return sensitivity !== undefined || typicalBytes >= longText;
}
