import { GetQueryResultsCommand } from '@aws-sdk/client-athena';
import { GetTableCommand } from '@aws-sdk/client-glue';
import {
  DeleteObjectsCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
} from '@aws-sdk/client-s3';
import { type ExecutionListItem, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import type {
  CatalogTable,
  CompactionCalls,
  StoredFile,
} from '../../core/lake/compaction/compactionCalls.ts';
import type { ProofCounts } from '../../core/lake/compaction/proveHour.ts';
import type { Clients } from './clients.ts';

/** Largest number of keys in one call (S3 API reference, DeleteObjects, November 2026). */
const keysPerCall = 1_000;

/** The resources that the calls use. */
export interface CallSettings {
  readonly lakeBucket: string;
  readonly database: string;
}

/** The planner's calls to AWS. */
export class AwsCompactionCalls implements CompactionCalls {
  readonly #clients: Clients;
  readonly #settings: CallSettings;

  constructor(clients: Clients, settings: CallSettings) {
    this.#clients = clients;
    this.#settings = settings;
  }

  async findTable(name: string): Promise<CatalogTable | undefined> {
    const command = new GetTableCommand({ DatabaseName: this.#settings.database, Name: name });
    try {
      const { Table: table } = await this.#clients.glue.send(command);
      return {
        columns: (table?.StorageDescriptor?.Columns ?? []).map(({ Name = '' }) => Name),
        viewText: table?.ViewOriginalText,
      };
    } catch (error) {
      if (error instanceof Error && error.name === 'EntityNotFoundException') return undefined;
      throw error;
    }
  }

  async listFiles(prefix: string, max = Number.POSITIVE_INFINITY): Promise<StoredFile[]> {
    const files: StoredFile[] = [];
    for await (const { Contents: objects = [] } of this.#pages({ Prefix: prefix })) {
      files.push(...objects.map(({ Key = '', Size = 0 }) => ({ key: Key, bytes: Size })));
      if (files.length >= max) break;
    }
    return files.slice(0, max);
  }

  async listFolders(prefix: string): Promise<string[]> {
    const folders: string[] = [];
    for await (const { CommonPrefixes: found = [] } of this.#pages({ Prefix: prefix, Delimiter: '/' }))
      folders.push(...found.map(({ Prefix = '' }) => Prefix));
    return folders;
  }

  async deleteFiles(keys: readonly string[]): Promise<void> {
    for (let first = 0; first < keys.length; first += keysPerCall) {
      const objects = keys.slice(first, first + keysPerCall).map((Key) => ({ Key }));
      const { Errors: errors = [] } = await this.#clients.s3.send(
        new DeleteObjectsCommand({
          Bucket: this.#settings.lakeBucket,
          Delete: { Objects: objects, Quiet: true },
        }),
      );
      const failed = errors[0];
      if (failed !== undefined)
        throw new Error(
          `expected to delete ${failed.Key} from ${this.#settings.lakeBucket}, got ${failed.Code}: ${failed.Message}`,
        );
    }
  }

  async readProof(queryExecutionId: string): Promise<ProofCounts> {
    const { ResultSet: result } = await this.#clients.athena.send(
      new GetQueryResultsCommand({ QueryExecutionId: queryExecutionId }),
    );
    // The first row of a SELECT repeats the names of the columns.
    const [names, values] = (result?.Rows ?? []).map(({ Data = [] }) =>
      Data.map(({ VarCharValue }) => VarCharValue),
    );
    const count = (name: string): number => {
      const text = values?.[names?.indexOf(name) ?? -1];
      if (text === undefined || !/^\d+$/.test(text))
        throw new Error(`expected the count '${name}' of a proof, got ${JSON.stringify(text)}`);
      return Number(text);
    };
    return { missing: count('missing'), doubled: count('doubled'), unidentified: count('unidentified') };
  }

  async hasEarlierExecution(executionArn: string): Promise<boolean> {
    const { executions = [] } = await this.#clients.stepFunctions.send(
      new ListExecutionsCommand({ stateMachineArn: machineOf(executionArn), statusFilter: 'RUNNING' }),
    );
    const own = executions.find((each) => each.executionArn === executionArn);
    // The list can be delayed. An execution that isn't listed yet started after the listed ones.
    return executions.some((each) => each !== own && (own === undefined || isEarlier(each, own)));
  }

  async *#pages(request: { Prefix: string; Delimiter?: string }): AsyncGenerator<ListObjectsV2CommandOutput> {
    let token: string | undefined;
    do {
      const page: ListObjectsV2CommandOutput = await this.#clients.s3.send(
        new ListObjectsV2Command({
          Bucket: this.#settings.lakeBucket,
          ...request,
          ...(token !== undefined && { ContinuationToken: token }),
        }),
      );
      yield page;
      token = page.NextContinuationToken;
    } while (token !== undefined);
  }
}

/** Whether an execution started before another one. If both started at the same time, compares their ARNs. */
function isEarlier(a: ExecutionListItem, b: ExecutionListItem): boolean {
  const difference = (a.startDate?.getTime() ?? 0) - (b.startDate?.getTime() ?? 0);
  return difference === 0 ? String(a.executionArn) < String(b.executionArn) : difference < 0;
}

/** Returns the ARN of an execution's state machine: `arn:…:execution:NAME:ID` is one of `arn:…:stateMachine:NAME`. */
function machineOf(executionArn: string): string {
  return executionArn.replace(/:execution:([^:]+):[^:]+$/, ':stateMachine:$1');
}
