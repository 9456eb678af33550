import type { PipelineNames } from '../pipeline/findPipeline.ts';
import type { DoctorCalls, MetricRequest } from './doctorCalls.ts';
import type { Finding } from './finding.ts';

/** What checks use. */
export interface CheckContext {
  readonly names: PipelineNames;
  readonly calls: DoctorCalls;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Checks one thing. An error that it throws becomes a finding. */
export interface Check {
  /** The subject, in a word or two. */
  readonly subject: string;
  readonly run: (context: CheckContext) => Promise<readonly Finding[]>;
}

const minute = 60_000;

/** The window of metrics that ends now. */
export function lastMinutes(now: number, minutes: number): Pick<MetricRequest, 'start' | 'end'> {
  return { start: now - minutes * minute, end: now };
}

/** The sum of values. */
export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** A metric of the stream. */
export function ofStream({ names }: CheckContext): Pick<MetricRequest, 'namespace' | 'dimensions'> {
  return { namespace: 'AWS/Kinesis', dimensions: { StreamName: names.streamName } };
}

/** A metric of the function that reads the stream. */
export function ofConsumer({ names }: CheckContext): Pick<MetricRequest, 'namespace' | 'dimensions'> {
  return { namespace: 'AWS/Lambda', dimensions: { FunctionName: names.consumerName } };
}

/** A number with commas. */
export function showNumber(number: number): string {
  return number.toLocaleString('en-US', { maximumFractionDigits: 1 });
}

/** A number with its unit, singular or plural. */
export function showCount(number: number, one: string, many = `${one}s`): string {
  return `${showNumber(number)} ${number === 1 ? one : many}`;
}
