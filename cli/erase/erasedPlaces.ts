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

/** A kind of files that can hold data of a person. */
export interface ErasedPlace {
  readonly name: string;
  readonly store: ObjectStore;
  /** Keys of the files to read. */
  list(): Promise<readonly string[]>;
  /** The file without what is the subject's. */
  erase(file: Buffer): Promise<ErasedFile> | ErasedFile;
}

/** What places are made of. */
export interface PlaceOptions {
  readonly subject: Subject;
  readonly lake: ObjectStore;
  readonly failures: ObjectStore;
  readonly parquet: ParquetRows;
  /** Whether a record of the stream is the subject's. */
  readonly isRecord: TextTest;
}

/** Parquet files below a prefix. */
export function parquetPlace(
  name: string,
  { lake, parquet, subject }: PlaceOptions,
  list: () => Promise<readonly string[]>,
): ErasedPlace {
  return { name, store: lake, list, erase: (file) => parquet.erase(file, subject) };
}

/** The Parquet files of a lake in a folder. */
export function folderPlaces(options: PlaceOptions): ErasedPlace[] {
  const files = (prefix: string) => async () =>
    (await options.lake.list(prefix)).filter((key) => key.endsWith('.parquet'));
  return [
    parquetPlace('raw files', options, files(rawPrefix)),
    parquetPlace('compacted files', options, files(compactedPrefix)),
  ];
}

/** Everything but tables: quarantine, what failed, and what queries answered. */
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
      // An answer without some of its rows is wrong, so the whole of it goes.
      erase: (file) => {
        const { removed } = subject.isIn ? eraseFromLines(file, subject.isIn) : { removed: 1 };
        return { removed, body: removed > 0 ? undefined : file };
      },
    },
  ];
}
