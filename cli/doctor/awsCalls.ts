import {
  CloudFrontClient,
  type DistributionSummary,
  GetRealtimeLogConfigCommand,
  ListDistributionsByRealtimeLogConfigCommand,
} from '@aws-sdk/client-cloudfront';
import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { GlueClient } from '@aws-sdk/client-glue';
import { GetRoleCommand, IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { DescribeStreamSummaryCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import { DescribeKeyCommand, GetKeyPolicyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
} from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { useLakeFolders } from '../../core/aws/lakeFolders.ts';
import type { AwsOptions } from '../aws/awsOptions.ts';
import { clientOptions, cloudFrontRegion } from '../aws/clientOptions.ts';
import { statusCalls } from '../compact/statusCalls.ts';
import type { Pipeline } from '../pipeline/findPipeline.ts';
import { readKnownLayouts } from '../pipeline/knownLayouts.ts';
import { S3Objects } from '../replay/s3Objects.ts';
import type { DoctorCalls, MetricRequest } from './doctorCalls.ts';

/** Period of a metric, in seconds. */
const period = 300;

/** Clients of the services that checks call. */
export interface DoctorClients {
  readonly cloudFront: CloudFrontClient;
  readonly cloudWatch: CloudWatchClient;
  readonly glue: GlueClient;
  readonly stepFunctions: SFNClient;
  /** CloudWatch in the region to which CloudFront sends its metrics. */
  readonly cloudFrontMetrics: CloudWatchClient;
  readonly iam: IAMClient;
  readonly kinesis: KinesisClient;
  readonly kms: KMSClient;
  readonly lambda: LambdaClient;
  readonly s3: S3Client;
}

/** Creates the clients from the options of the command line. */
export function createDoctorClients(options: AwsOptions): DoctorClients {
  const regional = clientOptions(options);
  const global = clientOptions(options, cloudFrontRegion);
  return {
    cloudFront: new CloudFrontClient(global),
    cloudWatch: new CloudWatchClient(regional),
    glue: new GlueClient(regional),
    stepFunctions: new SFNClient(regional),
    cloudFrontMetrics: new CloudWatchClient(global),
    iam: new IAMClient(global),
    kinesis: new KinesisClient(regional),
    kms: new KMSClient(regional),
    lambda: new LambdaClient(regional),
    s3: useLakeFolders(new S3Client(regional)),
  };
}

/** Returns the calls for the checks. */
export function awsCalls(clients: DoctorClients, names: Pipeline, signal: AbortSignal): DoctorCalls {
  const { cloudFront, cloudWatch, cloudFrontMetrics, iam, kinesis, kms, lambda, s3 } = clients;
  const lake = new S3Objects(s3, names.lakeBucket, signal);
  const failures = new S3Objects(s3, names.failureBucket, signal);
  const stream = once(async () => {
    const command = new DescribeStreamSummaryCommand({ StreamName: names.streamName });
    return required((await kinesis.send(command)).StreamDescriptionSummary, 'the stream');
  });
  return {
    logConfiguration: once(async () => {
      const command = new GetRealtimeLogConfigCommand({ ARN: names.logConfigurationArn });
      return required((await cloudFront.send(command)).RealtimeLogConfig, 'the log configuration');
    }),
    attachments: once(() => listAttachments(cloudFront, names.logConfigurationArn)),
    layouts: once(() => readKnownLayouts(s3, names.lakeBucket)),
    stream,
    consumer: once(() =>
      lambda.send(new GetFunctionConfigurationCommand({ FunctionName: names.consumerName })),
    ),
    mappings: once(async () => {
      const { StreamARN } = await stream();
      const command = new ListEventSourceMappingsCommand({
        FunctionName: names.consumerName,
        EventSourceArn: StreamARN,
      });
      return (await lambda.send(command)).EventSourceMappings ?? [];
    }),
    async role(name) {
      return required((await iam.send(new GetRoleCommand({ RoleName: name }))).Role, `the role ${name}`);
    },
    async simulate(roleArn, actions, resource) {
      const command = new SimulatePrincipalPolicyCommand({
        PolicySourceArn: roleArn,
        ActionNames: [...actions],
        ResourceArns: [resource],
      });
      return (await iam.send(command)).EvaluationResults ?? [];
    },
    async key(keyId) {
      return required(
        (await kms.send(new DescribeKeyCommand({ KeyId: keyId }))).KeyMetadata,
        `the key ${keyId}`,
      );
    },
    async keyPolicy(keyId) {
      const command = new GetKeyPolicyCommand({ KeyId: keyId, PolicyName: 'default' });
      return required((await kms.send(command)).Policy, `the policy of the key ${keyId}`);
    },
    metric: (request) => getMetric(cloudWatch, request),
    cloudFrontMetric: (request) => getMetric(cloudFrontMetrics, request),
    listLake: (prefix, max) => lake.list(prefix, max),
    listFailures: (prefix) => failures.list(prefix),
    getFromLake: (key) => lake.get(key),
    compaction: () => statusCalls(clients, names, lake, signal),
  };
}

/** Returns a function that makes a call once, and returns the same result every time. */
function once<T>(call: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= call();
    return result;
  };
}

function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`expected AWS to return ${what}, got nothing`);
  return value;
}

async function listAttachments(cloudFront: CloudFrontClient, arn: string): Promise<DistributionSummary[]> {
  const distributions: DistributionSummary[] = [];
  let marker: string | undefined;
  do {
    const command = new ListDistributionsByRealtimeLogConfigCommand({
      RealtimeLogConfigArn: arn,
      ...(marker !== undefined && { Marker: marker }),
    });
    const { DistributionList: page } = await cloudFront.send(command);
    distributions.push(...(page?.Items ?? []));
    marker = page?.IsTruncated ? page.NextMarker : undefined;
  } while (marker !== undefined);
  return distributions;
}

async function getMetric(cloudWatch: CloudWatchClient, request: MetricRequest): Promise<number[]> {
  const { namespace, name, dimensions, statistic, start, end } = request;
  const Metric = {
    Namespace: namespace,
    MetricName: name,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
  };
  const values: number[] = [];
  let token: string | undefined;
  do {
    const command = new GetMetricDataCommand({
      StartTime: new Date(start),
      EndTime: new Date(end),
      MetricDataQueries: [{ Id: 'metric', MetricStat: { Metric, Period: period, Stat: statistic } }],
      ...(token !== undefined && { NextToken: token }),
    });
    const page = await cloudWatch.send(command);
    for (const { Values = [] } of page.MetricDataResults ?? []) values.push(...Values);
    token = page.NextToken;
  } while (token !== undefined);
  return values;
}
