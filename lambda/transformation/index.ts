import { S3Client } from '@aws-sdk/client-s3';
import { readTransformationSettings } from '../../core/destinations/transformationSettings.ts';
import { createHandler } from './handler.ts';

/** The entry of the function that transforms records for Firehose: settings and client are made once a process. */
export const handler = createHandler(
  readTransformationSettings(process.env),
  new S3Client({ maxAttempts: 4, requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000 } }),
);
