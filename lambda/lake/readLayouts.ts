import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { layoutsKey } from '../../core/lake/keys.ts';
import type { Layout } from '../../core/layouts/layout.ts';
import { parseLayouts } from '../../core/layouts/layoutsDocument.ts';
import { toOneLine } from '../../core/oneLine.ts';

/**
 * Reads the known layouts from the lake.
 *
 * @throws Error if they can't be read
 */
export async function readLayouts(
  s3: S3Client,
  bucket: string,
  signal: AbortSignal | undefined,
): Promise<Layout[]> {
  try {
    const command = new GetObjectCommand({ Bucket: bucket, Key: layoutsKey });
    const { Body } = await s3.send(command, { ...(signal && { abortSignal: signal }) });
    return parseLayouts((await Body?.transformToString()) ?? '');
  } catch (error) {
    throw new Error(
      `expected the known layouts at s3://${bucket}/${layoutsKey}, got ${toOneLine(String(error))}; ` +
        'deploy the stack again to restore them',
    );
  }
}
