import type { DistributionSummary } from '@aws-sdk/client-cloudfront';
import type { CheckContext } from '../../../cli/doctor/check.ts';
import type { DoctorCalls, MetricRequest } from '../../../cli/doctor/doctorCalls.ts';
import { failurePrefix } from '../../../core/aws/failureObject.ts';
import { replaceView } from '../../../core/lake/compaction/replaceView.ts';
import { compactionTarget } from '../../../core/lake/compaction/target.ts';
import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { fields46 } from '../../support/fieldLists.ts';

const account = '123456789012';
const pipelineName = 'cloudfront-realtime-logs';

export const now = Date.parse('2026-11-20T13:05:00Z');
export const logConfigurationArn = `arn:aws:cloudfront::${account}:realtime-log-config/${pipelineName}`;
export const streamArn = `arn:aws:kinesis:eu-west-1:${account}:stream/logs-Stream`;
export const roleArn = `arn:aws:iam::${account}:role/logs-DeliveryRole`;
export const keyArn = `arn:aws:kms:eu-west-1:${account}:key/5a1c9e0e-0000-4000-8000-000000000000`;
export const mappingId = '2b733d0c-8ac3-4df5-af3a-1827b3b11284';

const behavior = (PathPattern: string | undefined, arn: string | undefined) => ({
  ...(PathPattern !== undefined && { PathPattern }),
  TargetOriginId: 'origin',
  ViewerProtocolPolicy: 'redirect-to-https',
  ...(arn !== undefined && { RealtimeLogConfigArn: arn }),
});

/** A distribution in the response of ListDistributionsByRealtimeLogConfig, with the members that checks read. */
export function distributionOf(summary: Partial<DistributionSummary> = {}): DistributionSummary {
  return {
    Id: 'E1EXAMPLE',
    ARN: `arn:aws:cloudfront::${account}:distribution/E1EXAMPLE`,
    Status: 'Deployed',
    DomainName: 'd111111abcdef8.cloudfront.net',
    Aliases: { Quantity: 1, Items: ['www.example.com'] },
    Enabled: true,
    Staging: false,
    DefaultCacheBehavior: behavior(undefined, logConfigurationArn),
    CacheBehaviors: {
      Quantity: 2,
      Items: [behavior('/images/*', logConfigurationArn), behavior('/api/*', undefined)],
    },
    ...summary,
  } as DistributionSummary;
}

/** The trust policy in IAM's response: percent-encoded JSON. */
export function trustPolicyOf(statement: object = {}): string {
  return encodeURIComponent(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'cloudfront.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'aws:SourceAccount': account } },
          ...statement,
        },
      ],
    }),
  );
}

export const trustingRole = {
  Path: '/',
  RoleName: 'logs-DeliveryRole',
  RoleId: 'AROAEXAMPLE',
  Arn: roleArn,
  CreateDate: new Date(0),
  AssumeRolePolicyDocument: trustPolicyOf(),
};

/** Values of metrics by name. Default: the values of a healthy pipeline. */
export type MetricValues = Readonly<Record<string, readonly number[]>>;

const soundMetrics: MetricValues = {
  Requests: [1200, 34],
  IncomingRecords: [600, 500],
  WriteProvisionedThroughputExceeded: [0, 0],
  IteratorAge: [1500, 800],
  Errors: [0],
  Throttles: [],
  Rows: [600, 500],
  QuarantinedRecords: [0],
  DroppedEventCount: [],
  OnFailureDestinationDeliveredEventCount: [],
};

/** Returns the input of checks: a healthy pipeline with the given changes. */
export function contextOf(
  calls: Partial<DoctorCalls> = {},
  metrics: MetricValues = {},
  onMetric: (request: MetricRequest) => void = () => {},
): CheckContext {
  const metric = async (request: MetricRequest) => {
    onMetric(request);
    return metrics[request.name] ?? soundMetrics[request.name] ?? [];
  };
  const sound: DoctorCalls = {
    logConfiguration: async () => ({
      ARN: logConfigurationArn,
      Name: pipelineName,
      SamplingRate: 100,
      EndPoints: [{ StreamType: 'Kinesis', KinesisStreamConfig: { RoleARN: roleArn, StreamARN: streamArn } }],
      Fields: [...fields46],
    }),
    attachments: async () => [distributionOf()],
    layouts: async () => [
      { fields: [...fields46], status: 'confirmed', since: '2026-11-20T12:00:00Z' },
      ...expectedLayouts(['timestamp', 'c-ip']),
    ],
    stream: async () => ({
      StreamName: 'logs-Stream',
      StreamARN: streamArn,
      StreamStatus: 'ACTIVE',
      StreamModeDetails: { StreamMode: 'PROVISIONED' },
      RetentionPeriodHours: 24,
      StreamCreationTimestamp: new Date(0),
      EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
      EncryptionType: 'KMS',
      KeyId: 'alias/aws/kinesis',
      OpenShardCount: 2,
      ConsumerCount: 0,
    }),
    consumer: async () => ({
      FunctionName: 'logs-Consumer',
      Environment: { Variables: { PIPELINE_NAME: pipelineName } },
      LoggingConfig: { LogFormat: 'JSON', LogGroup: 'logs-ConsumerLogs' },
    }),
    mappings: async () => [
      {
        UUID: mappingId,
        EventSourceArn: streamArn,
        State: 'Enabled',
        StateTransitionReason: 'User action',
        LastProcessingResult: 'OK',
      },
    ],
    role: async () => trustingRole,
    simulate: async (_, actions) =>
      actions.map((EvalActionName) => ({ EvalActionName, EvalDecision: 'allowed' })),
    key: async () => ({ KeyId: keyArn, Arn: keyArn, Enabled: true, KeyState: 'Enabled' }),
    keyPolicy: async () =>
      JSON.stringify({
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${account}:root` },
            Action: 'kms:*',
            Resource: '*',
          },
        ],
      }),
    metric,
    cloudFrontMetric: metric,
    listLake: async (prefix) =>
      prefix.startsWith('raw/')
        ? [{ key: `${prefix}file.parquet`, lastModified: '2026-11-20T13:03:10.000Z', bytes: 1_200_000 }]
        : [],
    listFailures: async () => [],
    compaction: () => ({
      viewText: async () =>
        replaceView(compactionTarget('athena', ['c_ip']), Date.UTC(2026, 10, 20, 10) / 3_600_000),
      lastRun: async () => ({ arn: 'arn', status: 'SUCCEEDED', startedAt: now, reason: undefined }),
      listKeys: async () => [],
    }),
    getFromLake: async (key) => {
      throw new Error(`no object ${key} is given`);
    },
  };
  return {
    names: {
      logConfigurationArn,
      streamName: 'logs-Stream',
      consumerName: 'logs-Consumer',
      lakeBucket: 'logs-lake',
      failureBucket: 'logs-failures',
      database: 'cloudfront_realtime_logs',
      workgroup: pipelineName,
    },
    calls: { ...sound, ...calls },
    now,
  };
}

/** Returns objects in the format of a bucket's listing. */
export function failuresOf(...names: string[]) {
  return names.map((name) => ({ key: failurePrefix + name, lastModified: '2026-11-20T12:00:00.000Z' }));
}
