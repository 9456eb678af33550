import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expectedLayouts } from '../../core/layouts/layout.ts';
import { printLayouts } from '../../core/layouts/layoutsDocument.ts';
import type { LocalAccount } from '../../emulator/account.ts';
import { LocalCompaction } from '../../emulator/compaction/localCompaction.ts';
import { athenaService } from '../../emulator/endpoints/athena/athenaService.ts';
import { cloudFormationService } from '../../emulator/endpoints/cloudFormation.ts';
import { startEndpoint } from '../../emulator/endpoints/endpoint.ts';
import { gatewayService } from '../../emulator/endpoints/gateway.ts';
import { glueService } from '../../emulator/endpoints/glue.ts';
import { lambdaService } from '../../emulator/endpoints/lambda.ts';
import { s3Service } from '../../emulator/endpoints/s3/s3Endpoint.ts';
import { stepFunctionsService } from '../../emulator/endpoints/stepFunctions.ts';
import { environmentOf } from '../../emulator/localAws.ts';

/** A stack whose lake is in a folder. */
export interface LocalStack {
  readonly lakeFolder: string;
  readonly failureFolder: string;
  readonly compaction: LocalCompaction;
  /** Environment variables with which commands use the stack. */
  readonly environment: Readonly<Record<string, string>>;
  /** Writes an object to a bucket's folder. */
  put(folder: string, key: string, body: string | Uint8Array): void;
  close(): Promise<void>;
}

/** Fields of the stack's records. */
export const stackFields = [
  'timestamp',
  'c-ip',
  'sc-status',
  'x-edge-request-id',
  'x-forwarded-for',
] as const;

/**
 * Starts the services that commands call for the lake of a stack.
 *
 * @param folder an empty folder
 * @param now epoch milliseconds
 * @param variables variables of the consumer, in addition to its bucket
 */
export async function startLocalStack(
  folder: string,
  now: () => number,
  variables: Readonly<Record<string, string>> = {},
): Promise<LocalStack> {
  const account = {
    stackName: 'cloudfront-realtime-logs',
    streamName: 'stream',
    consumerName: 'consumer',
    lakeBucket: 'lake',
    failureBucket: 'lake-failures',
    database: 'logs',
    workgroup: 'logs',
    distribution: { id: 'E1EXAMPLE' },
    consumerEnvironment: { LAKE_BUCKET: 'lake', PIPELINE_NAME: 'cloudfront-realtime-logs', ...variables },
  } as unknown as LocalAccount;
  const lakeFolder = join(folder, 'lake');
  const failureFolder = join(folder, 'lake-failures');
  const compaction = new LocalCompaction(lakeFolder, now);
  const put = (bucketFolder: string, key: string, body: string | Uint8Array) => {
    mkdirSync(dirname(join(bucketFolder, key)), { recursive: true });
    writeFileSync(join(bucketFolder, key), body);
  };
  put(lakeFolder, 'config/layouts.json', printLayouts(expectedLayouts(stackFields)));
  mkdirSync(failureFolder, { recursive: true });
  const endpoint = await startEndpoint(
    gatewayService({
      s3: await s3Service(folder),
      cloudformation: cloudFormationService(account),
      lambda: lambdaService(account, () => ({ id: 'mapping', lastResult: 'OK' })),
      glue: glueService('logs', compaction),
      states: stepFunctionsService(account, compaction),
      athena: athenaService({ lakeFolder, lakeBucket: 'lake', workgroup: 'logs' }),
    }),
  );
  return {
    lakeFolder,
    failureFolder,
    compaction,
    environment: environmentOf(endpoint.url),
    put,
    async close() {
      await endpoint.close();
      await compaction.close();
    },
  };
}
