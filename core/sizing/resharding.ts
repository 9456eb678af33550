/** Changes of a stream's shards in 24 hours (Kinesis API reference, UpdateShardCount, November 2026). */
export const reshardingsADay = 10;

/**
 * Numbers of shards on the way from one to another, the last one being the target: a change at most doubles or
 * halves them (Kinesis API reference, UpdateShardCount, November 2026).
 */
export function reshardingSteps(from: number, to: number): number[] {
  const steps: number[] = [];
  for (let shards = from; shards !== to; ) {
    shards = shards < to ? Math.min(to, shards * 2) : Math.max(to, Math.ceil(shards / 2));
    steps.push(shards);
  }
  return steps;
}
