import type { AthenaCalls } from '../../core/aws/athena/athenaCalls.ts';
import { mergeFields } from '../../core/layouts/layout.ts';
import { identityField } from '../../core/records/recordTable.ts';
import type { Clock } from '../stream/clock.ts';
import type { PipelineStream } from '../stream/streamSource.ts';
import { findFirst, type Search } from './findFirst.ts';
import type { FoundRequest } from './foundRequest.ts';
import { searchedHours } from './searchedHours.ts';
import { type LakeSearchProgress, searchLake } from './searchLake.ts';
import { searchedTime, searchStream } from './searchStream.ts';

/** Input of a search. */
export interface RequestSearch {
  readonly athena: AthenaCalls;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly pipeline: Pick<PipelineStream, 'kinesis' | 'streamName' | 'layouts' | 'policy'>;
  /** The request's x-amz-cf-id, which must be validated. */
  readonly requestId: string;
  /** Approximate time of the request in epoch milliseconds. Default: the last day is searched. */
  readonly around: number | undefined;
  /** Called with the progress and the total number of hours. */
  readonly onProgress: (progress: LakeSearchProgress, hours: number) => void;
}

/** The result of a search. */
export interface SearchOutcome {
  readonly request: FoundRequest | undefined;
  /** Arrival hours to search, in hours since the epoch, in the order of the search. */
  readonly hours: readonly number[];
  readonly lake: LakeSearchProgress;
}

/**
 * Searches the lake hour by hour and, if the request may be recent, the last minutes of the stream.
 *
 * @throws Error if request IDs aren't logged, or if nothing was found and a search failed
 */
export async function findRequest(search: RequestSearch): Promise<SearchOutcome> {
  const { pipeline, requestId, around, clock, signal, athena, onProgress } = search;
  const fields = mergeFields(pipeline.layouts.layouts.map((layout) => layout.fields));
  if (!fields.includes(identityField)) {
    throw new Error(
      `expected the field ${identityField} to be logged, got ${fields.length} fields without it; ` +
        'add it to the option fields and deploy, so that later requests can be found',
    );
  }
  const now = clock.now();
  const hours = searchedHours(now, around);
  const lake: LakeSearchProgress = { hours: 0, scannedBytes: 0 };
  const inLake: Search<FoundRequest> = (either) =>
    searchLake({
      calls: athena,
      sleep: (milliseconds, either) => clock.sleep(milliseconds, either),
      signal: either,
      requestId,
      hours,
      fields,
      progress: lake,
      onProgress: () => onProgress(lake, hours.length),
    });
  const inStream: Search<FoundRequest> = (either) =>
    searchStream({ ...pipeline, requestId, clock, signal: either });
  const isYoung = around === undefined || around > now - 2 * searchedTime;
  const request = await findFirst(isYoung ? [inLake, inStream] : [inLake], signal);
  return { request, hours, lake };
}
