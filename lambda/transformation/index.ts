import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { useLakeFolders } from '../../core/aws/lakeFolders.ts';
import { readTransformationSettings } from '../../core/destinations/transformationSettings.ts';
import { PolicySource } from '../sensitivity/policySource.ts';
import { createHandler } from './handler.ts';

const options = { maxAttempts: 4, requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000 } };
const settings = readTransformationSettings(process.env);

/**
 * Entry of the function that transforms records for Firehose. Settings are read and clients are created once per
 * process.
 */
export const handler = createHandler(
  settings,
  useLakeFolders(new S3Client(options)),
  new PolicySource(settings.policy, new SecretsManagerClient(options)),
);
