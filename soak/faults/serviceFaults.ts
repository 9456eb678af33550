import type { Fault } from '../../emulator/endpoints/faultHook.ts';
import type { FaultKind } from './faultKind.ts';

const slowDown: Fault = { refuse: { status: 503, code: 'SlowDown' } };
const internalError: Fault = { refuse: { status: 500, code: 'InternalError' } };
const throttled: Fault = { refuse: { status: 400, code: 'ThrottlingException' } };
const unavailable: Fault = { refuse: { status: 503, code: 'ServiceUnavailable' } };
const tooFast: Fault = { refuse: { status: 400, code: 'ProvisionedThroughputExceededException' } };
const reset: Fault = { reset: true };

const put = { service: 's3', operations: ['PutObject'] } as const;
const s3Calls = { service: 's3', operations: ['PutObject', 'GetObject'] } as const;
const metrics = { service: 'monitoring', operations: ['PutMetricData'] } as const;
const reads = { service: 'kinesis', operations: ['GetRecords', 'GetShardIterator'] } as const;

/**
 * Maximum number of calls that a fault affects. The SDK makes four attempts per put, so many faults last
 * longer.
 */
const maxCalls = 9;

/** Faults of S3, CloudWatch, and Kinesis. */
export const serviceFaults: readonly FaultKind[] = [
  {
    name: 'S3 slow',
    weight: 3,
    inject: ({ arm, random }) =>
      arm({ ...s3Calls, stage: 'before', calls: 1 + random.below(maxCalls), delay: 50 + random.below(400) }),
  },
  {
    name: 'S3 refuses: 503 SlowDown',
    weight: 4,
    inject: ({ arm, random }) =>
      arm({ ...s3Calls, stage: 'before', calls: 1 + random.below(maxCalls), fault: slowDown }),
  },
  {
    name: 'S3 fails: 500',
    weight: 3,
    inject: ({ arm, random }) =>
      arm({ ...s3Calls, stage: 'before', calls: 1 + random.below(maxCalls), fault: internalError }),
  },
  {
    name: 'S3 writes and answers 500',
    weight: 4,
    inject: ({ arm, random }) =>
      arm({ ...put, stage: 'after', calls: 1 + random.below(maxCalls), fault: internalError }),
  },
  {
    name: 'connection reset before a write',
    weight: 3,
    inject: ({ arm, random }) =>
      arm({ ...s3Calls, stage: 'before', calls: 1 + random.below(maxCalls), fault: reset }),
  },
  {
    name: 'connection reset after a write',
    weight: 4,
    inject: ({ arm, random }) =>
      arm({ ...put, stage: 'after', calls: 1 + random.below(maxCalls), fault: reset }),
  },
  {
    name: 'a put in progress when another fails',
    weight: 3,
    inject({ arm, accompany, random }) {
      arm({ ...put, stage: 'before', calls: 1, delay: 300 + random.below(1200) });
      accompany({ ...put, stage: 'before', calls: maxCalls, fault: slowDown });
    },
  },
  {
    name: 'CloudWatch throttles',
    weight: 2,
    inject: ({ arm, random }) =>
      arm({ ...metrics, stage: 'before', calls: 1 + random.below(4), fault: throttled }),
  },
  {
    name: 'CloudWatch down',
    weight: 2,
    inject: ({ arm, random }) =>
      arm({
        ...metrics,
        stage: 'before',
        calls: 1 + random.below(4),
        fault: random.happens(0.5) ? reset : unavailable,
      }),
  },
  {
    name: 'the stream refuses reads',
    weight: 2,
    inject: ({ arm, random }) =>
      arm({
        ...reads,
        stage: 'before',
        calls: 1 + random.below(3),
        fault: random.happens(0.5) ? tooFast : reset,
      }),
  },
];
