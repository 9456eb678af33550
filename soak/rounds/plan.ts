import type { Random } from '../../harness/random.ts';
import type { PromiseName, Round } from './round.ts';

const calm = { layouts: ['a', 'b'], outages: false, disruptions: {} } as const;

/** Seconds: longer than one clock jump between slices, shorter than two. */
const recordAge = 500;

/** Rounds in which every record must be in the lake exactly once. */
const exactRounds: readonly Round[] = [
  { ...calm, title: 'small batches', share: 0.12, layouts: ['a'], mapping: { batchSize: 500 } },
  {
    ...calm,
    title: 'batches by a window',
    share: 0.3,
    mapping: { batchSize: 1500, maximumBatchingWindowSeconds: 0.2 },
  },
  { ...calm, title: 'full batches', share: 0.34, layouts: ['b'], mapping: { batchSize: 10_000 } },
  {
    ...calm,
    title: 'no halves',
    share: 0.12,
    mapping: { batchSize: 700, bisectBatchOnFunctionError: false },
  },
  {
    ...calm,
    title: 'given up by halves',
    share: 0.03,
    max: 200,
    outages: true,
    mapping: { batchSize: 16, maximumRetryAttempts: 0 },
  },
  {
    ...calm,
    title: 'given up whole',
    share: 0.1,
    outages: true,
    mapping: { batchSize: 800, maximumRetryAttempts: 1, bisectBatchOnFunctionError: false },
  },
];

/** Rounds in which a record can be in the lake more than once, but must not be missing. */
function atLeastOnceRounds(random: Random): readonly Round[] {
  const countResent = (records: number) => (random.happens(0.7) ? records : 1 + random.below(records));
  return [
    {
      ...calm,
      title: 'retries read batches of another length',
      share: 0.07,
      mapping: { batchSize: 1000, countResent },
    },
    {
      ...calm,
      title: 'the poller is restarted',
      share: 0.25,
      mapping: { batchSize: 1500 },
      disruptions: { restart: 0.6 },
    },
    {
      ...calm,
      title: 'the poller is restarted while it retries small parts of a batch',
      share: 0.05,
      max: 800,
      mapping: { batchSize: 60, countResent },
      disruptions: { restart: 0.3 },
    },
    {
      ...calm,
      title: 'settings and layouts are deployed',
      share: 0.15,
      layouts: ['b', 'c'],
      mapping: { batchSize: 1500 },
      disruptions: { deploy: 0.5, register: 'c' },
    },
    {
      ...calm,
      title: 'the front of batches is too old, and replayed',
      share: 0.12,
      mapping: { batchSize: 1000, maximumRecordAgeSeconds: recordAge },
      disruptions: { age: 0.5 },
    },
    {
      ...calm,
      title: 'consolidated failures are replayed',
      share: 0.03,
      max: 200,
      outages: true,
      mapping: { batchSize: 24, maximumRetryAttempts: 1, consolidateFailures: true },
    },
    {
      ...calm,
      title: 'two pollers overlap',
      share: 0.12,
      mapping: { batchSize: 2500 },
      disruptions: { overlap: true },
    },
    {
      ...calm,
      title: 'CloudFront sends records twice',
      share: 0.2,
      layouts: ['c', 'b'],
      mapping: { batchSize: 4000 },
      disruptions: { sendTwice: true },
    },
  ];
}

/** Returns the rounds of a cycle. */
export function planRounds(promise: PromiseName, random: Random): readonly Round[] {
  return promise === 'exact' ? exactRounds : atLeastOnceRounds(random);
}
