/** Maximum number of changes of a stream's shard count in 24 hours (Kinesis API reference, UpdateShardCount, November 2026). */
export const reshardingsPerDay = 10;

/**
 * Returns the steps from one number of shards to another. The last step is the target. A change at most doubles or
 * halves the number (Kinesis API reference, UpdateShardCount, November 2026).
 */
export function reshardingSteps(from: number, to: number): number[] {
  const steps: number[] = [];
  for (let shards = from; shards !== to; ) {
    shards = shards < to ? Math.min(to, shards * 2) : Math.max(to, Math.ceil(shards / 2));
    steps.push(shards);
  }
  return steps;
}
