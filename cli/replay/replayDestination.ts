import { failurePrefix, functionOfFailure, parseFailureObject } from '../../core/aws/failureObject.ts';
import type { Delivery } from '../../core/destinations/delivery.ts';
import { sentence } from '../../terminal/sentence.ts';
import { type Invoked, readInvoked } from '../destination/invokeFunction.ts';
import { Marks } from './marks.ts';
import { emptyTally, type ReplayTally } from './replayReport.ts';
import type { ListedObject, S3Objects } from './s3Objects.ts';

/** What is delivered again, and how. */
export interface DestinationReplay {
  /** The lake, which has the marks of what was replayed. */
  readonly lake: S3Objects;
  /** The bucket of what direct deliveries gave up. */
  readonly failures: S3Objects;
  /** Name of the function of the destination. */
  readonly functionName: string;
  /** Invokes the function with an event. */
  readonly invoke: (event: string) => Promise<Invoked>;
  /** Whether everything is looked at and nothing delivered. */
  readonly dryRun: boolean;
  /** Receives how many of the objects found have been dealt with. */
  readonly onProgress: (done: number, found: number) => void;
  /** Ends the replay between two objects. */
  readonly signal: AbortSignal;
}

/**
 * Delivers the batches again that the direct delivery of a destination gave up: its function is invoked with each of
 * them. What was delivered is marked, so that a repetition goes on where a replay stopped.
 *
 * @param tally is filled as the replay goes on
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
    // The bucket has the batches of all destinations.
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
    tally.failures.push({ key, reason: sentence(error) });
  }
}
