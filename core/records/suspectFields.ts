import { findField } from '../fields/catalog.ts';
import { correlatedForms } from '../fields/forms.ts';
import type { ReadLines } from './batchReader.ts';

/** Share of a field's values that must be malformed for the field to be suspect. */
const suspectShare = 0.9;

/**
 * Finds fields in which nearly all values don't match their type or form. If there are any, the records probably have
 * other fields than their layout: a layout with the right number of fields but one wrong field shifts all values after
 * it.
 *
 * A field that the edge writes is checked by the values that are present. A field that others decide must be malformed
 * in nearly all rows. Result types are not checked, because CloudFront adds new ones.
 *
 * @param min minimum number of values for a field to be checked
 */
export function suspectFields({ columns, rows }: Pick<ReadLines, 'columns' | 'rows'>, min: number): string[] {
  return columns
    .filter(({ field, column }) => {
      const { form, decidedBy } = findField(field) ?? {};
      if (column.kind === 'text' && form !== undefined && correlatedForms.has(form)) return false;
      // A malformed number is null in its column.
      const present = column.rows - column.nulls + (column.kind === 'number' ? column.malformed : 0);
      const judged = decidedBy === 'edge' ? present : rows.length;
      return present >= min && column.malformed >= suspectShare * judged;
    })
    .map(({ field }) => field);
}
