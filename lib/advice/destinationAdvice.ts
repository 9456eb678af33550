import { destinationCost } from '../../core/sizing/destinationCost.ts';
import { pricesAsOf } from '../../core/sizing/prices.ts';
import { estimateShards } from '../../core/sizing/shards.ts';
import { isDirect } from '../settings/destinationOptions.ts';
import type { PipelineSettings } from '../settings/pipelineSettings.ts';
import { type Advice, info, warning } from './advice.ts';

/**
 * Number of readers that a shard serves without delay: each reads about once a second (Kinesis developer
 * guide, 'Quotas and limits', November 2026).
 */
const readersWithoutWaiting = 2;

export function onDestinations(settings: PipelineSettings): Advice[] {
  const { destinations } = settings;
  if (destinations.length === 0) return [];
  const sharing = destinations.filter((one) => !('enhancedFanOut' in one && one.enhancedFanOut));
  const readers = sharing.length + 1;
  const advice = [...priceOfDestinations(settings), ...startOfDestinations(settings)];
  if (readers <= readersWithoutWaiting) return advice;
  const shared =
    'a shard allows five reads and 2 MB a second for all of them together, so each may fall behind';
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

/** What a new reader of the stream begins with, because a change of `via` makes one. */
function startOfDestinations({ destinations, streamRetentionHours }: PipelineSettings): Advice[] {
  const names = (chosen: PipelineSettings['destinations']) => chosen.map(({ name }) => name).join(', ');
  const direct = destinations.filter(isDirect);
  const byFirehose = destinations.filter((destination) => !isDirect(destination));
  return [
    ...(byFirehose.length > 0
      ? [
          info(
            'firehose-start',
            `destinations: when the delivery stream of ${names(byFirehose)} is created (also by another type or vpc, or if via was ` +
              'direct), it begins with the records that arrive from then on; earlier ones are only in the lake',
          ),
        ]
      : []),
    ...(direct.length > 0
      ? [
          info(
            'direct-start',
            `destinations: when the mapping of ${names(direct)} is created (also if via was firehose or enhancedFanOut changes), it ` +
              `begins with the oldest record of the stream, so records of the last ${streamRetentionHours} hours may be ` +
              'delivered again',
          ),
        ]
      : []),
  ];
}
