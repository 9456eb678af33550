import type { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { explanationsKey, rawPrefix } from '../../core/lake/keys.ts';
import { tableName } from '../../core/lake/table.ts';
import { acknowledgeObjects } from '../acknowledge.ts';
import { tableArns, workgroupArn } from '../compaction/compactionRole.ts';
import { keyUseStatements } from '../existing/encryptionKey.ts';
import type { LakeFolder } from '../lakeFolder.ts';
import type { LakeTable } from '../lakeTable.ts';
import { readSecrets } from '../readSecrets.ts';
import type { ExplanationsSettings } from '../settings/explanationOptions.ts';

/** Prefix for the results of the queries, under the prefix for all query results. */
export const explanationResultsPrefix = 'query-results/explanations/';

/** Settings of the function, and the resources that it accesses. */
export interface ExplanationAccess {
  readonly explanations: ExplanationsSettings;
  readonly topic: ITopic;
  readonly lake: LakeFolder;
  readonly lakeTable: LakeTable;
  readonly workgroup: CfnWorkGroup;
}

/** Returns the function's permissions: query the raw table, store the history of explanations, and send explanations. */
export function explanationPolicies(access: ExplanationAccess): Record<string, PolicyStatement[]> {
  const send = sendAnswers(access);
  return {
    QueryRaw: queryRaw(access),
    ReadRaw: readRaw(access.lake),
    KeepHistory: [
      new PolicyStatement({
        actions: ['s3:GetObject', 's3:PutObject'],
        resources: [access.lake.arnForObjects(explanationsKey)],
      }),
    ],
    UseKey: keyUseStatements(access.lake.bucket),
    SendAnswers: send,
  };
}

/** Acknowledges that the role allows access to all objects under prefixes. */
export function acknowledgeExplanation(role: Role, lake: LakeFolder): void {
  acknowledgeObjects(role, lake, `${rawPrefix}*`, 'Queries read every file of an hour.');
  acknowledgeObjects(
    role,
    lake,
    `${explanationResultsPrefix}*`,
    'Athena names the results, below this prefix.',
  );
}

function queryRaw({ lakeTable, workgroup }: ExplanationAccess): PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: [
        'athena:GetQueryExecution',
        'athena:GetQueryResults',
        'athena:StartQueryExecution',
        'athena:StopQueryExecution',
      ],
      resources: [workgroupArn(workgroup)],
    }),
    new PolicyStatement({
      actions: ['glue:GetDatabase', 'glue:GetPartitions', 'glue:GetTable'],
      resources: tableArns(lakeTable, [tableName]),
    }),
  ];
}

function readRaw(lake: LakeFolder): PolicyStatement[] {
  return [
    new PolicyStatement({ actions: ['s3:GetObject'], resources: [lake.arnForObjects(`${rawPrefix}*`)] }),
    new PolicyStatement({
      actions: ['s3:ListBucket'],
      resources: [lake.bucket.bucketArn],
      // The key of the history is included because S3 otherwise responds with AccessDenied while the history doesn't exist.
      conditions: {
        StringLike: {
          's3:prefix': lake.listings([`${rawPrefix}*`, `${explanationResultsPrefix}*`, explanationsKey]),
        },
      },
    }),
    new PolicyStatement({ actions: ['s3:GetBucketLocation'], resources: [lake.bucket.bucketArn] }),
    new PolicyStatement({
      actions: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
      resources: [lake.arnForObjects(`${explanationResultsPrefix}*`)],
    }),
  ];
}

function sendAnswers({ explanations, topic }: ExplanationAccess): PolicyStatement[] {
  const { email, chats, topicKeyArn } = explanations;
  const statements: PolicyStatement[] = [];
  if (email) statements.push(new PolicyStatement({ actions: ['sns:Publish'], resources: [topic.topicArn] }));
  const keyArn = topicKeyArn ?? (topic instanceof Topic ? topic.masterKey?.keyArn : undefined);
  if (email && keyArn !== undefined)
    statements.push(
      new PolicyStatement({ actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [keyArn] }),
    );
  return [...statements, ...readSecrets(chats)];
}
