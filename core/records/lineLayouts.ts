import { type LayoutChoice, maxMismatches, noLayout } from '../layouts/layoutChoice.ts';
import { lineFault } from './batch.ts';
import type { Lines } from './lines.ts';

/** The layout of each line of a batch. Its memory is reused for the next batch. */
export class LineLayouts {
  /** Layout of each line, as an index into the layouts of the choice, or `noLayout`. */
  indexes: Int16Array = new Int16Array(1024);
  readonly #choice: LayoutChoice;

  constructor(choice: LayoutChoice) {
    this.#choice = choice;
  }

  /**
   * Assigns the most likely layout for its number of fields to each line, before its values are read, and `noLayout` to
   * a line that is not a record.
   *
   * @param members the lines, in the order of the batch
   * @returns the lines that have a layout
   */
  assignLikeliest(lines: Lines, members: Int32Array): Int32Array {
    if (this.indexes.length < lines.count) {
      const larger = new Int16Array(lines.count * 2);
      larger.set(this.indexes);
      this.indexes = larger;
    }
    this.#assign(lines, members);
    return this.#readable(members);
  }

  #assign({ faults, fieldCounts }: Lines, members: Int32Array): void {
    for (const line of members) {
      this.indexes[line] =
        faults[line] === lineFault.none ? this.#choice.likeliest(fieldCounts[line]) : noLayout;
    }
  }

  /**
   * Chooses again for lines whose values don't have the forms of their layout.
   *
   * @param mismatches number of values of each line that don't have the form that its layout expects
   * @returns the lines that now have a layout; `members` itself if no line changed its layout
   */
  correct(lines: Lines, members: Int32Array, mismatches: Uint8Array): Int32Array {
    const choice = this.#choice;
    let changed = false;
    for (const line of members) {
      if (mismatches[line] === 0) continue;
      const fieldCount = lines.fieldCounts[line];
      if (mismatches[line] <= maxMismatches && !choice.hasAlternatives(fieldCount)) continue;
      const layout = choice.choose(lines, line, fieldCount);
      if (layout === this.indexes[line]) continue;
      this.indexes[line] = layout;
      changed = true;
    }
    return changed ? this.#readable(members) : members;
  }

  /** Returns the distinct layouts of lines. */
  usedBy(members: Int32Array): Set<number> {
    const used = new Set<number>();
    let last = noLayout;
    for (const line of members) {
      const layout = this.indexes[line];
      if (layout !== last) used.add(layout);
      last = layout;
    }
    return used;
  }

  /** Counts lines by index of their layout, in the order of the choice's layouts. */
  countBy(members: Int32Array): Map<number, number> {
    const counts = new Int32Array(this.#choice.layouts.length);
    for (const line of members) counts[this.indexes[line]]++;
    return new Map(counts.entries().filter(([, count]) => count > 0));
  }

  #readable(members: Int32Array): Int32Array {
    const readable = new Int32Array(members.length);
    let count = 0;
    for (const line of members) if (this.indexes[line] !== noLayout) readable[count++] = line;
    return readable.subarray(0, count);
  }
}
