import { AthenaClient } from '@aws-sdk/client-athena';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { AthenaContext } from '../../core/aws/athena/runQuery.ts';
import { useLakeFolders } from '../../core/aws/lakeFolders.ts';
import { compactedTableName, compactionTarget } from '../../core/lake/compaction/target.ts';
import { compactedPrefix } from '../../core/lake/keys.ts';
import { findColumnType } from '../../core/lake/requestsView.ts';
import { tableName } from '../../core/lake/table.ts';
import { athenaCalls } from '../aws/athenaCalls.ts';
import type { AwsOptions } from '../aws/awsOptions.ts';
import { clientOptions } from '../aws/clientOptions.ts';
import { compactionCommands } from '../compact/compactionClients.ts';
import { findPipeline } from '../pipeline/findPipeline.ts';
import { readKnownLayouts } from '../pipeline/knownLayouts.ts';
import { readConsumer } from '../pipeline/readConsumer.ts';
import { systemClock } from '../stream/clock.ts';
import {
  currentFiles,
  eraseFromTable,
  findRows,
  type SearchedTables,
  type TableRows,
} from './athenaTables.ts';
import { describeFiles, describeFound, describeOutOfReach } from './describeErasure.ts';
import { type ErasedPlace, type PlaceOptions, parquetPlace, recordPlaces } from './erasedPlaces.ts';
import type { ErasureRun } from './eraseFolder.ts';
import { eraseFromPlaces, findInPlaces } from './eraseFromPlaces.ts';
import { type SubjectOptions, subjectOf } from './erasureOptions.ts';
import { findLeftFiles } from './leftFiles.ts';
import { bucketStore } from './objectStore.ts';
import { ParquetRows } from './parquetRows.ts';

/**
 * Erases data from the lake and the failure bucket of a stack. Raw files are rewritten; rows of the compacted table are
 * deleted with Athena.
 *
 * @throws Error if a run of the compaction is in progress, or if data of the subject is left
 */
export async function eraseStack(
  options: SubjectOptions & AwsOptions & { readonly stack: string },
  { isConfirmed, print, onProgress }: ErasureRun,
  signal: AbortSignal,
): Promise<void> {
  const clients = clientOptions(options);
  const pipeline = await findPipeline(new CloudFormationClient(clients), options.stack);
  const s3 = useLakeFolders(new S3Client(clients));
  const [layouts, { policy }] = await Promise.all([
    readKnownLayouts(s3, pipeline.lakeBucket),
    readConsumer(new LambdaClient(clients), new SecretsManagerClient(clients), pipeline.consumerName),
  ]);
  const { subject, isRecord } = subjectOf(options, layouts, policy);
  const compaction = compactionCommands(options, pipeline, signal);
  if (isConfirmed && (await compaction.lastRun())?.status === 'RUNNING')
    throw new Error(
      "expected no run of the compaction in progress, got one; try again after it ended, see 'npx cfrl compact --status'",
    );
  const tables = await describeTables(pipeline.lakeBucket, (name) => compaction.tableColumns(name));
  const athena: AthenaContext = {
    calls: athenaCalls(new AthenaClient(clients), pipeline),
    sleep: systemClock.sleep,
    signal,
  };
  const parquet = await ParquetRows.open();
  try {
    const stores = {
      lake: bucketStore(s3, pipeline.lakeBucket, signal),
      failures: bucketStore(s3, pipeline.failureBucket, signal),
    };
    const all = { ...stores, subject, isRecord, parquet };
    const find = async () => {
      onProgress('tables', 'Athena');
      const rows = await findRows(athena, tables, subject);
      const places = [
        parquetPlace('raw files', all, async () => rows.rawKeys),
        ...(tables.hasCompacted ? [] : [unlistedPlace(all)]),
        ...recordPlaces(all),
      ];
      return { rows, files: await findInPlaces(places, onProgress) };
    };
    const found = await find();
    print([`Whose data  ${subject.description}`, '']);
    print([...describeFound([describeTable(tables, found.rows), ...found.files.map(describeFiles)]), '']);
    print([...describeOutOfReach(true, policy), '']);
    if (!isConfirmed) {
      print(['Nothing was erased. To erase this data, add --yes.']);
      return;
    }
    // Raw files first: a later merge then can't add data of the subject again.
    await eraseFromPlaces(found.files, onProgress);
    if (tables.hasCompacted)
      await eraseFromTable(athena, tables, subject, found.rows, (sql) => onProgress('tables', sql));
    const after = await find();
    const left = [
      ...after.files.flatMap(({ keys }) => keys),
      ...(after.rows.rows > 0 ? [compactedTableName] : []),
    ];
    if (tables.hasCompacted) {
      const current = await currentFiles(athena, tables);
      const others = (await stores.lake.list(compactedPrefix)).filter((key) => !current.has(key));
      left.push(...(await findLeftFiles(stores.lake, others, subject, parquet)));
    }
    if (left.length > 0)
      throw new Error(
        `expected no data of ${subject.description} to be left, got ${left.slice(0, 10).join(', ')}; run the command again`,
      );
    print([`Erased. The tables and all other files were read again: none contains ${subject.description}.`]);
  } finally {
    parquet.close();
  }
}

/**
 * Returns the place of the compacted files if the catalog has no compacted table.
 *
 * @throws Error on listing if the files belong to an Iceberg table, whose metadata contains their sizes
 */
function unlistedPlace(options: PlaceOptions): ErasedPlace {
  return parquetPlace('compacted files', options, async () => {
    const keys = await options.lake.list(compactedPrefix);
    if (keys.some((key) => key.startsWith(`${compactedPrefix}metadata/`)))
      throw new Error(
        `expected the table ${compactedTableName} in the catalog, got only its files in ${compactedPrefix}; register it first, see 'After the stack was deleted' in docs/operations.md`,
      );
    return keys.filter((key) => key.endsWith('.parquet'));
  });
}

async function describeTables(
  lake: string,
  columnsOf: (table: string) => Promise<readonly string[] | undefined>,
): Promise<SearchedTables> {
  const [raw, compacted] = await Promise.all([columnsOf(tableName), columnsOf(compactedTableName)]);
  if (raw === undefined)
    throw new Error(`expected the table ${tableName} in the catalog, got none; deploy the stack again`);
  const isOwn = (name: string) => !['arrival_day', 'arrival_hour'].includes(name);
  const columns = raw.filter(isOwn);
  return {
    lake,
    target: compactionTarget('athena', columns),
    textColumns: columns.filter((name) => findColumnType(name) === 'string'),
    hasCompacted: compacted !== undefined,
  };
}

function describeTable({ hasCompacted }: SearchedTables, { rows, days }: TableRows) {
  const text = !hasCompacted
    ? 'no such table yet'
    : rows === 0
      ? 'nothing'
      : `${rows.toLocaleString('en-US')} in ${days.length} ${days.length === 1 ? 'day' : 'days'}`;
  return { name: 'compacted table', text };
}
