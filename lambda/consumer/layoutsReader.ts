import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { layoutsKey } from '../../core/lake/keys.ts';
import type { Layout } from '../../core/layouts/layout.ts';
import { parseLayouts } from '../../core/layouts/layoutsDocument.ts';
import { oneLine } from '../../core/oneLine.ts';

/** Milliseconds between two readings for records that fit no layout. */
const shortestInterval = 60_000;

/**
 * Reads the known layouts from the lake: at start, and again, at most once a minute, when records fit none. The
 * reading at start does not count: a layout may have been registered right after it.
 */
export class LayoutsReader {
  readonly #s3: S3Client;
  readonly #bucket: string;
  #text = '';
  #layouts: readonly Layout[] = [];
  #readAgainAt = Number.NEGATIVE_INFINITY;

  constructor(s3: S3Client, bucket: string) {
    this.#s3 = s3;
    this.#bucket = bucket;
  }

  /** The known layouts as last read. */
  get layouts(): readonly Layout[] {
    return this.#layouts;
  }

  /**
   * Reads the layouts, unless they were read again less than a minute ago. Those known stay where the reading
   * fails.
   *
   * @param now milliseconds since 1970
   * @returns whether they are others than before
   * @throws Error where they cannot be read and never were
   */
  async refresh(now: number, signal: AbortSignal): Promise<boolean> {
    if (now - this.#readAgainAt < shortestInterval) return false;
    const known = this.#layouts.length > 0;
    if (known) this.#readAgainAt = now;
    try {
      const text = await this.#get(signal);
      if (text === this.#text) return false;
      this.#layouts = parseLayouts(text);
      this.#text = text;
      return true;
    } catch (error) {
      if (known) return false;
      throw new Error(
        `expected the known layouts at s3://${this.#bucket}/${layoutsKey}, got ${oneLine(String(error))}; ` +
          'deploying the stack again puts them there',
      );
    }
  }

  async #get(signal: AbortSignal): Promise<string> {
    const command = new GetObjectCommand({ Bucket: this.#bucket, Key: layoutsKey });
    const { Body } = await this.#s3.send(command, { abortSignal: signal });
    return (await Body?.transformToString()) ?? '';
  }
}
