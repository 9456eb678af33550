import { absentMark, type FieldBounds } from '../columns/fieldBounds.ts';
import { fields as catalog, findField } from '../fields/catalog.ts';
import { type FormName, formPatterns, hasForm } from '../fields/forms.ts';
import { canonicalOrder } from './layout.ts';

/** Lines to test lists of fields with. */
export interface SampleLines extends FieldBounds {
  readonly count: number;
  readonly fieldCounts: Int32Array;
}

/** A list that fits, and its difference from the given list: `c-country in place of asn`. */
interface Candidate {
  readonly fields: readonly string[];
  readonly difference: string;
}

/** Maximum number of lists to name if several fit equally well. */
const maxNames = 3;

/** In a list that fits, the largest share of a field's values without the field's form. */
const toleratedShare = 0.1;

/**
 * Searches for a list of fields that fits lines: the given list with a field replaced, added, or removed, or the
 * beginning of CloudFront's list.
 *
 * @param given the list that doesn't fit
 * @returns the difference of the list that fits, to complete 'the records match the list with …'; undefined if none fits
 */
export function describeFittingFields(given: readonly string[], lines: SampleLines): string | undefined {
  const fieldCount = mostFrequent(lines.fieldCounts.subarray(0, lines.count));
  const fits = countFits(lines, fieldCount);
  let best: Candidate[] = [];
  let bestScore = 0;
  for (const candidate of candidatesFor(given, fieldCount)) {
    const score = scoreOf(candidate.fields, fits);
    if (score > bestScore) best = [];
    if (score >= bestScore && score > 0) best.push(candidate);
    bestScore = Math.max(score, bestScore);
  }
  if (best.length === 0 || best.length > maxNames) return undefined;
  return best.map(({ difference }) => difference).join(', or ');
}

function* candidatesFor(given: readonly string[], fieldCount: number): Generator<Candidate> {
  const known = given.filter((name) => findField(name) !== undefined);
  if (known.length < given.length) return;
  const others = catalog.map(({ name }) => name).filter((name) => !given.includes(name));
  const without = (removed: string) => given.filter((name) => name !== removed);
  if (fieldCount === given.length) {
    for (const removed of given)
      for (const added of others) yield list([...without(removed), added], `${added} in place of ${removed}`);
  }
  if (fieldCount === given.length + 1) {
    for (const added of others) yield list([...given, added], `${added} added`);
  }
  if (fieldCount === given.length - 1) {
    for (const removed of given) yield list(without(removed), `${removed} removed`);
  }
  const first = catalog.slice(0, fieldCount).map(({ name }) => name);
  if (first.length === fieldCount && first.some((name) => !given.includes(name)))
    yield list(first, `the first ${fieldCount} fields of CloudFront's order`);
}

function list(fields: readonly string[], difference: string): Candidate {
  return { fields: canonicalOrder(fields), difference };
}

/** The number of values that are present at a position, and how many of them have each form. */
interface PlaceFits {
  readonly present: number;
  readonly withForm: ReadonlyMap<FormName, number>;
}

function countFits(
  { bytes, bounds, first, count, fieldCounts }: SampleLines,
  fieldCount: number,
): PlaceFits[] {
  const formNames = Object.keys(formPatterns) as FormName[];
  const lines = Array.from({ length: count }, (_, line) => line).filter(
    (line) => fieldCounts[line] === fieldCount,
  );
  return Array.from({ length: fieldCount }, (_, place) => {
    const values = lines
      .map((line) => first[line] + place)
      .map((at) => bytes.toString('latin1', bounds[at] + 1, bounds[at + 1]))
      .filter((value) => value !== String.fromCharCode(absentMark));
    const withForm = formNames.map(
      (form) => [form, values.filter((value) => hasForm(form, value)).length] as const,
    );
    return { present: values.length, withForm: new Map(withForm) };
  });
}

/** Counts the values that have the form of their field. Returns 0 if too many values of a field don't. */
function scoreOf(fields: readonly string[], places: readonly PlaceFits[]): number {
  let score = 0;
  for (const [place, { present, withForm }] of places.entries()) {
    const form = findField(fields[place])?.form;
    if (form === undefined) continue;
    const fitting = withForm.get(form) ?? 0;
    if (present - fitting > toleratedShare * present) return 0;
    score += fitting;
  }
  return score;
}

function mostFrequent(numbers: Int32Array): number {
  const groups = [...Map.groupBy(numbers, (number) => number)];
  return groups.sort(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? 0;
}
