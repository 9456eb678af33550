import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { lateMarksPrefix } from '../core/lake/compaction/lateMarks.ts';
import { layoutsKey, quarantinePrefix, rawPrefix } from '../core/lake/keys.ts';
import { cloudWatchEndpoint, type MetricExport } from '../core/otlp/metricExport.ts';
import { acknowledge, acknowledgeObjects } from './acknowledge.ts';
import { keyUseStatements } from './existing/encryptionKey.ts';
import { failureKeys, saveFailures } from './failureBucket.ts';
import { readHashKey } from './hashKey.ts';
import type { LakeFolder } from './lakeFolder.ts';
import type { LogStream } from './logStream.ts';
import type { Policies } from './pipelineFunction.ts';
import { readSecrets } from './readSecrets.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';
import { readStream } from './streamMapping.ts';

/** Prefixes under which the consumer writes. */
const writtenPrefixes = [rawPrefix, quarantinePrefix, lateMarksPrefix];

/** Resources that the consumer may access. */
export interface ConsumerRoleProps {
  readonly settings: PipelineSettings;
  readonly logStream: LogStream;
  readonly lake: LakeFolder;
  readonly failures: Bucket;
  /** Secret with the hash key; undefined if nothing is hashed. */
  readonly hashKey: ISecret | undefined;
}

/** Returns the consumer's permissions: only for calls by the consumer, and by Lambda's poller on its behalf. */
export function consumerPolicies({
  settings,
  logStream,
  lake,
  failures,
  hashKey,
}: ConsumerRoleProps): Policies {
  return {
    ReadStream: readStream(logStream),
    WriteLake: [...writeLake(lake), ...keyUseStatements(lake.bucket)],
    SendMetrics: [sendMetrics(settings.metricNamespace)],
    ExportMetrics: exportMetrics(settings.metricExport),
    ReadHashKey: readHashKey(hashKey),
    SaveFailures: saveFailures(failures),
  };
}

/** Acknowledges that the consumer's role allows access to all objects under prefixes, and has wildcard resources. */
export function acknowledgeConsumerRole(role: Role, { lake, failures }: ConsumerRoleProps): void {
  const named = 'Objects are named by partition, shard and sequence number, below this fixed prefix.';
  for (const prefix of writtenPrefixes) acknowledgeObjects(role, lake, `${prefix}*`, named);
  acknowledgeObjects(role, failures, failureKeys, 'Lambda names the objects, below this prefix of its own.');
  acknowledge(
    role,
    'AwsSolutions-IAM5[Resource::*]',
    'PutMetricData, ListStreams and network interfaces have no resources; a condition limits PutMetricData to one namespace.',
  );
}

function writeLake(lake: LakeFolder): PolicyStatement[] {
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
 * Returns the permissions for the export over OTLP. CloudWatch's OTLP endpoint requires PutMetricData. Data points there
 * have no namespace, so the namespace condition of the classic metrics can't match.
 */
function exportMetrics(metricExport: MetricExport | undefined): PolicyStatement[] {
  if (metricExport === undefined) return [];
  const { endpoint, headersSecretArn, headersKeyArn } = metricExport;
  const statements: PolicyStatement[] = [];
  if (endpoint === cloudWatchEndpoint)
    statements.push(
      new PolicyStatement({
        actions: ['cloudwatch:PutMetricData'],
        resources: ['*'],
        conditions: { Null: { 'cloudwatch:namespace': 'true' } },
      }),
    );
  if (headersSecretArn === undefined) return statements;
  return [...statements, ...readSecrets([{ secretArn: headersSecretArn, keyArn: headersKeyArn }])];
}
