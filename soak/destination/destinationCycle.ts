import { rmSync } from 'node:fs';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { S3Client } from '@aws-sdk/client-s3';
import { replayDestination } from '../../cli/replay/replayDestination.ts';
import { S3Objects } from '../../cli/replay/s3Objects.ts';
import { defaultSensitivityPolicy } from '../../core/sensitivity/policy.ts';
import {
  type RunningDirectDelivery,
  startDirectDelivery,
} from '../../emulator/destinations/directDelivery.ts';
import { ensureBucket, ensureStream, putLayouts } from '../../emulator/resources.ts';
import { startServiceEndpoints } from '../../emulator/serviceEndpoints.ts';
import { sendRecords } from '../../emulator/traffic.ts';
import { Random } from '../../harness/random.ts';
import { JumpingClock } from '../clock.ts';
import { FaultInjector } from '../faults/faultInjector.ts';
import { functionFaults, functionLimits } from '../faults/functionFaults.ts';
import { serviceFaults } from '../faults/serviceFaults.ts';
import { Tally } from '../faults/tally.ts';
import { numberedRecord } from '../records/numberedRecord.ts';
import { registeredLayouts } from '../records/soakLayouts.ts';
import { StreamEvents } from '../rounds/streamEvents.ts';
import { checkDocuments, type DocumentFindings } from './checkDocuments.ts';
import { FaultyReceiver } from './faultyReceiver.ts';

/** Faults of the function and the stream that apply to a delivery, which doesn't write to S3. */
const kinds = [...functionFaults, ...serviceFaults].filter(({ name }) =>
  ['killed at any moment', 'out of memory', 'past its time limit', 'the stream refuses reads'].includes(name),
);

/** Age in seconds at which records are given up. Some clock jumps are longer. */
const recordAge = 500;

const slices = 8;

/** Options of a destination's cycle. */
export interface DestinationCycleOptions {
  readonly records: number;
  readonly seed: number;
  /** Path of the delivery function's bundle. */
  readonly bundleFile: string;
  /** An empty folder. */
  readonly folder: string;
  /** Probability of a fault, for each invocation and each request. @default 0.3 */
  readonly faultRate?: number;
  /** Records per batch. @default 700 */
  readonly batchSize?: number;
}

/** Result of a destination's cycle. */
export interface DestinationCycleResult extends DocumentFindings {
  readonly records: number;
  readonly faults: Tally;
  /** Records that were given up and then replayed. */
  readonly replayed: number;
}

/**
 * Sends numbered records to a direct destination while faults are injected, and counts the documents that its
 * receiver accepted.
 */
export async function runDestinationCycle(options: DestinationCycleOptions): Promise<DestinationCycleResult> {
  const { records, seed, bundleFile, folder, faultRate = 0.3, batchSize = 700 } = options;
  const random = new Random(seed);
  const tally = new Tally();
  const epoch = Date.now() - 3_600_000;
  const clock = new JumpingClock(epoch);
  const injector = new FaultInjector({ random, kinds, rate: faultRate, tally });
  const receiver = new FaultyReceiver(random, tally);
  const endpoints = await startServiceEndpoints({
    folder,
    environment: {},
    enforceLimits: false,
    retentionSeconds: 7 * 86_400,
    now: clock.now,
    faults: { kinesis: injector.hook },
  });
  const client = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const kinesis = new KinesisClient({ ...client, endpoint: endpoints.kinesisUrl });
  const s3 = new S3Client({ ...client, endpoint: endpoints.s3Url });
  const source = { kinesis, s3, streamName: 'realtime-logs', lakeBucket: 'lake', endpoints };
  let delivery: RunningDirectDelivery | undefined;
  try {
    const url = await receiver.start();
    await Promise.all([ensureStream(kinesis, source.streamName, 4), ensureBucket(s3, source.lakeBucket)]);
    await putLayouts(s3, source.lakeBucket, registeredLayouts(['a', 'b'], epoch));
    delivery = await startDirectDelivery(source, {
      bundleFile,
      timeoutSeconds: functionLimits.timeoutSeconds,
      eventSource: {
        batchSize,
        maximumBatchingWindowSeconds: 0,
        maximumRecordAgeSeconds: recordAge,
        pollInterval: 20,
        retryDelay: 5,
        now: clock.now,
      },
      settings: {
        destination: 'search',
        receiver: 'opensearch',
        url: `${url}/_bulk`,
        format: 'opensearch',
        secretArn: undefined,
        index: 'requests',
        rotation: 'OneDay',
        failureSeconds: 0,
        policy: defaultSensitivityPolicy,
      },
      around: (invoke, host) => async (event) => {
        injector.invocationBegins(host, event);
        const result = await invoke(event);
        injector.invocationEnds();
        return result;
      },
    });
    const events = new StreamEvents(source, clock, random, tally);
    injector.start(Math.ceil(records / 100));
    receiver.faultRate = faultRate;
    for (let slice = 0; slice < slices; slice++) {
      const numbers = range(
        Math.floor((slice * records) / slices),
        Math.floor(((slice + 1) * records) / slices),
      );
      const lines = numbers.map((number) => numberedRecord(number, number % 2 === 0 ? 'a' : 'b', epoch));
      await sendRecords(lines, source);
      if (slice % 4 !== 3) await delivery.drain();
      // The clock moves forward while batches are retried, so that some records become too old.
      else clock.jump(random.below(600_000));
      await events.next();
    }
    await delivery.drain();
    injector.stop();
    receiver.faultRate = 0;
    const replayed = await replay(source, delivery);
    return { ...checkDocuments(receiver.taken, records), records, faults: tally, replayed };
  } finally {
    await delivery?.stop();
    kinesis.destroy();
    s3.destroy();
    receiver.stop();
    await endpoints.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Delivers records again that were given up, as `cfrl replay --destination` does, and returns their number. */
async function replay(
  { s3, lakeBucket }: { readonly s3: S3Client; readonly lakeBucket: string },
  { failureBucket, functionArn, invoke }: RunningDirectDelivery,
): Promise<number> {
  const { signal } = new AbortController();
  const { records, failures } = await replayDestination({
    lake: new S3Objects(s3, lakeBucket, signal),
    failures: new S3Objects(s3, failureBucket, signal),
    functionName: functionArn.split(':')[6] ?? '',
    invoke,
    dryRun: false,
    onProgress: () => {},
    signal,
  });
  if (failures.length > 0) throw new Error(`${failures[0].key} could not be replayed: ${failures[0].reason}`);
  return records;
}

function range(first: number, end: number): number[] {
  return Array.from({ length: end - first }, (_, index) => first + index);
}
