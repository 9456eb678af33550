import { reshardingSteps } from '../../core/sizing/resharding.ts';
import { ConfigurationError } from './configurationError.ts';

/** The current and the new number of shards of a stream, and the traffic that the new number is for. */
export interface Resharding {
  readonly currentShards: number | undefined;
  readonly shards: number;
  readonly requestsPerSecond: number;
}

/**
 * Rejects a change of the number of shards that Kinesis can't make in one step.
 *
 * @throws ConfigurationError with the number of shards in each step, and the options for the first step
 */
export function rejectTooFar({ currentShards, shards, requestsPerSecond }: Resharding): void {
  if (currentShards === undefined) return;
  const steps = reshardingSteps(currentShards, shards);
  if (steps.length <= 1) return;
  const first = Math.floor((requestsPerSecond * steps[0]) / shards);
  throw new ConfigurationError(
    'currentShards',
    `expected a change that Kinesis can make in one step (at most double or half the shards), got ${currentShards} to ` +
      `${shards} shards; deploy in steps of ${steps.join(', ')} shards, first with requestsPerSecond=${first}, and set ` +
      'currentShards to the current number of shards before each step',
  );
}
