import { failurePrefix, functionOfFailure, parseFailureObject } from '../../core/aws/failureObject.ts';
import type { Delivery } from '../../core/destinations/delivery.ts';
import { errorSentence } from '../../terminal/errorSentence.ts';
import { type Invoked, readInvoked } from '../destination/invokeFunction.ts';
import { Marks } from './marks.ts';
import { emptyTally, type ReplayTally } from './replayReport.ts';
import type { ListedObject, S3Objects } from './s3Objects.ts';

/** Input of a replay to a destination. */
export interface DestinationReplay {
  /** The lake, which contains the marks of replayed objects. */
  readonly lake: S3Objects;
  /** The bucket with failed batches of direct deliveries. */
  readonly failures: S3Objects;
  /** Name of the destination's function. */
  readonly functionName: string;
  /** Invokes the function with an event. */
  readonly invoke: (event: string) => Promise<Invoked>;
  /** Whether to read everything and deliver nothing. */
  readonly dryRun: boolean;
  /** Called with the number of processed objects, and of all found objects. */
  readonly onProgress: (done: number, found: number) => void;
  /** Ends the replay after the current object. */
  readonly signal: AbortSignal;
}

/**
 * Delivers the failed batches of a destination with direct delivery again, by invoking its function. Delivered batches are
 * marked, so that a repeated replay continues where an earlier one stopped.
 *
 * @param tally updated during the replay
 */
export async function replayDestination(
  replay: DestinationReplay,
  tally: ReplayTally = emptyTally(),
): Promise<ReplayTally> {
  const { lake, failures, signal, onProgress } = replay;
  const marks = await Marks.find(lake, failurePrefix);
  const objects = await failures.list(failurePrefix);
  for (const [index, object] of objects.entries()) {
    onProgress(index, objects.length);
    signal.throwIfAborted();
    await replayObject(object, replay, marks, tally);
  }
  return tally;
}

async function replayObject(
  { key, lastModified }: ListedObject,
  { failures, functionName, invoke, dryRun }: DestinationReplay,
  marks: Marks,
  tally: ReplayTally,
): Promise<void> {
  const text = (await failures.get(key)).toString();
  try {
    // The bucket contains the batches of all destinations.
    if (functionOfFailure(text) !== functionName) return;
    tally.found++;
    if (marks.has(key)) {
      tally.before++;
      return;
    }
    const events = parseFailureObject(text);
    const records = events.reduce((sum, event) => sum + event.Records.length, 0);
    let [rows, unreadable] = [0, 0];
    for (const event of dryRun ? [] : events) {
      const delivery = readInvoked<Delivery>(await invoke(JSON.stringify(event)));
      rows += delivery.delivered;
      unreadable += delivery.unreadable + delivery.refused;
    }
    if (!dryRun) await marks.put(key, { lastModified, layouts: '', records, rows, unreadable });
    tally.replayed++;
    tally.records += records;
    tally.rows += rows;
    tally.unreadable += unreadable;
  } catch (error) {
    tally.failures.push({ key, reason: errorSentence(error) });
  }
}
