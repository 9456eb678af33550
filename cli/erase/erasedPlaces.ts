import { failurePrefix } from '../../core/aws/failureObject.ts';
import {
  type ErasedFile,
  eraseFromFailure,
  eraseFromLines,
  eraseFromQuarantine,
  type TextTest,
} from '../../core/erasure/eraseFromFiles.ts';
import type { Subject } from '../../core/erasure/subject.ts';
import { compactedPrefix, quarantinePrefix, queryResultsPrefix, rawPrefix } from '../../core/lake/keys.ts';
import type { ObjectStore } from './objectStore.ts';
import type { ParquetRows } from './parquetRows.ts';

/** A kind of files that can contain data of a person. */
export interface ErasedPlace {
  readonly name: string;
  readonly store: ObjectStore;
  /** Keys of the files to read. */
  list(): Promise<readonly string[]>;
  /** Returns the file without the data of the subject. */
  erase(file: Buffer): Promise<ErasedFile> | ErasedFile;
}

/** Input for places. */
export interface PlaceOptions {
  readonly subject: Subject;
  readonly lake: ObjectStore;
  readonly failures: ObjectStore;
  readonly parquet: ParquetRows;
  /** Whether a record of the stream belongs to the subject. */
  readonly isRecord: TextTest;
}

/** Returns a place of Parquet files. */
export function parquetPlace(
  name: string,
  { lake, parquet, subject }: PlaceOptions,
  list: () => Promise<readonly string[]>,
): ErasedPlace {
  return { name, store: lake, list, erase: (file) => parquet.erase(file, subject) };
}

/** Returns the places of Parquet files in the folder of a lake. */
export function folderPlaces(options: PlaceOptions): ErasedPlace[] {
  const files = (prefix: string) => async () =>
    (await options.lake.list(prefix)).filter((key) => key.endsWith('.parquet'));
  return [
    parquetPlace('raw files', options, files(rawPrefix)),
    parquetPlace('compacted files', options, files(compactedPrefix)),
  ];
}

/** Returns all places except tables: quarantine, failed batches and deliveries, and query results. */
export function recordPlaces({ subject, lake, failures, isRecord }: PlaceOptions): ErasedPlace[] {
  const list = (store: ObjectStore, prefix: string) => () => store.list(prefix);
  return [
    {
      name: 'quarantine',
      store: lake,
      list: list(lake, quarantinePrefix),
      erase: (file) => eraseFromQuarantine(file, isRecord),
    },
    {
      name: 'failed batches',
      store: failures,
      list: list(failures, failurePrefix),
      erase: (file) => eraseFromFailure(file, isRecord),
    },
    {
      name: 'failed deliveries',
      store: failures,
      list: list(failures, 'destinations/'),
      erase: (file) => eraseFromLines(file, subject.isIn ?? isRecord),
    },
    {
      name: 'query results',
      store: lake,
      list: list(lake, queryResultsPrefix),
      // A query result without some of its rows would be wrong, so the complete file is deleted.
      erase: (file) => {
        const { removed } = subject.isIn ? eraseFromLines(file, subject.isIn) : { removed: 1 };
        return { removed, body: removed > 0 ? undefined : file };
      },
    },
  ];
}
