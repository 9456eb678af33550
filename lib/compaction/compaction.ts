import { ArnFormat, Aws, CustomResource, Duration, Stack } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { type CompactionStartProperties, compactionStartType } from '../../core/aws/customResources.ts';
import { lateMarksPrefix } from '../../core/lake/compaction/lateMarks.ts';
import { stateMachineDefinition } from '../../core/lake/compaction/stateMachine.ts';
import { rawPrefix } from '../../core/lake/keys.ts';
import { tableColumns, tableName } from '../../core/lake/table.ts';
import { acknowledge } from '../acknowledge.ts';
import { DeploymentFunction } from '../deploymentFunction.ts';
import { keyUseStatements } from '../existing/encryptionKey.ts';
import type { LakeFolder } from '../lakeFolder.ts';
import type { LakeTable } from '../lakeTable.ts';
import { resultEncryption } from '../queryWorkgroup.ts';
import type { PipelineSettings } from '../settings/pipelineSettings.ts';
import {
  acknowledgePlanner,
  acknowledgeStateMachine,
  compactionResultsPrefix,
  compactionTables,
  makeCompactionRole,
  tableArns,
  workgroupArn,
} from './compactionRole.ts';

/** Properties of `Compaction`. */
export interface CompactionProps {
  readonly settings: PipelineSettings;
  readonly lake: LakeFolder;
  readonly lakeTable: LakeTable;
}

/** Minute of the hour at which runs start. An arrival hour closes 75 minutes after its end, 5 minutes before a run. */
const minuteOfHour = 20;

/**
 * Maximum bytes that one statement may scan: several times the scan of an hour at 50,000 requests per second. It limits
 * what a mistake can cost.
 */
const scanLimitBytes = 500_000_000_000;

/**
 * The compaction of the lake: a state machine that merges each closed arrival hour into an Iceberg table, verifies the
 * result, and then makes the view `requests` read the hour from that table. The first execution creates the tables and
 * the view. If the option `compaction` is off, the state machine only maintains the view, and only deployments start it.
 */
export class Compaction extends Construct {
  readonly stateMachine: CfnStateMachine;
  /** Workgroup of the compaction's statements. Its scan limit doesn't apply to other queries. */
  readonly workgroup: CfnWorkGroup;
  /** Function that chooses the next statement of a run. */
  readonly planner: IFunction;

  constructor(scope: Construct, id: string, { settings, lake, lakeTable }: CompactionProps) {
    super(scope, id);
    const stateMachineName = `${settings.name}-compaction`.slice(0, 80);
    this.workgroup = this.#makeWorkgroup(settings, lake);
    const planning = this.#makePlanner({ settings, lake, lakeTable }, stateMachineName);
    this.planner = planning.function;
    const role = makeCompactionRole(this, 'Role', {
      lake,
      lakeTable,
      workgroup: this.workgroup,
      planner: this.planner,
    });
    this.stateMachine = new CfnStateMachine(this, 'StateMachine', {
      stateMachineName,
      stateMachineType: 'STANDARD',
      roleArn: role.roleArn,
      definition: stateMachineDefinition({
        partition: Aws.PARTITION,
        plannerArn: this.planner.functionArn,
        workgroup: this.workgroup.name,
        database: lakeTable.databaseName,
      }),
    });
    this.stateMachine.node.addDependency(role, this.workgroup);
    acknowledgeStateMachine(this.stateMachine);
    if (settings.compaction) this.#schedule(settings);
    this.#startAtDeployment(settings, planning, lakeTable);
  }

  #makeWorkgroup(settings: PipelineSettings, lake: LakeFolder): CfnWorkGroup {
    return new CfnWorkGroup(this, 'Workgroup', {
      name: `${settings.name}-compaction`,
      description: `Statements that compact the lake of ${settings.name}`,
      recursiveDeleteOption: true,
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        bytesScannedCutoffPerQuery: scanLimitBytes,
        resultConfiguration: {
          outputLocation: lake.s3UrlForObject(compactionResultsPrefix),
          expectedBucketOwner: Aws.ACCOUNT_ID,
          encryptionConfiguration: resultEncryption(lake),
        },
      },
    });
  }

  #makePlanner({ settings, lake, lakeTable }: CompactionProps, stateMachineName: string): DeploymentFunction {
    const stateArn = (resource: string, resourceName: string) =>
      Stack.of(this).formatArn({
        service: 'states',
        resource,
        resourceName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      });
    const planning = new DeploymentFunction(this, 'Planner', {
      settings,
      folder: 'compaction',
      description: `Plans the compaction of the lake of ${settings.name}`,
      policies: {
        ReadCatalog: [
          new PolicyStatement({
            actions: ['glue:GetTable'],
            resources: tableArns(lakeTable, [tableName, ...compactionTables]),
          }),
        ],
        ReadProofs: [
          new PolicyStatement({
            actions: ['athena:GetQueryResults'],
            resources: [workgroupArn(this.workgroup)],
          }),
          new PolicyStatement({
            actions: ['s3:GetObject'],
            resources: [lake.arnForObjects(`${compactionResultsPrefix}*`)],
          }),
        ],
        KeepFiles: [
          new PolicyStatement({
            actions: ['s3:ListBucket'],
            resources: [lake.bucket.bucketArn],
            conditions: {
              StringLike: { 's3:prefix': lake.listings([`${rawPrefix}*`, `${lateMarksPrefix}*`]) },
            },
          }),
          new PolicyStatement({
            actions: ['s3:DeleteObject'],
            resources: [lake.arnForObjects(`${rawPrefix}*`), lake.arnForObjects(`${lateMarksPrefix}*`)],
          }),
        ],
        UseKey: keyUseStatements(lake.bucket),
        StartRuns: [
          new PolicyStatement({
            actions: ['states:ListExecutions', 'states:StartExecution'],
            resources: [stateArn('stateMachine', stateMachineName)],
          }),
          new PolicyStatement({
            actions: ['states:DescribeExecution'],
            resources: [stateArn('execution', `${stateMachineName}:*`)],
          }),
        ],
      },
      environment: {
        PIPELINE_NAME: settings.name,
        LAKE_BUCKET: lake.address,
        DATABASE: lakeTable.databaseName,
        RETENTION_DAYS: String(settings.lakeRetentionDays),
        COMPACTION: String(settings.compaction),
      },
      timeout: Duration.minutes(10),
      callsCloudFront: false,
    });
    acknowledge(
      planning.role,
      `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${stateMachineName}:*]`,
      'Step Functions names executions; all of this one state machine may be described.',
    );
    acknowledgePlanner(planning.role, lake, [rawPrefix, lateMarksPrefix, compactionResultsPrefix]);
    return planning;
  }

  #schedule(settings: PipelineSettings): void {
    const role = new Role(this, 'ScheduleRole', {
      description: `Starts the compaction of ${settings.name} every hour`,
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      inlinePolicies: {
        Start: new PolicyDocument({
          statements: [
            new PolicyStatement({
              actions: ['states:StartExecution'],
              resources: [this.stateMachine.attrArn],
            }),
          ],
        }),
      },
    });
    new CfnSchedule(this, 'Schedule', {
      description: `Compacts the lake of ${settings.name}`,
      scheduleExpression: `cron(${minuteOfHour} * * * ? *)`,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: this.stateMachine.attrArn,
        roleArn: role.roleArn,
        input: '{}',
        // If a run can't start, the next run also compacts its hour.
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 1_800 },
      },
    });
  }

  #startAtDeployment(settings: PipelineSettings, planning: DeploymentFunction, lakeTable: LakeTable): void {
    const properties: CompactionStartProperties = {
      StateMachineArn: this.stateMachine.attrArn,
      Columns: tableColumns(settings.unknownFields)
        .map(({ name }) => name)
        .join(','),
      Compaction: settings.compaction ? 'true' : 'false',
    };
    const start = new CustomResource(this, 'Start', {
      resourceType: compactionStartType,
      serviceToken: planning.function.functionArn,
      serviceTimeout: planning.serviceTimeout,
      properties: { ...properties },
    });
    start.node.addDependency(lakeTable.table);
  }
}
