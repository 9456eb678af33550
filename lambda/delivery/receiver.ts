import { gzipSync } from 'node:zlib';
import { readBulkAnswer } from '../../core/destinations/bulkAnswer.ts';
import type { Deliverable } from '../../core/destinations/deliverable.ts';
import type { DeliverySettings } from '../../core/destinations/deliverySettings.ts';
import { requestBody } from '../../core/destinations/requestBodies.ts';
import { answerText } from '../http/answerText.ts';
import { type Answer, post, type Signer } from '../http/post.ts';

/** A document that the receiver rejected permanently. */
export interface Refused {
  readonly document: Deliverable;
  readonly reason: string;
}

/** How requests are authorized. */
export interface Authorization {
  /** Returns the headers of each request, which are read when needed. */
  readonly headers: (signal: AbortSignal) => Promise<Readonly<Record<string, string>>>;
  /** Called if the receiver denied a request, so that headers are read again for the next request. */
  readonly onDenied: () => void;
  readonly sign?: Signer | undefined;
}

/** How often documents that were not accepted in a bulk request are sent again before the batch fails. */
const bulkAttempts = 4;

const firstPause = 500;

/** Timeout of a receiver's response, in milliseconds. */
const longestAnswerTime = 30_000;

/** Sends documents to the receiver of a destination. */
export class Receiver {
  readonly #settings: DeliverySettings;
  readonly #authorization: Authorization;
  readonly #pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly #timeout: number;

  /** @param timeout timeout of a response, in milliseconds */
  constructor(
    settings: DeliverySettings,
    authorization: Authorization,
    pause: (milliseconds: number, signal: AbortSignal) => Promise<void>,
    timeout = longestAnswerTime,
  ) {
    this.#settings = settings;
    this.#authorization = authorization;
    this.#pause = pause;
    this.#timeout = timeout;
  }

  /**
   * Sends documents in one request, or in smaller ones if it is too large for the receiver.
   *
   * @returns documents that the receiver rejected permanently
   * @throws Error if the receiver didn't accept other documents, so that the batch is delivered again later
   */
  async send(documents: readonly Deliverable[], signal: AbortSignal): Promise<Refused[]> {
    const refused: Refused[] = [];
    let left = documents;
    for (let attempt = 1; left.length > 0; attempt++) {
      const answer = await this.#post(left, signal);
      if (answer.status === 413) return [...refused, ...(await this.#sendHalves(left, signal))];
      if (answer.status < 200 || answer.status >= 300) throw this.#error(answer);
      if (!this.#settings.receiver.startsWith('opensearch')) return refused;
      const outcome = readBulkAnswer(answer.body.toString(), left.length);
      for (const { place, reason } of outcome.refused) refused.push({ document: left[place], reason });
      const sent = left;
      left = outcome.again.map((place) => sent[place]);
      if (left.length === 0) break;
      if (attempt === bulkAttempts) {
        throw new Error(
          `expected ${this.#host()} to accept all documents, got ${left.length} that it rejected because of load`,
        );
      }
      await this.#pause(firstPause * 2 ** (attempt - 1), signal);
    }
    return refused;
  }

  async #sendHalves(documents: readonly Deliverable[], signal: AbortSignal): Promise<Refused[]> {
    if (documents.length === 1) return [{ document: documents[0], reason: 'status 413: too large' }];
    const middle = Math.ceil(documents.length / 2);
    return [
      ...(await this.send(documents.slice(0, middle), signal)),
      ...(await this.send(documents.slice(middle), signal)),
    ];
  }

  async #post(documents: readonly Deliverable[], signal: AbortSignal): Promise<Answer> {
    const { contentType, body } = requestBody(documents, this.#settings);
    const { headers, sign, onDenied } = this.#authorization;
    const request = {
      url: this.#settings.url,
      headers: { 'content-type': contentType, 'content-encoding': 'gzip', ...(await headers(signal)) },
      body: gzipSync(body, { level: 1 }),
    };
    // Documents with IDs may be sent twice. Others are delivered at least once.
    const answer = await post(request, { signal, sign, isRepeatable: true, timeout: this.#timeout });
    if (answer.status === 401 || answer.status === 403) onDenied();
    return answer;
  }

  #error({ status, body }: Answer): Error {
    return new Error(
      `expected ${this.#host()} to accept the documents, got status ${status}: ${answerText(body)}`,
    );
  }

  #host(): string {
    return new URL(this.#settings.url).host;
  }
}
