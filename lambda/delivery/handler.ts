import { setTimeout as sleep } from 'node:timers/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Context, KinesisStreamEvent } from 'aws-lambda';
import type { Deliverable } from '../../core/destinations/deliverable.ts';
import type { Delivery } from '../../core/destinations/delivery.ts';
import { DeliveryReader, type ReadDocuments } from '../../core/destinations/deliveryReader.ts';
import type { DeliverySettings } from '../../core/destinations/deliverySettings.ts';
import { splitIntoRequests } from '../../core/destinations/requestBodies.ts';
import { GrowingLayouts } from '../../core/layouts/layoutSource.ts';
import { layoutsInUse } from '../../core/layouts/layoutTimes.ts';
import { readEvent } from '../../core/records/event.ts';
import { RecordBatch } from '../../core/records/recordBatch.ts';
import { readLayouts } from '../lake/readLayouts.ts';
import type { PolicySource } from '../sensitivity/policySource.ts';
import { type Authorization, Receiver, type Refused } from './receiver.ts';
import { storeRefused } from './storeRefused.ts';

/** Milliseconds before the function's deadline at which requests are stopped. */
const stopBeforeDeadline = 2_000;

/** First and longest pause before a request that the receiver didn't accept is sent again, in milliseconds. */
const firstPause = 1_000;
const longestPause = 15_000;

/** Delivers batches of the stream to a destination. Lambda ignores the result; replays and tests read it. */
export type DeliveryHandler = (
  event: KinesisStreamEvent,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
) => Promise<Delivery>;

/** The clock of a handler. */
export interface DeliveryClock {
  now(): number;
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
}

const systemClock: DeliveryClock = {
  now: Date.now,
  pause: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
};

/**
 * Creates the handler. It sends a batch's documents to the receiver. A request that the receiver doesn't accept is
 * repeated until the invocation has lasted for `failureSeconds`. Then the batch fails completely,
 * and Lambda delivers it again. Documents that the receiver rejects permanently are stored in the failure bucket.
 * Lines that can't be read are skipped, because the consumer stores them in quarantine.
 */
export function createHandler(
  settings: DeliverySettings,
  s3: S3Client,
  authorization: Authorization,
  policySource: PolicySource,
  clock = systemClock,
): DeliveryHandler {
  const layouts = new GrowingLayouts((signal) => readLayouts(s3, settings.lakeBucket, signal));
  const batch = new RecordBatch();
  const receiver = new Receiver(settings, authorization, clock.pause);
  let reader: DeliveryReader | undefined;

  return async (event, context) => {
    const failAt = clock.now() + settings.failureSeconds * 1000;
    const stop = new AbortController();
    const deadline = setTimeout(
      () => stop.abort(new Error('stopped before the deadline of the function')),
      Math.max(0, context.getRemainingTimeInMillis() - stopBeforeDeadline),
    );
    try {
      readEvent(event, batch);
      const { documents, unreadable } = await readDocuments(stop.signal);
      if (unreadable > 0)
        console.warn(`${unreadable} lines match no known layout; the consumer stores them in quarantine.`);
      const refused: Refused[] = [];
      for (const request of splitIntoRequests(documents, settings.format)) {
        for (const one of await sendUntil(failAt, request, stop.signal)) refused.push(one);
      }
      if (refused.length > 0)
        console.warn(
          `${refused.length} documents were rejected permanently and stored in the failure bucket: ${refused[0].reason}`,
        );
      const place = {
        bucket: settings.failureBucket,
        destination: settings.destination,
        shardId: batch.shardId,
      };
      await storeRefused(s3, { ...place, sequenceNumber: batch.sequenceNumbers[0] }, refused, stop.signal);
      return { delivered: documents.length - refused.length, refused: refused.length, unreadable };
    } finally {
      clearTimeout(deadline);
    }
  };

  async function sendUntil(
    failAt: number,
    documents: readonly Deliverable[],
    signal: AbortSignal,
  ): Promise<Refused[]> {
    for (let pause = firstPause; ; pause = Math.min(longestPause, pause * 2)) {
      try {
        return await receiver.send(documents, signal);
      } catch (error) {
        const left = failAt - clock.now();
        if (left <= 0 || signal.aborted) throw error;
        await clock.pause(Math.min(left, pause), signal);
      }
    }
  }

  async function readDocuments(signal: AbortSignal): Promise<ReadDocuments> {
    reader ??= await newReader(signal);
    const read = reader.read(batch);
    if (!read.ofUnknownLayout || !(await layouts.refresh(Date.now(), signal))) return read;
    reader = await newReader(signal);
    return reader.read(batch);
  }

  async function newReader(signal: AbortSignal): Promise<DeliveryReader> {
    const policy = await policySource.read(signal);
    await layouts.refresh(Date.now(), signal);
    return new DeliveryReader(layoutsInUse(layouts.layouts, Date.now()), policy, settings.format);
  }
}
