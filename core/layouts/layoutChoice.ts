import { absentMark, type FieldBounds } from '../columns/fieldBounds.ts';
import { findField } from '../fields/catalog.ts';
import { type FormName, hasForm } from '../fields/forms.ts';
import type { Layout } from './layout.ts';

/** Edge-written values that may miss their form in a record whose layout is known. */
export const mostMisses = 1;

/** No layout fits. */
export const noLayout = -1;

/**
 * Chooses the layout by which a record is read: by its number of columns, then by the strict forms of what the
 * edge itself writes, never by what a viewer sends. The fewest missed forms win, at most one; among equals the
 * layouts in use, the newest confirmed one first, then the newest expected one.
 */
export class LayoutChoice {
  readonly layouts: readonly Layout[];
  /** Layouts by number of columns, the likeliest first, as indexes into `layouts`. */
  readonly #candidates = new Map<number, readonly number[]>();
  /** Likeliest layout by number of columns. */
  readonly #likeliest: Int16Array;
  readonly #forms: readonly (readonly (FormName | undefined)[])[];

  constructor(layouts: readonly Layout[]) {
    this.layouts = layouts;
    this.#forms = layouts.map(({ fields }) => fields.map((name) => findField(name)?.form));
    const widest = Math.max(0, ...layouts.map(({ fields }) => fields.length));
    this.#likeliest = new Int16Array(widest + 1).fill(noLayout);
    const byLikelihood = [...layouts.keys()].sort((a, b) => compareLikelihood(layouts[a], layouts[b]));
    for (const index of byLikelihood) {
      const columns = layouts[index].fields.length;
      const candidates = [...(this.#candidates.get(columns) ?? []), index];
      this.#candidates.set(columns, candidates);
      this.#likeliest[columns] = candidates[0];
    }
  }

  /** The likeliest layout of a number of columns, or `noLayout`. It is the right one where no form is missed. */
  likeliest(columns: number): number {
    return columns < this.#likeliest.length ? this.#likeliest[columns] : noLayout;
  }

  /** The layout that fits a line of a number of columns best, or `noLayout`. */
  choose(source: FieldBounds, line: number, columns: number): number {
    let best = noLayout;
    let fewest = mostMisses + 1;
    for (const index of this.#candidates.get(columns) ?? []) {
      const misses = this.#misses(source, line, index);
      if (misses < fewest) {
        best = index;
        fewest = misses;
      }
    }
    return best;
  }

  /** Whether there is another layout of a number of columns than the likeliest. */
  hasAlternatives(columns: number): boolean {
    return (this.#candidates.get(columns)?.length ?? 0) > 1;
  }

  #misses(source: FieldBounds, line: number, index: number): number {
    const { bytes, bounds, first } = source;
    const forms = this.#forms[index] as readonly (FormName | undefined)[];
    const at = first[line];
    let misses = 0;
    for (const [column, form] of forms.entries()) {
      if (form === undefined) continue;
      const start = bounds[at + column] + 1;
      const end = bounds[at + column + 1];
      if (end - start === 1 && bytes[start] === absentMark) continue;
      if (!hasForm(form, bytes.toString('latin1', start, end))) misses++;
    }
    return misses;
  }
}

/**
 * Layouts in use first, confirmed ones before others, then the newest; those of the past behind them, the last one
 * in use first. Among equals, the order of the document.
 */
function compareLikelihood(a: Layout, b: Layout): number {
  if (a.until !== b.until) return timeOfEnd(b) - timeOfEnd(a) || 0;
  if (a.status !== b.status) return a.status === 'confirmed' ? -1 : 1;
  return Date.parse(b.since) - Date.parse(a.since) || 0;
}

function timeOfEnd({ until }: Layout): number {
  return until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until);
}
