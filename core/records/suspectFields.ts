import { findField } from '../fields/catalog.ts';
import { correlatedForms } from '../fields/forms.ts';
import type { ReadLines } from './batchReader.ts';

/** Share of a field's values that must be malformed for the field to be suspect. */
const suspectShare = 0.9;

/**
 * Fields in which nearly all values don't match their type or form. Then the records probably have other fields than
 * their layout says: a layout with the right number of fields but a wrong one shifts all values after it.
 *
 * What the edge writes is judged by the values that are present. What others decide must be malformed in nearly all
 * rows. Words of results are not judged, because CloudFront adds new ones.
 *
 * @param fewest values that a field must have to be judged
 */
export function suspectFields(
  { columns, rows }: Pick<ReadLines, 'columns' | 'rows'>,
  fewest: number,
): string[] {
  return columns
    .filter(({ field, column }) => {
      const { form, decidedBy } = findField(field) ?? {};
      if (column.kind === 'text' && form !== undefined && correlatedForms.has(form)) return false;
      // A malformed number is null in its column.
      const present = column.rows - column.nulls + (column.kind === 'number' ? column.malformed : 0);
      const judged = decidedBy === 'edge' ? present : rows.length;
      return present >= fewest && column.malformed >= suspectShare * judged;
    })
    .map(({ field }) => field);
}
