import { reshardingSteps } from '../../core/sizing/resharding.ts';
import { ConfigurationError } from './configurationError.ts';

/** What decides whether the shards of a stream can be changed in one deployment. */
export interface Resharding {
  readonly presentShards: number | undefined;
  readonly shards: number;
  readonly requestsPerSecond: number;
}

/**
 * Refuses a number of shards that Kinesis can't reach in one step, and names the steps.
 *
 * @throws ConfigurationError with the shards of each step and the option that gives them
 */
export function rejectTooFar({ presentShards, shards, requestsPerSecond }: Resharding): void {
  if (presentShards === undefined) return;
  const steps = reshardingSteps(presentShards, shards);
  if (steps.length <= 1) return;
  const first = Math.floor((requestsPerSecond * steps[0]) / shards);
  throw new ConfigurationError(
    'presentShards',
    `expected a change that Kinesis makes in one step (it at most doubles or halves the shards), got ${presentShards} ` +
      `to ${shards}; deploy in steps of ${steps.join(', ')} shards, first with requestsPerSecond=${first}, each with ` +
      'the presentShards of the step before',
  );
}
