import type { Layout } from '../core/layouts/layout.ts';

/** Account ID of all local resources. AWS doesn't assign this ID. */
export const localAccount = '000000000000';

export const localRegion = 'us-east-1';

/** A distribution that sends real-time logs. */
export interface LocalDistribution {
  readonly id: string;
  readonly domainName: string;
  readonly aliases: readonly string[];
  /** Path patterns of its cache behaviors, without the default behavior. */
  readonly pathPatterns: readonly string[];
}

/** Names and settings of a local pipeline, as its stack would describe them. */
export interface LocalAccount {
  readonly stackName: string;
  readonly streamName: string;
  readonly consumerName: string;
  readonly lakeBucket: string;
  readonly failureBucket: string;
  readonly database: string;
  readonly workgroup: string;
  /** Layout of CloudFront's log configuration. */
  readonly layout: Layout;
  readonly samplingRate: number;
  readonly distribution: LocalDistribution;
  /** Environment variables of the consumer. */
  readonly consumerEnvironment: Readonly<Record<string, string>>;
}

/** Returns the ARNs of a local account's resources. */
export function arnsOf({ stackName, streamName, consumerName, distribution }: LocalAccount) {
  return {
    logConfiguration: `arn:aws:cloudfront::${localAccount}:realtime-log-config/${stackName}`,
    stream: `arn:aws:kinesis:${localRegion}:${localAccount}:stream/${streamName}`,
    consumer: `arn:aws:lambda:${localRegion}:${localAccount}:function:${consumerName}`,
    stateMachine: `arn:aws:states:${localRegion}:${localAccount}:stateMachine:${stackName}-compaction`,
    deliveryRole: `arn:aws:iam::${localAccount}:role/${stackName}-DeliveryRole`,
    distribution: `arn:aws:cloudfront::${localAccount}:distribution/${distribution.id}`,
  } as const;
}
