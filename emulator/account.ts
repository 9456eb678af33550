import type { Layout } from '../core/layouts/layout.ts';

/** The account of everything local, which no account of AWS has. */
export const localAccount = '000000000000';

export const localRegion = 'us-east-1';

/** A distribution that sends real-time logs. */
export interface LocalDistribution {
  readonly id: string;
  readonly domainName: string;
  readonly aliases: readonly string[];
  /** Path patterns of its cache behaviors, the default behavior aside. */
  readonly pathPatterns: readonly string[];
}

/** A pipeline as its stack would describe it, and what it is made of. */
export interface LocalAccount {
  readonly stackName: string;
  readonly streamName: string;
  readonly consumerName: string;
  readonly lakeBucket: string;
  readonly failureBucket: string;
  readonly database: string;
  readonly workgroup: string;
  /** The layout that CloudFront's log configuration has. */
  readonly layout: Layout;
  readonly samplingRate: number;
  readonly distribution: LocalDistribution;
  /** Variables of the consumer. */
  readonly consumerEnvironment: Readonly<Record<string, string>>;
}

/** ARNs of a local account's resources. */
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
