import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { lateMarksPrefix } from '../core/lake/compaction/lateMarks.ts';
import { layoutsKey, quarantinePrefix, rawPrefix } from '../core/lake/keys.ts';
import { cloudWatchEndpoint, type MetricExport } from '../core/otlp/metricExport.ts';
import { acknowledge, acknowledgeObjects } from './acknowledge.ts';
import { failureKeys, saveFailures } from './failureBucket.ts';
import type { LogStream } from './logStream.ts';
import { readStream } from './readStream.ts';

/** Prefixes that the consumer writes below. */
const writtenPrefixes = [rawPrefix, quarantinePrefix, lateMarksPrefix];

/** What the consumer may reach. */
export interface ConsumerRoleProps {
  readonly logStream: LogStream;
  readonly lake: Bucket;
  readonly failures: Bucket;
  readonly logGroup: LogGroup;
  readonly metricNamespace: string;
  readonly metricExport: MetricExport | undefined;
}

/** The consumer's role: exactly the calls that it, and Lambda's poller on its behalf, make. */
export function makeConsumerRole(scope: Construct, id: string, props: ConsumerRoleProps): Role {
  const { logStream, lake, failures, logGroup, metricNamespace, metricExport } = props;
  const role = new Role(scope, id, {
    description: 'Consumer of the real-time log stream',
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: {
      ReadStream: new PolicyDocument({ statements: readStream(logStream) }),
      WriteLake: new PolicyDocument({ statements: writeLake(lake) }),
      SendMetrics: new PolicyDocument({ statements: [sendMetrics(metricNamespace)] }),
      ...exportMetrics(metricExport),
      SaveFailures: new PolicyDocument({ statements: saveFailures(failures) }),
      WriteLogs: new PolicyDocument({ statements: [writeLogs(logGroup)] }),
    },
  });
  const named = 'Objects are named by partition, shard and sequence number, below this fixed prefix.';
  for (const prefix of writtenPrefixes) acknowledgeObjects(role, lake, `${prefix}*`, named);
  acknowledgeObjects(role, failures, failureKeys, 'Lambda names the objects, below this prefix of its own.');
  acknowledge(
    role,
    'AwsSolutions-IAM5[Resource::*]',
    'PutMetricData and ListStreams have no resources; a condition limits PutMetricData to one namespace.',
  );
  return role;
}

function writeLake(lake: Bucket): PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: ['s3:PutObject'],
      resources: writtenPrefixes.map((prefix) => lake.arnForObjects(`${prefix}*`)),
    }),
    new PolicyStatement({ actions: ['s3:GetObject'], resources: [lake.arnForObjects(layoutsKey)] }),
  ];
}

function sendMetrics(namespace: string): PolicyStatement {
  return new PolicyStatement({
    actions: ['cloudwatch:PutMetricData'],
    resources: ['*'],
    conditions: { StringEquals: { 'cloudwatch:namespace': namespace } },
  });
}

/**
 * What the export by OTLP needs. CloudWatch's endpoint is allowed by PutMetricData; its data points have no namespace,
 * so the condition of the classic metrics can't hold for them.
 */
function exportMetrics(metricExport: MetricExport | undefined): Record<string, PolicyDocument> {
  if (metricExport === undefined) return {};
  const { endpoint, headersSecretArn } = metricExport;
  const statements: PolicyStatement[] = [];
  if (endpoint === cloudWatchEndpoint)
    statements.push(
      new PolicyStatement({
        actions: ['cloudwatch:PutMetricData'],
        resources: ['*'],
        conditions: { Null: { 'cloudwatch:namespace': 'true' } },
      }),
    );
  if (headersSecretArn !== undefined)
    statements.push(
      new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [headersSecretArn] }),
    );
  return statements.length === 0 ? {} : { ExportMetrics: new PolicyDocument({ statements }) };
}

function writeLogs(logGroup: LogGroup): PolicyStatement {
  return new PolicyStatement({
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logGroup.logGroupArn],
  });
}
