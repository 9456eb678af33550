import { absentMark, type FieldBounds } from '../columns/fieldBounds.ts';
import { findField } from '../fields/catalog.ts';
import { correlatedForms, type FormName, hasForm } from '../fields/forms.ts';
import type { Layout } from './layout.ts';

/**
 * The most edge-written values of a record that may not have the form that its layout expects. Values that change
 * together count as one: result types, and the notation of durations.
 */
export const maxMismatches = 1;

/** Index that means that no layout fits. */
export const noLayout = -1;

/**
 * Chooses the layout for reading a record, by its number of fields, then by the strict forms of the values that the
 * edge itself writes, never by values that a viewer sends. Chooses the layout with the fewest mismatches, if there is
 * at most one mismatch. Among equals, prefers layouts in use: the newest confirmed one, then the newest expected one.
 */
export class LayoutChoice {
  readonly layouts: readonly Layout[];
  /** Layouts by number of fields, the most likely first, as indexes into `layouts`. */
  readonly #candidates = new Map<number, readonly number[]>();
  /** The most likely layout by number of fields. */
  readonly #likeliest: Int16Array;
  /** The forms of each layout's fields. */
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

  /**
   * Returns the most likely layout with a number of fields, or `noLayout`. It is the right one if there are no
   * mismatches.
   */
  likeliest(fieldCount: number): number {
    return fieldCount < this.#likeliest.length ? this.#likeliest[fieldCount] : noLayout;
  }

  /** Returns the layout that fits a line best, or `noLayout`. */
  choose(source: FieldBounds, line: number, fieldCount: number): number {
    let best = noLayout;
    let min = maxMismatches + 1;
    for (const index of this.#candidates.get(fieldCount) ?? []) {
      const mismatches = this.#countMismatches(source, line, index);
      if (mismatches < min) {
        best = index;
        min = mismatches;
      }
    }
    return best;
  }

  /** Whether several layouts have a number of fields. */
  hasAlternatives(fieldCount: number): boolean {
    return (this.#candidates.get(fieldCount)?.length ?? 0) > 1;
  }

  #countMismatches(source: FieldBounds, line: number, index: number): number {
    const { bytes, bounds, first } = source;
    const forms = this.#forms[index];
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
 * Sorts layouts in use first, confirmed layouts before expected ones, newest first; then replaced layouts, the last one
 * in use first. Equal layouts keep the order of the document.
 */
function compareLikelihood(a: Layout, b: Layout): number {
  if (a.until !== b.until) return timeOfEnd(b) - timeOfEnd(a) || 0;
  if (a.status !== b.status) return a.status === 'confirmed' ? -1 : 1;
  return Date.parse(b.since) - Date.parse(a.since) || 0;
}

function timeOfEnd({ until }: Layout): number {
  return until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until);
}
