import { estimateShards } from '../../core/sizing/shards.ts';
import { isDirect } from '../settings/destinationOptions.ts';
import type { PipelineSettings } from '../settings/pipelineSettings.ts';
import { type Advice, info, warning } from './advice.ts';

/** Concurrent invocations that a new account may have (Lambda developer guide, 'Lambda quotas', November 2026). */
const concurrencyOfNewAccount = 10;

/** Advice about fewer reserved invocations than shards. */
export function adviseOnReservedConcurrency(settings: PipelineSettings): Advice[] {
  const { reservedConcurrency, capacity } = settings;
  if (reservedConcurrency === undefined) return [];
  const { shards } = estimateShards(settings);
  // An on-demand stream starts with four shards (Kinesis developer guide, 'Choose the data stream capacity mode').
  const needed = capacity === 'on-demand' ? Math.max(4, shards) : shards;
  if (reservedConcurrency >= needed) return [];
  return [
    warning(
      'reserved-concurrency',
      `reservedConcurrency: ${needed} shards need ${needed} concurrent invocations of the consumer, and only ` +
        `${reservedConcurrency} are reserved; the other shards wait, and their records arrive late`,
    ),
  ];
}

/** Advice about the number of shards and the concurrent invocations that they need. */
export function adviseOnCapacity(settings: PipelineSettings): Advice[] {
  if (settings.capacity === 'on-demand') return [];
  const { recordsPerSecond, bytesPerSecond, shards } = estimateShards(settings);
  const need = `${recordsPerSecond} records/s of ${settings.recordBytes} bytes (${(bytesPerSecond / 1e6).toFixed(1)} MB/s)`;
  const size: Advice = info(
    'shards',
    `${need} need ${shards} shard${shards === 1 ? '' : 's'}` +
      (settings.currentShards === undefined && shards > 1
        ? '; one deployment can at most double or halve the shards of a deployed stream: set currentShards to its ' +
          'current number of shards, and synth prints the steps'
        : ''),
  );
  const functions = 1 + settings.destinations.filter(isDirect).length;
  const invocations = shards * functions;
  if (invocations <= concurrencyOfNewAccount) return [size];
  const readers = functions === 1 ? '' : ` for the consumer and ${functions - 1} direct destinations`;
  return [
    size,
    warning(
      'concurrency',
      `requestsPerSecond: ${shards} shards need ${invocations} concurrent invocations${readers}, and a new account may have ` +
        `${concurrencyOfNewAccount}; see 'Concurrent executions' of AWS Lambda in Service Quotas`,
    ),
  ];
}
