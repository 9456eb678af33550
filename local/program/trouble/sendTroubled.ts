import { sendRecords } from '../../../emulator/traffic.ts';
import { waitForStop } from '../../../terminal/stopping.ts';
import { groupByMinute } from './minutes.ts';
import type { Trouble, TroubleInput } from './trouble.ts';
import type { TroubledPipeline } from './troubledPipeline.ts';

/** Records per second and shard: half of a shard's limit, so that only a hot shard rejects records. */
const usualRate = 500;

/**
 * Sends records while troubles are active, minute by minute of their timestamps, with the pipeline's clock
 * set to each minute.
 *
 * @returns the sent records
 * @throws Error if the signal is aborted
 */
export async function sendTroubled(
  troubled: TroubledPipeline,
  troubles: readonly Trouble[],
  input: TroubleInput,
  signal: AbortSignal,
): Promise<readonly string[]> {
  let records = input.records;
  for (const { change } of troubles) records = change?.({ ...input, records }) ?? records;
  const { pipeline, clock, shards } = troubled;
  const minutes = groupByMinute(records, input.fields.indexOf('timestamp'));
  const isHot = troubles.some(({ hotShard }) => hotShard);
  // A shard only becomes hot if all records are sent at full speed.
  const sendings = isHot ? [{ start: minutes.at(-1)?.start ?? 0, records }] : minutes;
  for (const minute of sendings) {
    const size = isHot ? records.length : shards * usualRate;
    for (let first = 0; first < minute.records.length; first += size) {
      clock.set((minute.start + 30 + first / size) * 1000);
      await sendRecords(minute.records.slice(first, first + size), {
        kinesis: pipeline.kinesis,
        streamName: pipeline.streamName,
        partitionKey: isHot ? 'hot' : undefined,
        signal,
      });
    }
    await Promise.race([pipeline.drain(), waitForStop(signal)]);
    if (signal.aborted) throw new Error('Stopped before everything was processed.');
    // The mapping's counts become metrics of this minute.
    pipeline.endpoints.hooks.beforeReading?.();
  }
  return records;
}
