import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { layoutsKey } from '../../core/lake/keys.ts';
import type { Layout } from '../../core/layouts/layout.ts';
import { parseLayouts, printLayouts } from '../../core/layouts/layoutsDocument.ts';

/** Attempts to change the layouts while others change them at the same time. */
const attempts = 10;
const longestPause = 2_000;

/** Errors of a conditional put that conflicts with another put (S3 API reference, PutObject, November 2026). */
const overtaken = ['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey'];

/** Metadata of the object that identifies the request that created it. */
const madeByMetadata = 'made-by';

/** The layouts as they are stored in the lake. */
interface StoredLayouts {
  readonly layouts: readonly Layout[];
  /** Undefined if the object does not exist. */
  readonly entityTag: string | undefined;
  /** Epoch milliseconds; undefined if the object does not exist. */
  readonly lastModified: number | undefined;
  /** The request that created the object; undefined after it was changed. */
  readonly madeBy: string | undefined;
}

/** The result of a change. */
export interface LayoutsChange {
  readonly layouts: readonly Layout[];
  /** Epoch milliseconds at which existing layouts last changed; undefined if there were none. */
  readonly changedAt: number | undefined;
  /** Whether this request created the object, in this invocation or in an earlier attempt of the same request. */
  readonly isFirst: boolean;
}

/** Changes `config/layouts.json` without losing concurrent changes of another deployment. */
export class LayoutsStore {
  readonly #s3: S3Client;
  readonly #bucket: string;

  constructor(s3: S3Client, bucket: string) {
    this.#s3 = s3;
    this.#bucket = bucket;
  }

  /**
   * Reads the layouts, changes them, and puts them on the condition that they didn't change in the meantime. Otherwise,
   * starts again.
   *
   * @param change returns the layouts to store, given the stored ones. Nothing is put if it returns its argument
   * @param request ID of the request, the same for each attempt by Lambda
   */
  async change(
    change: (layouts: readonly Layout[]) => readonly Layout[],
    signal: AbortSignal,
    request = '',
  ): Promise<LayoutsChange> {
    for (let attempt = 1; ; attempt++) {
      const stored = await this.#read(signal);
      const layouts = change(stored.layouts);
      if (layouts === stored.layouts && stored.entityTag !== undefined) {
        const isFirst = request !== '' && stored.madeBy === request;
        return { layouts, changedAt: stored.lastModified, isFirst };
      }
      try {
        await this.#put(layouts, stored.entityTag, request, signal);
        const isFirst = stored.entityTag === undefined;
        return { layouts, changedAt: isFirst ? undefined : Date.now(), isFirst };
      } catch (error) {
        if (!(error instanceof Error) || !overtaken.includes(error.name) || attempt === attempts) throw error;
        await sleep(Math.random() * longestPause, undefined, { signal });
      }
    }
  }

  /** Deletes the object. */
  async remove(signal: AbortSignal): Promise<void> {
    await this.#s3.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: layoutsKey }), {
      abortSignal: signal,
    });
  }

  async #read(signal: AbortSignal): Promise<StoredLayouts> {
    try {
      const { Body, ETag, LastModified, Metadata } = await this.#s3.send(
        new GetObjectCommand({ Bucket: this.#bucket, Key: layoutsKey }),
        { abortSignal: signal },
      );
      const text = (await Body?.transformToString()) ?? '';
      return {
        layouts: parseLayouts(text),
        entityTag: ETag,
        lastModified: LastModified?.getTime(),
        madeBy: Metadata?.[madeByMetadata],
      };
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'NoSuchKey') throw error;
      return { layouts: [], entityTag: undefined, lastModified: undefined, madeBy: undefined };
    }
  }

  async #put(
    layouts: readonly Layout[],
    entityTag: string | undefined,
    request: string,
    signal: AbortSignal,
  ): Promise<void> {
    const condition =
      entityTag === undefined
        ? { IfNoneMatch: '*', Metadata: { [madeByMetadata]: request } }
        : { IfMatch: entityTag };
    await this.#s3.send(
      new PutObjectCommand({
        Bucket: this.#bucket,
        Key: layoutsKey,
        Body: printLayouts(layouts),
        ContentType: 'application/json',
        ...condition,
      }),
      { abortSignal: signal },
    );
  }
}
