import type { Layout } from '../core/layouts/layout.ts';
import { LayoutChoice, noLayout } from '../core/layouts/layoutChoice.ts';
import { lineFault } from '../core/records/batch.ts';
import { Lines } from '../core/records/lines.ts';
import { RecordBatch } from '../core/records/recordBatch.ts';
import { findUnreadable } from '../core/records/unreadable.ts';

/** The first line that a layout fits, or the reason why no line could be read. */
export type FirstRecord = { readonly line: Buffer } | { readonly reason: string };

/**
 * Finds the first record among lines.
 *
 * @param sample lines, at least one
 */
export function findFirstRecord(sample: readonly Buffer[], layouts: readonly Layout[]): FirstRecord {
  const batch = new RecordBatch();
  for (const line of sample) batch.addBytes(line, '', 0);
  const lines = new Lines();
  lines.read(batch);
  const choice = new LayoutChoice(layouts);
  for (let line = 0; line < lines.count; line++) {
    if (lines.faults[line] !== lineFault.none) continue;
    if (choice.choose(lines, line, lines.fieldCounts[line]) !== noLayout) {
      return { line: sample[line] };
    }
  }
  return { reason: mostFrequentReason(lines, choice) };
}

function mostFrequentReason(lines: Lines, choice: LayoutChoice): string {
  const all = Int32Array.from({ length: lines.count }, (_, line) => line);
  const none = new Int16Array(lines.count).fill(noLayout);
  const counts = new Map<string, number>();
  for (const { reason } of findUnreadable(lines, all, none, choice)) {
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  const [[mostFrequent]] = [...counts].sort(([, a], [, b]) => b - a) as [[string, number]];
  return mostFrequent;
}
