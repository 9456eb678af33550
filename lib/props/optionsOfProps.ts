import { Architecture } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { ExistingResources } from '../existing/existingResources.ts';
import type { PipelineOptions } from '../settings/pipelineOptions.ts';
import { omitUndefined } from './omitUndefined.ts';
import type { RealtimeLogPipelineProps } from './pipelineProps.ts';
import { rejectWrongProps } from './propValues.ts';
import { removalOf } from './removalOf.ts';
import { wholeDuration } from './wholeDuration.ts';

/** Props converted to options, and the constructs that the options refer to. */
export interface ResolvedProps {
  readonly options: PipelineOptions;
  readonly existing: ExistingResources;
}

/**
 * Converts props to options, and collects the constructs in the props.
 *
 * @param scope scope for new constructs that props require, such as a security group
 */
export function optionsOfProps(scope: Construct, props: RealtimeLogPipelineProps): ResolvedProps {
  rejectWrongProps(props);
  const { capacity, lake, privacy, alarms, encryptionKey, permissionsBoundary, accessLogs } = props;
  const network = props.network?._bind(scope);
  const { name, samplingRate, attachTo, metricNamespace, metricSeriesLimit, metricSeries } = props;
  const { dashboard, reservedConcurrency, tags } = props;
  const options: PipelineOptions = {
    ...capacity?._options,
    ...lake?._options,
    ...privacy?._options,
    ...alarms?._options,
    ...omitUndefined({
      name,
      fields: props.fields?.names,
      samplingRate,
      attachTo,
      attachPermissions: props.attachmentPermissions,
      encryptionKeyArn: encryptionKey?.keyArn,
      dashboard,
      runbookUrl: props.runbookUrl,
      metricNamespace,
      metricSeriesLimit,
      metricSeries,
      objectives: props.objectives,
      additionalMetrics: props.additionalMetrics as PipelineOptions['additionalMetrics'],
      metricExport: props.metricExport?._option,
      destinations: props.destinations?.map(({ _destination }) => _destination),
      batchWindowSeconds: wholeDuration('batchWindow', props.batchWindow, 'seconds'),
      memoryMegabytes: props.memorySize,
      architecture: architectureOf(props.architecture),
      reservedConcurrency,
      vpc: network,
      permissionsBoundaryArn: permissionsBoundary?.managedPolicyArn,
      logRetentionDays: props.logRetention,
      accessLogBucketName: accessLogs?.bucketName,
      failureRetentionDays: wholeDuration('failureRetention', props.failureRetention, 'days'),
      failureRemoval: removalOf('failureRemovalPolicy', props.failureRemovalPolicy),
      tags,
    }),
  };
  return {
    options,
    existing: {
      stream: capacity?._stream,
      lake: lake?._bucket,
      databaseName: options.databaseName,
      encryptionKey,
      hashKey: privacy?._hashKey,
      alarmTopic: alarms?._topic,
      permissionsBoundary,
      network,
      accessLogs,
    },
  };
}

function architectureOf(architecture: Architecture | undefined): 'arm64' | 'x86_64' | undefined {
  if (architecture === undefined) return undefined;
  return architecture.name === Architecture.X86_64.name ? 'x86_64' : 'arm64';
}
