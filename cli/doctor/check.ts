import type { PipelineNames } from '../pipeline/findPipeline.ts';
import type { DoctorCalls, MetricRequest } from './doctorCalls.ts';
import type { Finding } from './finding.ts';

/** Input of the checks. */
export interface CheckContext {
  readonly names: PipelineNames;
  readonly calls: DoctorCalls;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A check. If it throws an error, the error becomes a finding. */
export interface Check {
  /** What is checked, in a word or two. */
  readonly subject: string;
  readonly run: (context: CheckContext) => Promise<readonly Finding[]>;
}

const minute = 60_000;

/** Returns the time range of the last minutes. */
export function lastMinutes(now: number, minutes: number): Pick<MetricRequest, 'start' | 'end'> {
  return { start: now - minutes * minute, end: now };
}

/** Lag that is a problem, as a fraction of the retention. */
const maxLagShare = 0.1;

/**
 * Whether a reader of the stream is so far behind that its records may expire before it reads them.
 *
 * @param age milliseconds since the last record that it read arrived in the stream
 * @param retention hours that the stream keeps a record
 */
export function isFarBehind(age: number, retention: number): boolean {
  return age >= maxLagShare * retention * 60 * minute;
}

/** Returns the sum of values. */
export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Returns the namespace and dimensions of the stream's metrics. */
export function streamMetricSource({ names }: CheckContext): Pick<MetricRequest, 'namespace' | 'dimensions'> {
  return { namespace: 'AWS/Kinesis', dimensions: { StreamName: names.streamName } };
}

/** Returns the namespace and dimensions of the consumer's metrics. */
export function consumerMetricSource({
  names,
}: CheckContext): Pick<MetricRequest, 'namespace' | 'dimensions'> {
  return { namespace: 'AWS/Lambda', dimensions: { FunctionName: names.consumerName } };
}

/** Formats a number with commas. */
export function showNumber(number: number): string {
  return number.toLocaleString('en-US', { maximumFractionDigits: 1 });
}

/** Formats a number with its unit, singular or plural. */
export function showCount(number: number, one: string, many = `${one}s`): string {
  return `${showNumber(number)} ${number === 1 ? one : many}`;
}
