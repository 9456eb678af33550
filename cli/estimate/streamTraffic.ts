import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import {
  DescribeStreamSummaryCommand,
  type KinesisClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-kinesis';
import { UsageError } from '../../terminal/usageError.ts';
import { daysOfTraffic, type Rates, ratesOf, readMinutes, sumOf } from './traffic.ts';

/** Incoming traffic of a stream. */
export interface StreamTraffic {
  /** Records per second. */
  readonly records: Rates;
  /** Incoming bytes divided by incoming records. */
  readonly recordBytes: number;
  /** Number of open shards. */
  readonly shards: number;
}

/** Clients in the stream's region. */
export interface StreamClients {
  readonly kinesis: KinesisClient;
  readonly cloudWatch: CloudWatchClient;
}

/**
 * Reads the incoming traffic of a stream from Kinesis metrics.
 *
 * @param now epoch milliseconds
 * @throws UsageError if the stream doesn't exist
 * @throws Error if it had no incoming records
 */
export async function readStreamTraffic(
  { kinesis, cloudWatch }: StreamClients,
  streamName: string,
  now: number,
): Promise<StreamTraffic> {
  const shards = await openShards(kinesis, streamName);
  const metric = (name: string) => ({
    namespace: 'AWS/Kinesis',
    name,
    dimensions: [{ Name: 'StreamName', Value: streamName }],
  });
  const records = await readMinutes(cloudWatch, metric('IncomingRecords'), now);
  const bytes = await readMinutes(cloudWatch, metric('IncomingBytes'), now);
  const rates = ratesOf(records, now);
  if (rates === undefined) {
    throw new Error(
      `expected records in the stream '${streamName}' in the last ${daysOfTraffic} days, got none; use --requests-per-second`,
    );
  }
  return { records: rates, recordBytes: Math.ceil(sumOf(bytes) / sumOf(records)), shards };
}

async function openShards(kinesis: KinesisClient, streamName: string): Promise<number> {
  const summary = await kinesis
    .send(new DescribeStreamSummaryCommand({ StreamName: streamName }))
    .catch((error) => {
      if (!(error instanceof ResourceNotFoundException)) throw error;
      throw new UsageError(
        `--from-stream: expected a stream of this account and region, got '${streamName}'; check the name, --region, and --profile`,
      );
    });
  return summary.StreamDescriptionSummary?.OpenShardCount ?? 0;
}
