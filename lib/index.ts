/**
 * CloudFront real-time logs to CloudWatch metrics within seconds and to Parquet files that Athena queries, as a CDK
 * construct.
 *
 * @packageDocumentation
 */
export { KnownLogConfiguration } from './knownLogConfiguration.ts';
export { Alarms, type AlarmsProps } from './props/alarms.ts';
export type { AttachmentPermission, AttachmentTarget, AttachProps } from './props/attachments.ts';
export {
  Capacity,
  type ExistingStreamProps,
  type ProvisionedStreamProps,
  type StreamProps,
  type TrafficProps,
} from './props/capacity.ts';
export { AlarmChat, type ExplanationProps } from './props/explanations.ts';
export { Fields } from './props/fields.ts';
export {
  FunctionNetwork,
  type FunctionNetworkIds,
  type FunctionNetworkProps,
} from './props/functionNetwork.ts';
export { type ExistingLakeProps, Lake, LakeCompression, type LakeProps } from './props/lake.ts';
export { LogDestination } from './props/logDestination.ts';
export type {
  DirectDestinationProps,
  HttpDestinationProps,
  LogDestinationProps,
  LogDestinationVpc,
  OpenSearchDestinationProps,
  OpenSearchServerlessDestinationProps,
  RedshiftDestinationProps,
} from './props/logDestinationProps.ts';
export { type EndpointExportProps, MetricExport, type MetricExportProps } from './props/metricExport.ts';
export type { PipelineAlarms } from './props/pipelineAlarms.ts';
export type { RealtimeLogPipelineProps } from './props/pipelineProps.ts';
export { Privacy, type PrivacyProps, SensitiveText } from './props/privacy.ts';
export type { ServerErrorRateProps, TrafficMetricProps } from './props/trafficMetricProps.ts';
export { RealtimeLogPipeline } from './realtimeLogPipeline.ts';
export type { AlarmThresholds } from './settings/alarmThresholds.ts';
export type { LatencyObjective, Objective } from './settings/objectiveOptions.ts';
