import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { layoutsKey } from '../../core/lake/keys.ts';
import type { Layout } from '../../core/layouts/layout.ts';
import { parseLayouts } from '../../core/layouts/layoutsDocument.ts';
import { defaultSensitivityPolicy } from '../../core/sensitivity/policy.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { describeFiles, describeFound, describeOutOfReach } from './describeErasure.ts';
import { folderPlaces, recordPlaces } from './erasedPlaces.ts';
import { eraseFromPlaces, findInPlaces } from './eraseFromPlaces.ts';
import { type SubjectOptions, subjectOf } from './erasureOptions.ts';
import { folderStore } from './objectStore.ts';
import { ParquetRows } from './parquetRows.ts';

/** Input of an erasure. */
export interface ErasureRun {
  /** Whether to erase; if false, only print what would be erased. */
  readonly isConfirmed: boolean;
  readonly print: (lines: readonly string[]) => void;
  /** Called before something is read or written, for example with the place and the key of a file. */
  readonly onProgress: (...what: readonly string[]) => void;
}

/**
 * Erases data from the lake in a folder, and from the failed batches in the folder `…-failures` next to it.
 *
 * @throws UsageError if the folder contains no lake
 * @throws Error if data of the subject is left
 */
export async function eraseFolder(
  folder: string,
  options: SubjectOptions,
  { isConfirmed, print, onProgress }: ErasureRun,
): Promise<void> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`--lake: expected the folder of a lake, got '${folder}', which isn't a folder`);
  const { subject, isRecord } = subjectOf(options, layoutsIn(folder), defaultSensitivityPolicy);
  const parquet = await ParquetRows.open();
  try {
    const failures = folderStore(`${folder.replace(/[\\/]+$/, '')}-failures`);
    const all = { subject, isRecord, parquet, lake: folderStore(folder), failures };
    const places = [...folderPlaces(all), ...recordPlaces(all)];
    const findings = await findInPlaces(places, onProgress);
    if (findings.every(({ read }) => read === 0))
      throw new UsageError(
        `--lake: expected the folder of a lake, got '${folder}', which has no files of a lake`,
      );
    print([`Whose data  ${subject.description}`, '', ...describeFound(findings.map(describeFiles)), '']);
    print([...describeOutOfReach(false, undefined), '']);
    if (!isConfirmed) {
      print(['Nothing was erased. To erase this data, add --yes.']);
      return;
    }
    await eraseFromPlaces(findings, onProgress);
    const left = (await findInPlaces(places, onProgress)).filter(({ items }) => items > 0);
    if (left.length > 0)
      throw new Error(
        `expected no data of ${subject.description} to be left, got ${left.flatMap(({ keys }) => keys).join(', ')}`,
      );
    const read = findings.reduce((sum, finding) => sum + finding.read, 0);
    print([
      `Erased. The remaining files of ${read.toLocaleString('en-US')} were read again: none contains ${subject.description}.`,
    ]);
  } finally {
    parquet.close();
  }
}

function layoutsIn(folder: string): Layout[] {
  const file = join(folder, layoutsKey);
  return existsSync(file) ? parseLayouts(readFileSync(file, 'utf8')) : [];
}
