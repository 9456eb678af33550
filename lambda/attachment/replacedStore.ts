import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { BehaviorChange } from '../../core/aws/distribution/attachmentPlan.ts';
import { replacedKey } from '../../core/lake/keys.ts';

/** ARNs of the previous log configurations, by behavior. */
export type Replaced = ReadonlyMap<string, string>;

/** Stores replaced log configurations in the lake's bucket, so that they can be restored. */
export class ReplacedStore {
  readonly #s3: Pick<S3Client, 'send'>;
  readonly #bucket: string;

  constructor(s3: Pick<S3Client, 'send'>, bucket: string) {
    this.#s3 = s3;
    this.#bucket = bucket;
  }

  /** Reads the replaced log configurations of a distribution; empty if nothing was replaced. */
  async read(distributionId: string, signal: AbortSignal): Promise<Replaced> {
    try {
      const { Body } = await this.#s3.send(
        new GetObjectCommand({ Bucket: this.#bucket, Key: replacedKey(distributionId) }),
        { abortSignal: signal },
      );
      return new Map(Object.entries(JSON.parse((await Body?.transformToString()) ?? '{}')));
    } catch (error) {
      if (error instanceof NoSuchKey || (error instanceof Error && error.name === 'NoSuchKey'))
        return new Map();
      throw error;
    }
  }

  /** Stores the replaced log configurations of a distribution; deletes the note if the list is empty. */
  async write(distributionId: string, replaced: Replaced, signal: AbortSignal): Promise<void> {
    const object = { Bucket: this.#bucket, Key: replacedKey(distributionId) };
    await this.#s3.send(
      replaced.size === 0
        ? new DeleteObjectCommand(object)
        : new PutObjectCommand({
            ...object,
            Body: `${JSON.stringify(Object.fromEntries(replaced), null, 2)}\n`,
            ContentType: 'application/json',
          }),
      { abortSignal: signal },
    );
  }
}

/**
 * Returns the replaced log configurations after changes. A log configuration that ours replaces is added; one that was
 * restored or no longer exists is removed.
 *
 * @param ours ARNs of our log configurations
 */
export function applyChanges(
  replaced: Replaced,
  changes: readonly BehaviorChange[],
  ours: readonly string[],
): Replaced {
  const result = new Map(replaced);
  for (const { behavior, from, to } of changes) {
    const isTaken = to !== undefined && ours.includes(to);
    if (isTaken && from !== undefined && ours.includes(from)) continue;
    if (isTaken && from !== undefined) result.set(behavior, from);
    else result.delete(behavior);
  }
  return result;
}
