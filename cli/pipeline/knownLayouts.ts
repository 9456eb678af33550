import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { layoutsKey } from '../../core/lake/keys.ts';
import type { Layout } from '../../core/layouts/layout.ts';
import { parseLayouts } from '../../core/layouts/layoutsDocument.ts';

/**
 * Reads the known layouts of a lake.
 *
 * @throws Error if there are no layouts, or if they can't be read
 */
export async function readKnownLayouts(s3: S3Client, lakeBucket: string): Promise<Layout[]> {
  const text = await getText(s3, lakeBucket);
  const layouts = parseLayouts(text);
  if (layouts.length > 0) return layouts;
  throw new Error(`expected a layout at s3://${lakeBucket}/${layoutsKey}, got none; deploy the stack again`);
}

async function getText(s3: S3Client, lakeBucket: string): Promise<string> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: lakeBucket, Key: layoutsKey }));
    return (await Body?.transformToString()) ?? '';
  } catch (error) {
    if (!(error instanceof NoSuchKey)) throw error;
    throw new Error(
      `expected the known layouts at s3://${lakeBucket}/${layoutsKey}, got no such object; deploy the stack again`,
    );
  }
}
