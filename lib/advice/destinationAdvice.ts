import { destinationCost } from '../../core/sizing/destinationCost.ts';
import { pricesAsOf } from '../../core/sizing/prices.ts';
import { estimateShards } from '../../core/sizing/shards.ts';
import { isDirect } from '../settings/destinationOptions.ts';
import type { PipelineSettings } from '../settings/pipelineSettings.ts';
import { type Advice, info, warning } from './advice.ts';

/**
 * Number of readers that a shard can serve without delay if each reads about once a second (Kinesis developer
 * guide, 'Quotas and limits', November 2026).
 */
const readersWithoutWaiting = 2;

/** Advice about the price of destinations, the records they start with, and too many readers of the stream. */
export function adviseOnDestinations(settings: PipelineSettings): Advice[] {
  const { destinations } = settings;
  if (destinations.length === 0) return [];
  const sharing = destinations.filter((one) => !('enhancedFanOut' in one && one.enhancedFanOut));
  const readers = sharing.length + 1;
  const advice = [...priceOfDestinations(settings), ...startOfDestinations(settings)];
  if (readers <= readersWithoutWaiting) return advice;
  const shared =
    'a shard allows five reads and 2 MB per second for all readers together, so each may fall behind';
  return [
    ...advice,
    warning(
      'readers',
      `destinations: ${readers} readers share the stream, including the consumer; ${shared}`,
    ),
  ];
}

function priceOfDestinations(settings: PipelineSettings): Advice[] {
  const { destinations, requestsPerSecond, samplingRate } = settings;
  const { direct, enhancedFanOut, firehose } = destinationCost({
    ...settings,
    recordsPerSecond: (requestsPerSecond * samplingRate) / 100,
    shards: estimateShards(settings).shards,
  });
  const dollars = (amount: number) => `$${amount.toFixed(2)}`;
  const at = `at ${requestsPerSecond} requests/s (us-east-1, ${pricesAsOf})`;
  const fanOut = destinations.some((one) => 'enhancedFanOut' in one && one.enhancedFanOut)
    ? `, ${dollars(enhancedFanOut)} more with enhanced fan-out`
    : '';
  return [
    ...(destinations.some((one) => !isDirect(one))
      ? [
          info(
            'destination-price',
            `destinations: Amazon Data Firehose costs about ${dollars(firehose)} a month for each ${at}, because it bills each ` +
              `record rounded up to 5 KB; direct delivery costs about ${dollars(direct)}`,
          ),
        ]
      : []),
    ...(destinations.some(isDirect)
      ? [
          info(
            'direct-price',
            `destinations: direct delivery costs about ${dollars(direct)} a month for each ${at}${fanOut}; Firehose costs about ` +
              `${dollars(firehose)}`,
          ),
        ]
      : []),
  ];
}

/** Says which record a new reader of the stream starts with: a change of `via` creates a new reader. */
function startOfDestinations({ destinations, streamRetentionHours }: PipelineSettings): Advice[] {
  const names = (chosen: PipelineSettings['destinations']) => chosen.map(({ name }) => name).join(', ');
  const direct = destinations.filter(isDirect);
  const byFirehose = destinations.filter((destination) => !isDirect(destination));
  return [
    ...(byFirehose.length > 0
      ? [
          info(
            'firehose-start',
            `destinations: a new delivery stream of ${names(byFirehose)} delivers only records that arrive after its creation; earlier ` +
              'records are only in the lake. Changing type or vpc, or via from direct, creates a new delivery stream',
          ),
        ]
      : []),
    ...(direct.length > 0
      ? [
          info(
            'direct-start',
            `destinations: a new event source mapping of ${names(direct)} starts with the oldest record of the stream, so records of ` +
              `the last ${streamRetentionHours} hours may be delivered again. Changing enhancedFanOut, or via from firehose, ` +
              'creates a new mapping',
          ),
        ]
      : []),
  ];
}
