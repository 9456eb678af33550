import { Stack } from 'aws-cdk-lib';
import type { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { compactedPrefix, hourlyPrefix, queryResultsPrefix, rawPrefix } from '../core/lake/keys.ts';
import { tableName } from '../core/lake/table.ts';
import { acknowledge, acknowledgeObjects } from './acknowledge.ts';
import { compactionTables, tableArns } from './compaction/compactionRole.ts';
import { keyUseStatements } from './existing/encryptionKey.ts';
import type { LakeFolder } from './lakeFolder.ts';
import type { LakeTable } from './lakeTable.ts';

/** Prefixes of the tables' files. */
const tablePrefixes = [rawPrefix, compactedPrefix, hourlyPrefix];

/** Resources that readers of the lake may access. */
export interface LakeReadersProps {
  readonly lake: LakeFolder;
  readonly lakeTable: LakeTable;
  readonly workgroup: CfnWorkGroup;
}

/**
 * Creates a managed policy for users who query the lake. It allows access to the tables, their files, and the workgroup
 * with its saved queries and results. It doesn't allow access to quarantine and the failure bucket, which contain
 * unprocessed records with all their secrets, and it can't change anything that the consumer reads.
 */
export function makeLakeReaders(scope: Construct, id: string, props: LakeReadersProps): ManagedPolicy {
  const { lake } = props;
  const policy = new ManagedPolicy(scope, id, {
    description: `Queries over the real-time logs of CloudFront in the workgroup ${props.workgroup.name}`,
    statements: [
      ...queryIn(props.workgroup),
      describeTables(props.lakeTable),
      ...readFiles(lake),
      ...keyUseStatements(lake.bucket),
    ],
  });
  for (const prefix of tablePrefixes)
    acknowledgeObjects(policy, lake, `${prefix}*`, 'Queries read every file of a table.');
  acknowledgeObjects(policy, lake, `${queryResultsPrefix}*`, 'Athena names the results, below this prefix.');
  acknowledge(policy, 'AwsSolutions-IAM5[Resource::*]', 'Listing workgroups and catalogs has no resources.');
  return policy;
}

function queryIn(workgroup: CfnWorkGroup): PolicyStatement[] {
  const { name } = workgroup;
  return [
    new PolicyStatement({
      sid: 'Query',
      actions: [
        'athena:BatchGetNamedQuery',
        'athena:BatchGetQueryExecution',
        'athena:GetNamedQuery',
        'athena:GetQueryExecution',
        'athena:GetQueryResults',
        'athena:GetQueryResultsStream',
        'athena:GetWorkGroup',
        'athena:ListNamedQueries',
        'athena:ListQueryExecutions',
        'athena:StartQueryExecution',
        'athena:StopQueryExecution',
      ],
      resources: [
        Stack.of(workgroup).formatArn({ service: 'athena', resource: 'workgroup', resourceName: name }),
      ],
    }),
    new PolicyStatement({
      sid: 'FindWorkgroup',
      actions: ['athena:ListDataCatalogs', 'athena:ListEngineVersions', 'athena:ListWorkGroups'],
      resources: ['*'],
    }),
  ];
}

function describeTables(lakeTable: LakeTable): PolicyStatement {
  return new PolicyStatement({
    sid: 'DescribeTables',
    actions: [
      'glue:GetDatabase',
      'glue:GetDatabases',
      'glue:GetPartition',
      'glue:GetPartitions',
      'glue:GetTable',
      'glue:GetTables',
    ],
    resources: tableArns(lakeTable, [tableName, ...compactionTables]),
  });
}

function readFiles(lake: LakeFolder): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'ReadFiles',
      actions: ['s3:GetObject'],
      resources: tablePrefixes.map((prefix) => lake.arnForObjects(`${prefix}*`)),
    }),
    new PolicyStatement({
      sid: 'ListFiles',
      actions: ['s3:ListBucket'],
      resources: [lake.bucket.bucketArn],
      conditions: {
        StringLike: {
          's3:prefix': lake.listings([...tablePrefixes, queryResultsPrefix].map((prefix) => `${prefix}*`)),
        },
      },
    }),
    new PolicyStatement({
      sid: 'FindBucket',
      actions: ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'],
      resources: [lake.bucket.bucketArn],
    }),
    new PolicyStatement({
      sid: 'KeepResults',
      actions: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
      resources: [lake.arnForObjects(`${queryResultsPrefix}*`)],
    }),
  ];
}
