import { findField } from '../fields/catalog.ts';
import { formsOverlap } from '../fields/formOverlaps.ts';
import { correlatedForms, type FormName } from '../fields/forms.ts';
import { maxMismatches } from './layoutChoice.ts';

/**
 * Whether records of two layouts can be distinguished, by their number of fields or by the forms of the values that the
 * edge writes.
 *
 * A consumer that knows only one of the two layouts accepts a record of the other layout if at most `maxMismatches`
 * values don't have their forms, and then doesn't read newer layouts. So every record of either layout must have more
 * mismatches than that when it is read with the other layout. Only values that are always present count, in a form that
 * the other layout's field at the same position can't have.
 */
export function areDistinguishable(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return true;
  return sureMismatches(one, other) > maxMismatches && sureMismatches(other, one) > maxMismatches;
}

/**
 * Counts the certain mismatches of a record of `own` that is read as a record of `other`. Correlated mismatches count
 * once.
 */
function sureMismatches(own: readonly string[], other: readonly string[]): number {
  const mismatched = own.flatMap((name, index) =>
    isSureMismatch(name, other[index]) ? [findField(other[index])?.form as FormName] : [],
  );
  const correlated = mismatched.filter((form) => correlatedForms.has(form));
  return mismatched.length - correlated.length + new Set(correlated).size;
}

function isSureMismatch(name: string, otherName: string): boolean {
  const field = findField(name);
  const otherForm = findField(otherName)?.form;
  if (field?.always === undefined || field.form === undefined || otherForm === undefined) return false;
  return !formsOverlap(field.form, otherForm);
}
