import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import type { Signer } from './post.ts';

export interface SigningOptions {
  /** Service that the request is signed for, such as `monitoring` or `es`. */
  readonly service: string;
  readonly region: string;
  readonly credentials: AwsCredentialIdentityProvider;
}

/** Creates a signer for requests to AWS, with Signature Version 4. */
export function createSigner({ service, region, credentials }: SigningOptions): Signer {
  const signer = new SignatureV4({ service, region, credentials, sha256: Hash.bind(null, 'sha256') });
  return async ({ url, headers, body }) => {
    const { protocol, hostname, port, host, pathname, searchParams } = new URL(url);
    const signed = await signer.sign({
      method: 'POST',
      protocol,
      hostname,
      ...(port !== '' && { port: Number(port) }),
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: { ...headers, host },
      body,
    });
    const { host: _, ...others } = signed.headers;
    return others;
  };
}
