import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import type { DeliverySettings } from '../../core/destinations/deliverySettings.ts';
import { createSigner } from '../http/signPost.ts';
import type { Authorization } from './receiver.ts';

/** The AWS clients that authorization needs. */
export interface AuthorizationServices {
  readonly region: string;
  readonly credentials: AwsCredentialIdentityProvider;
  readonly secrets: Pick<SecretsManagerClient, 'send'>;
}

/** Services that requests to OpenSearch are signed for. */
const signedServices: Readonly<Record<string, string>> = {
  opensearch: 'es',
  'opensearch-serverless': 'aoss',
};

/**
 * Returns how requests to a destination are authorized: signed for an AWS domain or collection, otherwise with the key
 * or token of a secret.
 */
export function authorizationOf(settings: DeliverySettings, services: AuthorizationServices): Authorization {
  const { receiver, secretArn, url } = settings;
  const service = signedServices[receiver];
  if (service !== undefined && new URL(url).protocol === 'https:') {
    const { region, credentials } = services;
    return {
      headers: async () => ({}),
      onDenied: () => {},
      sign: createSigner({ service, region, credentials }),
    };
  }
  if (secretArn === undefined) return { headers: async () => ({}), onDenied: () => {} };
  let known: Readonly<Record<string, string>> | undefined;
  return {
    headers: async (signal) => {
      known ??= headersOf(settings, await readSecret(services.secrets, secretArn, signal));
      return known;
    },
    onDenied: () => {
      known = undefined;
    },
  };
}

/** Returns the header with the key or token, in the receiver's format. */
function headersOf(
  { format, secretArn }: DeliverySettings,
  secret: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const name = format === 'splunk' ? 'hec_token' : 'api_key';
  const value = secret[name];
  if (typeof value !== 'string') {
    throw new Error(`expected the secret ${secretArn} to contain {"${name}": "…"}, got something else`);
  }
  switch (format) {
    case 'splunk':
      return { authorization: `Splunk ${value}` };
    case 'datadog':
      return { 'dd-api-key': value };
    case 'newrelic':
      return { 'api-key': value };
    default:
      return { authorization: `Bearer ${value}` };
  }
}

async function readSecret(
  secrets: Pick<SecretsManagerClient, 'send'>,
  arn: string,
  signal: AbortSignal,
): Promise<Readonly<Record<string, unknown>>> {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: arn }), {
    abortSignal: signal,
  });
  try {
    return JSON.parse(SecretString ?? '') ?? {};
  } catch {
    return {};
  }
}
