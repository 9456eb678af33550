/**
 * CloudFront real-time logs to CloudWatch metrics within seconds and to Parquet files that Athena queries, as a CDK
 * construct.
 *
 * @packageDocumentation
 */
export type { ConfiguredField } from '../core/layouts/layout.ts';
export type { AddressHandling, TextHandling } from '../core/sensitivity/policy.ts';
export { KnownLogConfiguration } from './knownLogConfiguration.ts';
export { RealtimeLogPipeline } from './realtimeLogPipeline.ts';
export { RealtimeLogsStack } from './realtimeLogsStack.ts';
export type { AlarmThresholds } from './settings/alarmThresholds.ts';
export type { AttachmentPermission, AttachmentTarget } from './settings/attachmentOptions.ts';
export { ConfigurationError } from './settings/configurationError.ts';
export type { AlarmExplanations, ExplanationChat } from './settings/explanationOptions.ts';
export type { LatencyObjective, Objective } from './settings/objectiveOptions.ts';
export type { PipelineOptions } from './settings/pipelineOptions.ts';
