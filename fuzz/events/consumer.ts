import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleFunction } from '../../bundle/bundleFunction.ts';

/** The consumer's handler, with Lambda's parameters. */
export type Handler = (event: unknown, context: { getRemainingTimeInMillis(): number }) => Promise<void>;

/** Bucket in the consumer's settings. */
export const lakeBucket = 'lake';

/** Loads the deployed consumer, with AWS services at a local URL. */
export function loadConsumer(servicesUrl: string): Handler {
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_S3: servicesUrl,
    AWS_ENDPOINT_URL_CLOUDWATCH: servicesUrl,
    LAKE_BUCKET: lakeBucket,
  });
  const outputFolder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  try {
    const entryFile = resolve(import.meta.dirname, '../../lambda/consumer/index.ts');
    const { file } = bundleFunction({ entryFile, outputFolder });
    return createRequire(import.meta.url)(file).handler;
  } finally {
    rmSync(outputFolder, { recursive: true });
  }
}
