import { Stack } from 'aws-cdk-lib';
import type { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { compactedTableName, hourlyTableName } from '../../core/lake/compaction/target.ts';
import { compactedPrefix, hourlyPrefix, rawPrefix } from '../../core/lake/keys.ts';
import { requestsViewName } from '../../core/lake/requestsView.ts';
import { tableName } from '../../core/lake/table.ts';
import { acknowledge, acknowledgeObjects } from '../acknowledge.ts';
import { keyUseStatements } from '../existing/encryptionKey.ts';
import type { LakeFolder } from '../lakeFolder.ts';
import type { LakeTable } from '../lakeTable.ts';
import { policyDocuments } from '../pipelineFunction.ts';

/** Prefix for the results of the compaction's statements, under the prefix for all query results. */
export const compactionResultsPrefix = 'query-results/compaction/';

/** Resources that the state machine accesses. */
export interface CompactionRoleProps {
  readonly lake: LakeFolder;
  readonly lakeTable: LakeTable;
  readonly workgroup: CfnWorkGroup;
  readonly planner: IFunction;
}

/** Returns the ARNs of the Glue catalog, the lake's database, and the given tables. */
export function tableArns(lakeTable: LakeTable, names: readonly string[]): string[] {
  const { databaseName, table } = lakeTable;
  const arn = (resource: string, resourceName?: string) =>
    Stack.of(table).formatArn({
      service: 'glue',
      resource,
      ...(resourceName !== undefined && { resourceName }),
    });
  return [
    arn('catalog'),
    arn('database', databaseName),
    ...names.map((name) => arn('table', `${databaseName}/${name}`)),
  ];
}

/** Tables and the view that the compaction creates. */
export const compactionTables = [compactedTableName, hourlyTableName, requestsViewName] as const;

/** Creates the role of the state machine: it invokes the planner, and Athena uses it to read raw files and write tables. */
export function makeCompactionRole(scope: Construct, id: string, props: CompactionRoleProps): Role {
  const { lake, lakeTable, workgroup, planner } = props;
  const role = new Role(scope, id, {
    description: 'State machine that compacts the lake of real-time logs',
    assumedBy: new ServicePrincipal('states.amazonaws.com'),
    inlinePolicies: policyDocuments({
      CallPlanner: [
        new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [planner.functionArn] }),
      ],
      RunStatements: [runStatements(workgroup)],
      ChangeTables: changeTables(lakeTable),
      ChangeFiles: changeFiles(lake),
      UseKey: keyUseStatements(lake.bucket),
    }),
  });
  const named = 'Athena names the files, below this fixed prefix.';
  for (const prefix of [rawPrefix, compactedPrefix, hourlyPrefix, compactionResultsPrefix])
    acknowledgeObjects(role, lake, `${prefix}*`, named);
  return role;
}

function runStatements(workgroup: CfnWorkGroup): PolicyStatement {
  return new PolicyStatement({
    actions: [
      'athena:GetDataCatalog',
      'athena:GetQueryExecution',
      'athena:StartQueryExecution',
      'athena:StopQueryExecution',
    ],
    resources: [
      workgroupArn(workgroup),
      Stack.of(workgroup).formatArn({
        service: 'athena',
        resource: 'datacatalog',
        resourceName: 'AwsDataCatalog',
      }),
    ],
  });
}

/** Returns the ARN of a workgroup. */
export function workgroupArn(workgroup: CfnWorkGroup): string {
  return Stack.of(workgroup).formatArn({
    service: 'athena',
    resource: 'workgroup',
    resourceName: workgroup.name,
  });
}

function changeTables(lakeTable: LakeTable): PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: [
        'glue:GetDatabase',
        'glue:GetDatabases',
        'glue:GetPartitions',
        'glue:GetTable',
        'glue:GetTables',
      ],
      resources: tableArns(lakeTable, [tableName, ...compactionTables]),
    }),
    new PolicyStatement({
      actions: ['glue:CreateTable', 'glue:UpdateTable'],
      resources: tableArns(lakeTable, compactionTables),
    }),
  ];
}

function changeFiles(lake: LakeFolder): PolicyStatement[] {
  const written = [compactedPrefix, hourlyPrefix, compactionResultsPrefix];
  return [
    new PolicyStatement({ actions: ['s3:GetObject'], resources: [lake.arnForObjects(`${rawPrefix}*`)] }),
    new PolicyStatement({
      actions: [
        's3:AbortMultipartUpload',
        's3:DeleteObject',
        's3:GetObject',
        's3:ListMultipartUploadParts',
        's3:PutObject',
      ],
      resources: written.map((prefix) => lake.arnForObjects(`${prefix}*`)),
    }),
    new PolicyStatement({
      actions: ['s3:ListBucket'],
      resources: [lake.bucket.bucketArn],
      conditions: {
        StringLike: { 's3:prefix': lake.listings([rawPrefix, ...written].map((prefix) => `${prefix}*`)) },
      },
    }),
    new PolicyStatement({
      actions: ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'],
      resources: [lake.bucket.bucketArn],
    }),
  ];
}

/** Acknowledges that the planner's role allows access to all objects under prefixes. */
export function acknowledgePlanner(role: Role, lake: LakeFolder, prefixes: readonly string[]): void {
  for (const prefix of prefixes)
    acknowledgeObjects(
      role,
      lake,
      `${prefix}*`,
      'Objects are named by hour and file, below this fixed prefix.',
    );
}

/** Acknowledges that the state machine has no log group and no traces. */
export function acknowledgeStateMachine(construct: Construct): void {
  acknowledge(
    construct,
    'AwsSolutions-SF1',
    'The history of executions has every statement and its outcome.',
  );
  acknowledge(
    construct,
    'AwsSolutions-SF2',
    'Two services in a loop: the history shows where the time goes.',
  );
}
