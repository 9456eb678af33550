import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { destinationsOutput } from '../core/destinations/deployedDestination.ts';
import { importResources } from './existing/importResources.ts';
import { bindRoles } from './existing/permissionsBoundary.ts';
import { propsOfOptions } from './props/propsOfOptions.ts';
import { RealtimeLogPipeline } from './realtimeLogPipeline.ts';
import type { PipelineOptions } from './settings/pipelineOptions.ts';
import { resolveSettings } from './settings/pipelineSettings.ts';
import { tagAll } from './tagAll.ts';

/** A stack with a pipeline, and with outputs for the names that operators need. */
export class RealtimeLogsStack extends Stack {
  readonly pipeline: RealtimeLogPipeline;

  /**
   * @param options options of the pipeline, in the form of cdk.json; see docs/configuration.md
   * @throws ConfigurationError if the options can't be deployed
   */
  constructor(scope: Construct, id: string, options: PipelineOptions = {}, stackProps: StackProps = {}) {
    const { name } = resolveSettings(options);
    super(scope, id, {
      description: 'Real-time logs of CloudFront to metrics and a lake',
      terminationProtection: options.terminationProtection ?? false,
      ...stackProps,
    });
    const existing = importResources(this, options);
    this.pipeline = new RealtimeLogPipeline(this, 'Pipeline', propsOfOptions({ ...options, name }, existing));
    // The CDK's functions for custom resources are in the stack, not in the pipeline.
    tagAll(this, options.tags ?? {});
    bindRoles(this, existing.permissionsBoundary);
    const { realtimeLogConfig, stream, consumer, lakeAddress, failures, databaseName, workgroupName } =
      this.pipeline;
    const { alarmTopic, dashboardName, readersPolicy, compactionStateMachineArn, _destinations } =
      this.pipeline;
    this.#output(
      'LogConfigurationArn',
      realtimeLogConfig.realtimeLogConfigArn,
      'Log configuration to attach to cache behaviors',
    );
    this.#output('StreamName', stream.streamName, 'Kinesis stream that CloudFront writes into');
    this.#output('ConsumerName', consumer.functionName, 'Lambda function that reads the stream');
    this.#output('LakeBucket', lakeAddress, 'Bucket with Parquet files, quarantine and known layouts');
    this.#output('FailureBucket', failures.bucketName, 'Bucket with batches that could not be processed');
    this.#output('Database', databaseName, 'Glue database with the table requests_raw');
    this.#output('Workgroup', workgroupName, 'Athena workgroup with the saved queries');
    this.#output(
      'CompactionStateMachine',
      compactionStateMachineArn,
      'State machine that merges closed hours of the lake',
    );
    if (readersPolicy)
      this.#output('ReadersPolicyArn', readersPolicy.managedPolicyArn, 'Policy for users who query the lake');
    if (_destinations.length > 0)
      this.#output(
        destinationsOutput,
        this.toJsonString(_destinations),
        'Destinations other than the lake, as JSON',
      );
    if (alarmTopic) this.#output('AlarmTopicArn', alarmTopic.topicArn, 'SNS topic that alarms are sent to');
    if (dashboardName)
      this.#output('Dashboard', dashboardName, 'CloudWatch dashboard of traffic and pipeline');
  }

  #output(id: string, value: string, description: string): void {
    new CfnOutput(this, id, { value, description });
  }
}
