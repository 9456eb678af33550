import { Duration } from 'aws-cdk-lib';
import { Architecture } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { parseFieldList } from '../../core/layouts/fieldList.ts';
import type { ExistingResources } from '../existing/existingResources.ts';
import type { PipelineOptions } from '../settings/pipelineOptions.ts';
import { Alarms } from './alarms.ts';
import type { AttachmentTarget } from './attachments.ts';
import {
  Capacity,
  type ExistingStreamProps,
  type ProvisionedStreamProps,
  streamEncryptionOf,
} from './capacity.ts';
import { AlarmChat } from './explanations.ts';
import { Fields } from './fields.ts';
import { FunctionNetwork } from './functionNetwork.ts';
import { Lake, LakeCompression, type LakeProps } from './lake.ts';
import { LogDestination } from './logDestination.ts';
import { MetricExport } from './metricExport.ts';
import { omitUndefined } from './omitUndefined.ts';
import type { RealtimeLogPipelineProps } from './pipelineProps.ts';
import { Privacy, sensitiveTextOf } from './privacy.ts';
import { removalPolicyOf } from './removalOf.ts';

/**
 * Converts options, in the form of cdk.json, to props of the construct.
 *
 * @param options valid options
 * @param existing the existing resources that the options refer to, as constructs
 */
export function propsOfOptions(
  options: PipelineOptions,
  existing: ExistingResources,
): RealtimeLogPipelineProps {
  const { name, samplingRate, dashboard, metricNamespace, metricSeriesLimit } = options;
  const { reservedConcurrency, architecture, tags } = options;
  const { encryptionKey, permissionsBoundary, accessLogs, network } = existing;
  return omitUndefined({
    name,
    fields: fieldsOf(options.fields),
    samplingRate,
    attachTo: options.attachTo?.map(targetOf),
    attachmentPermissions: options.attachPermissions?.map(({ actions, resources }) => ({
      actions: [...actions],
      resources: [...resources],
    })),
    capacity: capacityOf(options, existing),
    encryptionKey,
    lake: lakeOf(options, existing),
    privacy: privacyOf(options, existing),
    alarms: alarmsOf(options, existing),
    dashboard,
    runbookUrl: options.runbookUrl,
    metricNamespace,
    metricSeriesLimit,
    metricSeries: mutable(options.metricSeries),
    objectives: mutable(options.objectives),
    additionalMetrics: mutable(options.additionalMetrics),
    metricExport: options.metricExport && MetricExport._of(options.metricExport),
    destinations: options.destinations?.map((destination) => LogDestination._of(destination)),
    batchWindow: durationOf(options.batchWindowSeconds, Duration.seconds),
    memorySize: options.memoryMegabytes,
    architecture: architecture && (architecture === 'x86_64' ? Architecture.X86_64 : Architecture.ARM_64),
    reservedConcurrency,
    network: network && FunctionNetwork._of(network),
    permissionsBoundary,
    logRetention: options.logRetentionDays as RetentionDays | undefined,
    accessLogs,
    failureRetention: durationOf(options.failureRetentionDays, Duration.days),
    failureRemovalPolicy: removalPolicyOf(options.failureRemoval),
    tags: tags && { ...tags },
  });
}

function fieldsOf(fields: PipelineOptions['fields']): Fields | undefined {
  if (fields === undefined) return undefined;
  const configured = typeof fields === 'string' ? parseFieldList(fields) : fields;
  return Fields.of(
    ...configured.map((field) => (typeof field === 'string' ? field : `${field.name}:after=${field.after}`)),
  );
}

function targetOf(target: NonNullable<PipelineOptions['attachTo']>[number]): AttachmentTarget {
  if (typeof target === 'string') return { distributionId: target };
  const { distributionId, behaviors, replace } = target;
  return {
    distributionId,
    ...omitUndefined({ behaviors: behaviors === 'all' ? undefined : mutable(behaviors), replace }),
  };
}

function capacityOf(options: PipelineOptions, { stream }: ExistingResources): Capacity {
  const { requestsPerSecond, recordBytes, headroom, currentShards, capacity } = options;
  const traffic: ExistingStreamProps = omitUndefined({
    requestsPerSecond,
    recordBytes,
    retention: durationOf(options.streamRetentionHours, Duration.hours),
    onDemand: capacity === 'on-demand' ? true : undefined,
  });
  if (stream !== undefined) return Capacity.fromStream(stream, traffic);
  const props: ProvisionedStreamProps = {
    ...traffic,
    ...omitUndefined({
      headroom,
      currentShards,
      encryption: streamEncryptionOf(options.streamEncryption),
      removalPolicy: removalPolicyOf(options.streamRemoval),
    }),
  };
  return capacity === 'on-demand' ? Capacity.onDemand(props) : Capacity.provisioned(props);
}

function lakeOf(options: PipelineOptions, { lake }: ExistingResources): Lake {
  const { compression, compaction, scanLimitGigabytes, readersPolicy, databaseName } = options;
  const props: LakeProps = omitUndefined({
    retention: durationOf(options.lakeRetentionDays, Duration.days),
    quarantineRetention: durationOf(options.quarantineRetentionDays, Duration.days),
    compression: compression && (compression === 'gzip' ? LakeCompression.GZIP : LakeCompression.ZSTD),
    compaction,
    scanLimitGigabytes,
    readersPolicy,
    removalPolicy: removalPolicyOf(options.lakeRemoval),
    databaseName,
  });
  if (lake === undefined) return Lake.create(props);
  return Lake.fromBucket(lake, { ...props, ...omitUndefined({ prefix: options.lakePrefix }) });
}

function privacyOf(options: PipelineOptions, { hashKey }: ExistingResources): Privacy {
  const { addresses, cookies, headers, urls, custom, redactNames, keepNames } = options;
  return Privacy.of(
    omitUndefined({
      addresses: sensitiveTextOf(addresses),
      cookies: sensitiveTextOf(cookies),
      headers: sensitiveTextOf(headers),
      urls: sensitiveTextOf(urls),
      custom: sensitiveTextOf(custom),
      redactNames: mutable(redactNames),
      keepNames: mutable(keepNames),
      hashKey,
    }),
  );
}

function alarmsOf(options: PipelineOptions, { alarmTopic }: ExistingResources): Alarms {
  const { alarms = {}, alarmEmails, explanations } = options;
  if (alarms === false) return Alarms.none();
  const thresholds = Object.entries(alarms).filter(([, threshold]) => threshold !== false);
  const off = Object.keys(alarms).filter((name) => alarms[name as keyof typeof alarms] === false);
  const { chats, ...others } = explanations || {};
  return Alarms.defaults({
    ...Object.fromEntries(thresholds),
    ...omitUndefined({
      topic: alarmTopic,
      emails: mutable(alarmEmails),
      explanations: explanations
        ? { ...others, ...omitUndefined({ chats: chats?.map((chat) => AlarmChat._of(chat)) }) }
        : undefined,
    }),
  }).without(...off);
}

function durationOf(amount: number | undefined, unit: (amount: number) => Duration): Duration | undefined {
  return amount === undefined ? undefined : unit(amount);
}

function mutable<T>(list: readonly T[] | undefined): T[] | undefined {
  return list && [...list];
}
