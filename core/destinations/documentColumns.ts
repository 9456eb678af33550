import { columnName, type Field, fields } from '../fields/catalog.ts';
import { malformedValuesColumn, sequenceNumberColumn } from '../lake/table.ts';

/** Typical bytes from which a text of a viewer can be as long as a request allows. */
const longText = 30;

/** A column of documents, for templates and tables of destinations. */
export interface DocumentColumn {
  readonly name: string;
  readonly type: Field['type'];
  /** Whether it is an IP address. */
  readonly isAddress: boolean;
  /** Whether its texts can be as long as a request allows. */
  readonly isLong: boolean;
}

/** The columns that documents can have, in the order of the catalog. */
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
