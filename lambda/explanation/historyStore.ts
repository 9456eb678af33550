import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import {
  type BegunExplanation,
  beginExplanation,
  type ExplanationLimits,
  parseHistory,
} from '../../core/insight/alarms/explanationHistory.ts';
import { explanationsKey } from '../../core/lake/keys.ts';

/** Attempts to add to the history while another invocation changes it. */
const attempts = 5;

/** Errors of a conditional put that conflicts with another put (S3 API reference, PutObject, November 2026). */
const overtaken = ['PreconditionFailed', 'ConditionalRequestConflict'];

/**
 * Records the start of an explanation in the lake, so that all invocations together stay within the limits.
 *
 * @returns the reason why the explanation may not start; undefined if it may
 */
export async function recordExplanation(
  s3: Pick<S3Client, 'send'>,
  bucket: string,
  next: BegunExplanation,
  limits: ExplanationLimits,
): Promise<string | undefined> {
  for (let attempt = 1; ; attempt++) {
    const { history, condition } = await readHistory(s3, bucket);
    const changed = beginExplanation(history, next, limits);
    if (typeof changed === 'string') return changed;
    try {
      await s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: explanationsKey,
          Body: JSON.stringify(changed),
          ContentType: 'application/json',
          ...condition,
        }),
      );
      return undefined;
    } catch (error) {
      if (!(error instanceof Error) || !overtaken.includes(error.name) || attempt === attempts) throw error;
    }
  }
}

async function readHistory(s3: Pick<S3Client, 'send'>, bucket: string) {
  try {
    const { Body, ETag } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: explanationsKey }));
    const history = parseHistory((await Body?.transformToString()) ?? '');
    return { history, condition: ETag === undefined ? {} : { IfMatch: ETag } };
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'NoSuchKey') throw error;
    return { history: [], condition: { IfNoneMatch: '*' } };
  }
}
