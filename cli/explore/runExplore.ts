import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AthenaClient } from '@aws-sdk/client-athena';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ScanBudget } from '../../core/aws/athena/scanBudget.ts';
import { defaultNamespace } from '../../core/metrics/definitions.ts';
import { writeExampleDay } from '../../explorer/example/writeExampleDay.ts';
import { requireFreePort, startExplorerServer } from '../../explorer/server/explorerServer.ts';
import { openBrowser } from '../../explorer/server/openBrowser.ts';
import { AthenaSource } from '../../explorer/sources/athena/athenaSource.ts';
import { FolderSource } from '../../explorer/sources/folder/folderSource.ts';
import { listFiles, requestsFolder } from '../../explorer/sources/folder/lakeFiles.ts';
import type { Source } from '../../explorer/sources/source.ts';
import { output } from '../../terminal/printer.ts';
import { waitForStop } from '../../terminal/stopping.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { athenaCalls } from '../aws/athenaCalls.ts';
import type { AwsOptions } from '../aws/awsOptions.ts';
import { clientOptions } from '../aws/clientOptions.ts';
import { findPipeline } from '../pipeline/findPipeline.ts';
import type { StackOption } from '../pipeline/stackOption.ts';
import { systemClock } from '../stream/clock.ts';
import { metricReader } from './readMetrics.ts';

/** Number of requests in the example day: enough for its incidents, and few enough to be written within seconds. */
const exampleRows = 400_000;

const millisecondsPerDay = 86_400_000;

/** Options of `cfrl explore`. */
export interface ExploreOptions extends AwsOptions, StackOption {
  readonly lake?: string;
  readonly example?: boolean;
  readonly port?: number;
  readonly rows: number;
  readonly maxGigabytes: number;
  readonly open: boolean;
}

/** Serves the page until the signal is aborted. */
export async function runExplore(options: ExploreOptions, signal: AbortSignal): Promise<void> {
  const { lake, example, rows, port } = options;
  if (port !== undefined) await requireFreePort(port);
  if (lake !== undefined) {
    const folder = requestsFolder(lake);
    const files = listFiles(folder);
    if (files.length === 0) {
      throw new UsageError(`--lake: expected a folder with Parquet files, got none in '${lake}'`);
    }
    await serve(await FolderSource.open({ folder, files, name: lake, maxRows: rows }), options, signal);
  } else if (example === true) await exploreExample(options, signal);
  else await serve(await stackSource(options), options, signal);
}

async function exploreExample(options: ExploreOptions, signal: AbortSignal): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'realtime-logs-example-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    await writeExampleDay(folder, { rows: exampleRows, start: yesterday(Date.now()) });
    await serve(
      await FolderSource.open({ folder: requestsFolder(folder), name: 'example day' }),
      options,
      signal,
    );
  } finally {
    remove();
  }
}

/** Returns the source for the lake of a deployed stack, which is queried with Athena. */
async function stackSource(options: ExploreOptions): Promise<Source> {
  const clients = clientOptions(options);
  const names = await findPipeline(new CloudFormationClient(clients), options.stack);
  return new AthenaSource({
    name: options.stack,
    context: { calls: athenaCalls(new AthenaClient(clients), names), sleep: systemClock.sleep },
    budget: new ScanBudget(options.maxGigabytes * 1e9),
    now: systemClock.now,
    metrics: {
      read: metricReader(new CloudWatchClient(clients)),
      namespace: await findNamespace(new LambdaClient(clients), names.consumerName),
    },
  });
}

/** Returns the namespace of the traffic metrics; the default if the consumer's settings can't be read or don't contain it. */
async function findNamespace(lambda: LambdaClient, FunctionName: string): Promise<string> {
  const consumer = await lambda
    .send(new GetFunctionConfigurationCommand({ FunctionName }))
    .catch(() => undefined);
  return consumer?.Environment?.Variables?.['METRIC_NAMESPACE'] ?? defaultNamespace;
}

async function serve(source: Source, { port, open }: ExploreOptions, signal: AbortSignal): Promise<void> {
  try {
    const server = await startExplorerServer({ source, port });
    output.line(server.url);
    output.line('Press Ctrl-C to stop.');
    if (open) openBrowser(server.url);
    await waitForStop(signal);
    await server.close();
  } finally {
    await source.close();
  }
}

/** Returns the start of the previous UTC day. */
function yesterday(now: number): number {
  return (Math.floor(now / millisecondsPerDay) - 1) * millisecondsPerDay;
}
