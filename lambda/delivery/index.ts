import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { useLakeFolders } from '../../core/aws/lakeFolders.ts';
import { readDeliverySettings } from '../../core/destinations/deliverySettings.ts';
import { PolicySource } from '../sensitivity/policySource.ts';
import { authorizationOf } from './authorization.ts';
import { createHandler } from './handler.ts';

const requestHandler = { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true };
const s3 = useLakeFolders(new S3Client({ maxAttempts: 4, requestHandler }));
const secrets = new SecretsManagerClient({ maxAttempts: 4, requestHandler });
const settings = readDeliverySettings(process.env);
const authorization = authorizationOf(settings, {
  region: process.env['AWS_REGION'] ?? '',
  credentials: s3.config.credentials,
  secrets,
});

/**
 * Entry of the function that delivers documents directly. Settings are read and clients are created once per process.
 */
export const handler = createHandler(settings, s3, authorization, new PolicySource(settings.policy, secrets));
