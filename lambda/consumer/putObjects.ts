import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { lateMarkOf } from '../../core/lake/compaction/lateMarks.ts';
import type { LakeObject } from '../../core/lake/lakeObject.ts';
import { toOneLine } from '../../core/oneLine.ts';

/**
 * Puts objects into the lake, and waits until every put has ended, successfully or not: none is in progress
 * afterwards.
 *
 * @throws Error that names the objects that couldn't be put, so that the entire batch is retried
 */
export async function putObjects(
  s3: S3Client,
  bucket: string,
  objects: readonly LakeObject[],
  signal: AbortSignal,
): Promise<void> {
  const puts = objects.map(({ key, body, contentType }) => {
    const command = new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: contentType });
    return s3.send(command, { abortSignal: signal });
  });
  const outcomes = await Promise.allSettled(puts);
  const failures = outcomes.flatMap((outcome, index) =>
    outcome.status === 'rejected' ? [`${objects[index]?.key} (${toOneLine(String(outcome.reason))})`] : [],
  );
  if (failures.length === 0) return;
  throw new Error(
    `expected all ${objects.length} objects to be put into s3://${bucket}, got failures of ${failures.join(', ')}; ` +
      'the batch is retried',
  );
}

/**
 * Puts the marks for objects that were put late, so that the compaction merges their hours again. Put marks after the
 * objects, and before the batch is reported as done.
 *
 * @param now epoch milliseconds
 */
export async function putLateMarks(
  s3: S3Client,
  bucket: string,
  objects: readonly LakeObject[],
  signal: AbortSignal,
  now: number,
): Promise<void> {
  const marks = objects.flatMap(({ key }) => lateMarkOf(key, now) ?? []);
  const empty = { body: Buffer.alloc(0), contentType: 'application/octet-stream', records: 0 };
  if (marks.length === 0) return;
  await putObjects(
    s3,
    bucket,
    marks.map((key) => ({ key, ...empty })),
    signal,
  );
}
