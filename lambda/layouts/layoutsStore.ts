import { setTimeout as sleep } from 'node:timers/promises';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { layoutsKey } from '../../core/lake/keys.ts';
import type { Layout } from '../../core/layouts/layout.ts';
import { parseLayouts, printLayouts } from '../../core/layouts/layoutsDocument.ts';

/** Tries to change the layouts while others change them, too. */
const attempts = 10;
const longestPause = 2_000;

/** Why a put on a condition fails while others put (S3 API reference, PutObject, November 2026). */
const overtaken = ['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey'];

/** The layouts as they stand in the lake. */
interface StoredLayouts {
  readonly layouts: readonly Layout[];
  /** Undefined where the object does not exist. */
  readonly entityTag: string | undefined;
  /** Milliseconds since 1970; undefined where the object does not exist. */
  readonly lastModified: number | undefined;
}

/** What became of the layouts. */
export interface LayoutsChange {
  readonly layouts: readonly Layout[];
  /** Milliseconds since 1970 at which the layouts that were there became others; undefined where there were none. */
  readonly changedAt: number | undefined;
}

/** Changes `config/layouts.json` so that no change of another deployment is lost. */
export class LayoutsStore {
  readonly #s3: S3Client;
  readonly #bucket: string;

  constructor(s3: S3Client, bucket: string) {
    this.#s3 = s3;
    this.#bucket = bucket;
  }

  /**
   * Reads the layouts, changes them and puts them, on the condition that they are still those that were read; else
   * all of it again.
   *
   * @param change from the layouts to those to be kept; nothing is put where it returns what it got
   */
  async change(
    change: (layouts: readonly Layout[]) => readonly Layout[],
    signal: AbortSignal,
  ): Promise<LayoutsChange> {
    for (let attempt = 1; ; attempt++) {
      const stored = await this.#read(signal);
      const layouts = change(stored.layouts);
      if (layouts === stored.layouts && stored.entityTag !== undefined) {
        return { layouts, changedAt: stored.lastModified };
      }
      try {
        await this.#put(layouts, stored.entityTag, signal);
        return { layouts, changedAt: stored.entityTag === undefined ? undefined : Date.now() };
      } catch (error) {
        if (!(error instanceof Error) || !overtaken.includes(error.name) || attempt === attempts) throw error;
        await sleep(Math.random() * longestPause, undefined, { signal });
      }
    }
  }

  async #read(signal: AbortSignal): Promise<StoredLayouts> {
    try {
      const { Body, ETag, LastModified } = await this.#s3.send(
        new GetObjectCommand({ Bucket: this.#bucket, Key: layoutsKey }),
        { abortSignal: signal },
      );
      const text = (await Body?.transformToString()) ?? '';
      return { layouts: parseLayouts(text), entityTag: ETag, lastModified: LastModified?.getTime() };
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'NoSuchKey') throw error;
      return { layouts: [], entityTag: undefined, lastModified: undefined };
    }
  }

  async #put(layouts: readonly Layout[], entityTag: string | undefined, signal: AbortSignal): Promise<void> {
    const condition = entityTag === undefined ? { IfNoneMatch: '*' } : { IfMatch: entityTag };
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
