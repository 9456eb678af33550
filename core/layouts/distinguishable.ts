import { findField } from '../fields/catalog.ts';
import { formsOverlap } from '../fields/formOverlaps.ts';
import { mostMisses } from './layoutChoice.ts';

/**
 * Whether records of two layouts can be told apart, by their number of columns or by the forms of what the edge
 * writes.
 *
 * A consumer that knows only one of the two takes a record of the other for its own while at most `mostMisses`
 * values miss their forms, and then looks for no newer layouts. So every record of either layout has to miss more
 * than that when it is read by the other one: as many values as are surely there, in a form that the other layout's
 * field at the same place does not have.
 */
export function areDistinguishable(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return true;
  return sureMisses(one, other) > mostMisses && sureMisses(other, one) > mostMisses;
}

/** Values that miss their forms in every record of `own` that is read as one of `other`. */
function sureMisses(own: readonly string[], other: readonly string[]): number {
  return own.filter((name, column) => surelyMisses(name, other[column])).length;
}

function surelyMisses(name: string, otherName: string): boolean {
  const field = findField(name);
  const otherForm = findField(otherName)?.form;
  if (field?.always === undefined || field.form === undefined || otherForm === undefined) return false;
  return !formsOverlap(field.form, otherForm);
}
