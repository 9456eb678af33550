import { absentMark, type FieldBounds } from '../columns/fieldBounds.ts';
import { findField } from '../fields/catalog.ts';
import { correlatedForms, type FormName, hasForm } from '../fields/forms.ts';
import type { Layout } from './layout.ts';

/**
 * Edge-written values of a record that may lack the form that its layout expects. Values that change together count as
 * one: the words of results, and the notation of durations.
 */
export const mostMismatches = 1;

/** No layout fits. */
export const noLayout = -1;

/**
 * Chooses the layout by which a record is read: by its number of fields, then by the strict forms of what the
 * edge itself writes, never by what a viewer sends. The layout with the fewest mismatches is chosen, if there is at most
 * one mismatch. Among equals, layouts in use come first: the newest confirmed one, then the newest expected one.
 */
export class LayoutChoice {
  readonly layouts: readonly Layout[];
  /** Layouts by number of fields, the likeliest first, as indexes into `layouts`. */
  readonly #candidates = new Map<number, readonly number[]>();
  /** Likeliest layout by number of fields. */
  readonly #likeliest: Int16Array;
  /** For each layout, the form of each of its fields. */
  readonly #forms: readonly (readonly (FormName | undefined)[])[];

  constructor(layouts: readonly Layout[]) {
    this.layouts = layouts;
    this.#forms = layouts.map(({ fields }) => fields.map((name) => findField(name)?.form));
    const widest = Math.max(0, ...layouts.map(({ fields }) => fields.length));
    this.#likeliest = new Int16Array(widest + 1).fill(noLayout);
    const byLikelihood = [...layouts.keys()].sort((a, b) => compareLikelihood(layouts[a], layouts[b]));
    for (const index of byLikelihood) {
      const fieldCount = layouts[index].fields.length;
      const candidates = [...(this.#candidates.get(fieldCount) ?? []), index];
      this.#candidates.set(fieldCount, candidates);
      this.#likeliest[fieldCount] = candidates[0];
    }
  }

  /** The likeliest layout with a number of fields, or `noLayout`. It is the right one if there are no mismatches. */
  likeliest(fieldCount: number): number {
    return fieldCount < this.#likeliest.length ? this.#likeliest[fieldCount] : noLayout;
  }

  /** The layout that fits a line with a number of fields best, or `noLayout`. */
  choose(source: FieldBounds, line: number, fieldCount: number): number {
    let best = noLayout;
    let fewest = mostMismatches + 1;
    for (const index of this.#candidates.get(fieldCount) ?? []) {
      const mismatches = this.#countMismatches(source, line, index);
      if (mismatches < fewest) {
        best = index;
        fewest = mismatches;
      }
    }
    return best;
  }

  /** Whether there is another layout with a number of fields besides the likeliest. */
  hasAlternatives(fieldCount: number): boolean {
    return (this.#candidates.get(fieldCount)?.length ?? 0) > 1;
  }

  #countMismatches(source: FieldBounds, line: number, index: number): number {
    const { bytes, bounds, first } = source;
    const forms = this.#forms[index] as readonly (FormName | undefined)[];
    const at = first[line];
    let mismatches = 0;
    const counted = new Set<FormName>();
    for (const [field, form] of forms.entries()) {
      if (form === undefined) continue;
      const start = bounds[at + field] + 1;
      const end = bounds[at + field + 1];
      if (end - start === 1 && bytes[start] === absentMark) continue;
      if (counted.has(form) || hasForm(form, bytes.toString('latin1', start, end))) continue;
      if (correlatedForms.has(form)) counted.add(form);
      mismatches++;
    }
    return mismatches;
  }
}

/**
 * Layouts in use first, confirmed ones before others, then the newest; then replaced ones, the last one in use first.
 * Among equals, the order of the document.
 */
function compareLikelihood(a: Layout, b: Layout): number {
  if (a.until !== b.until) return timeOfEnd(b) - timeOfEnd(a) || 0;
  if (a.status !== b.status) return a.status === 'confirmed' ? -1 : 1;
  return Date.parse(b.since) - Date.parse(a.since) || 0;
}

function timeOfEnd({ until }: Layout): number {
  return until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until);
}
