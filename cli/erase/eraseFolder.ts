import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { layoutsKey } from '../../core/lake/keys.ts';
import type { Layout } from '../../core/layouts/layout.ts';
import { parseLayouts } from '../../core/layouts/layoutsDocument.ts';
import { defaultSensitivityPolicy } from '../../core/sensitivity/policy.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { describeFound, describeOutOfReach, foundInFiles } from './describeErasure.ts';
import { folderPlaces, recordPlaces } from './erasedPlaces.ts';
import { eraseFromPlaces, findInPlaces } from './eraseFromPlaces.ts';
import { type SubjectOptions, subjectOf } from './erasureOptions.ts';
import { folderStore } from './objectStore.ts';
import { ParquetRows } from './parquetRows.ts';

/** How an erasure is run. */
export interface ErasureRun {
  /** Whether to erase, and not only to say what would be erased. */
  readonly isConfirmed: boolean;
  readonly print: (lines: readonly string[]) => void;
  /** Receives what is read or written, such as the place and the key of a file. */
  readonly onProgress: (...what: readonly string[]) => void;
}

/**
 * Erases from the lake in a folder, and from the failed batches in the folder beside it, `…-failures`.
 *
 * @throws UsageError if there is no lake in the folder
 * @throws Error if something of the subject is left
 */
export async function eraseFolder(
  folder: string,
  options: SubjectOptions,
  { isConfirmed, print, onProgress }: ErasureRun,
): Promise<void> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`--lake: expected the folder of a lake, got no folder '${folder}'`);
  const { subject, isRecord } = subjectOf(options, layoutsIn(folder), defaultSensitivityPolicy);
  const parquet = await ParquetRows.open();
  try {
    const failures = folderStore(`${folder.replace(/[\\/]+$/, '')}-failures`);
    const all = { subject, isRecord, parquet, lake: folderStore(folder), failures };
    const places = [...folderPlaces(all), ...recordPlaces(all)];
    const findings = await findInPlaces(places, onProgress);
    if (findings.every(({ read }) => read === 0))
      throw new UsageError(`--lake: expected the folder of a lake, got no files of one in '${folder}'`);
    print([`Whose data  ${subject.says}`, '', ...describeFound(findings.map(foundInFiles)), '']);
    print([...describeOutOfReach(false, undefined), '']);
    if (!isConfirmed) {
      print(['Nothing was erased. --yes erases what was found.']);
      return;
    }
    await eraseFromPlaces(findings, onProgress);
    const left = (await findInPlaces(places, onProgress)).filter(({ items }) => items > 0);
    if (left.length > 0)
      throw new Error(
        `expected nothing left of ${subject.says}, got ${left.flatMap(({ keys }) => keys).join(', ')}`,
      );
    const read = findings.reduce((sum, finding) => sum + finding.read, 0);
    print([
      `Erased. All files that are left of ${read.toLocaleString('en-US')} were read again: none has ${subject.says}.`,
    ]);
  } finally {
    parquet.close();
  }
}

function layoutsIn(folder: string): Layout[] {
  const file = join(folder, layoutsKey);
  return existsSync(file) ? parseLayouts(readFileSync(file, 'utf8')) : [];
}
