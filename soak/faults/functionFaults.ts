import type { FaultKind } from './faultKind.ts';

const put = { service: 's3', operations: ['PutObject'] } as const;
const metrics = { service: 'monitoring', operations: ['PutMetricData'] } as const;

/** A memory limit that is too low for a batch, in MB. */
const littleMemory = 100;

/**
 * Duration of a put that takes longer than the invocation, which times out after 4 s in a soak, in
 * milliseconds.
 */
const longPut = 4_500;

/** Limits of the function in a soak. */
export const functionLimits = { timeoutSeconds: 4, memoryMegabytes: 1769, maximumConcurrency: 10 } as const;

/** Faults that kill or suspend the function, or limit its memory. */
export const functionFaults: readonly FaultKind[] = [
  {
    name: 'killed at any moment',
    weight: 4,
    inject: ({ after, kill, random }) => after(random.below(250), kill),
  },
  {
    name: 'killed before a put',
    weight: 2,
    inject: ({ arm, shard, kill }) =>
      arm({ ...put, about: shard, stage: 'before', calls: 1, onFirst: kill, fault: { reset: true } }),
  },
  {
    name: 'killed between a put and its answer',
    weight: 4,
    inject: ({ arm, shard, kill }) => arm({ ...put, about: shard, stage: 'after', calls: 1, onFirst: kill }),
  },
  {
    name: 'killed while a put takes effect later',
    weight: 3,
    inject: ({ arm, shard, kill, random }) =>
      arm({
        ...put,
        about: shard,
        stage: 'before',
        calls: 1,
        onFirst: kill,
        delay: 200 + random.below(1500),
      }),
  },
  {
    name: 'killed between lake and metrics',
    weight: 2,
    inject: ({ arm, kill }) => arm({ ...metrics, stage: 'before', calls: 1, onFirst: kill }),
  },
  {
    name: 'out of memory',
    weight: 1,
    inject({ hit, host, afterInvocations }) {
      hit();
      host.update({ memoryMegabytes: littleMemory });
      afterInvocations(3, () => host.update({ memoryMegabytes: functionLimits.memoryMegabytes }));
    },
  },
  {
    name: 'past its time limit',
    weight: 1.5,
    inject: ({ after, suspend, random }) => after(random.below(100), suspend),
  },
  {
    name: 'stopped before its deadline, a put still in progress',
    weight: 1,
    inject: ({ arm, shard }) => arm({ ...put, about: shard, stage: 'before', calls: 1, delay: longPut }),
  },
];
