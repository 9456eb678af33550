import { S3Client } from '@aws-sdk/client-s3';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import type { AwsOptions } from './awsOptions.ts';
import { clientOptions } from './clientOptions.ts';

/** A search in OpenSearch. */
export interface SearchRequest {
  /** Endpoint of a domain or collection. */
  readonly endpoint: string;
  /** Pattern of the indices. */
  readonly indices: string;
  /** Service for which requests are signed. */
  readonly service: 'es' | 'aoss';
  readonly query: object;
}

/** The part of a response with the number of documents. */
interface SearchAnswer {
  readonly hits?: { readonly total?: { readonly value?: number } };
}

/**
 * Counts matching documents in OpenSearch. HTTPS requests are signed with the credentials of the command line. HTTP
 * requests, for a node on this machine, are not signed.
 *
 * @returns the number of documents, or the HTTP status of a failed search
 * @throws Error if the response isn't one of OpenSearch
 */
export async function countMatches(
  options: AwsOptions,
  { endpoint, indices, service, query }: SearchRequest,
  signal: AbortSignal,
): Promise<{ readonly found: number } | { readonly refused: number }> {
  const url = new URL(`${endpoint.replace(/\/$/, '')}/${indices}/_search`);
  const body = JSON.stringify({ size: 0, query });
  let headers: Record<string, string> = { 'content-type': 'application/json', host: url.host };
  if (url.protocol === 'https:') {
    const { config } = new S3Client(clientOptions(options));
    const { credentials, region } = config;
    const signer = new SignatureV4({ service, region, credentials, sha256: Hash.bind(null, 'sha256') });
    const request = { method: 'POST', protocol: url.protocol, hostname: url.hostname, path: url.pathname };
    headers = (await signer.sign({ ...request, query: {}, headers, body })).headers;
  }
  const { host: _, ...sent } = headers;
  const response = await fetch(url, {
    method: 'POST',
    headers: sent,
    body,
    signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]),
  });
  if (!response.ok) return { refused: response.status };
  const answer = (await response.json().catch(() => undefined)) as SearchAnswer | undefined;
  if (answer?.hits === undefined)
    throw new Error(`expected a response of OpenSearch from ${url.origin}, got a response without hits`);
  return { found: answer.hits.total?.value ?? 0 };
}
