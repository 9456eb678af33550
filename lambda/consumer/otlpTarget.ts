import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { cloudWatchEndpoint, type MetricExport } from '../../core/otlp/metricExport.ts';
import { createSigner } from '../http/signPost.ts';
import type { OtlpTarget } from './sendOtlp.ts';

/** The AWS clients that targets need. */
export interface OtlpTargetServices {
  readonly region: string;
  readonly credentials: AwsCredentialIdentityProvider;
  readonly secrets: Pick<SecretsManagerClient, 'send'>;
}

/**
 * Returns the target of an export. CloudWatch's endpoint and signing follow the user guide ('Send metrics using
 * OpenTelemetry', November 2026): the service is `monitoring`, and the permission is `cloudwatch:PutMetricData`.
 */
export function otlpTarget(
  { endpoint, headersSecretArn }: MetricExport,
  { region, credentials, secrets }: OtlpTargetServices,
): OtlpTarget {
  if (endpoint === cloudWatchEndpoint) {
    const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
    return {
      url: `https://monitoring.${region}.${suffix}/v1/metrics`,
      headers: async () => ({}),
      sign: createSigner({ service: 'monitoring', region, credentials }),
    };
  }
  if (headersSecretArn === undefined) return { url: endpoint, headers: async () => ({}) };
  let known: Readonly<Record<string, string>> | undefined;
  return {
    url: endpoint,
    headers: async (signal) => {
      known ??= await readHeaders(secrets, headersSecretArn, signal);
      return known;
    },
    onDenied: () => {
      known = undefined;
    },
  };
}

async function readHeaders(
  secrets: Pick<SecretsManagerClient, 'send'>,
  arn: string,
  signal: AbortSignal,
): Promise<Readonly<Record<string, string>>> {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: arn }), {
    abortSignal: signal,
  });
  const headers = parseObject(SecretString ?? '');
  if (headers !== undefined) return headers;
  throw new Error(
    `expected the secret ${arn} to contain a JSON object of header names and values, got something else`,
  );
}

function parseObject(text: string): Readonly<Record<string, string>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isObject || !Object.values(value).every((one) => typeof one === 'string')) return undefined;
    return value as Readonly<Record<string, string>>;
  } catch {
    return undefined;
  }
}
