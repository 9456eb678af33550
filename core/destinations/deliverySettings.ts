import { type DocumentFormatName, documentFormatNames } from '../json/documentFormat.ts';
import { type PolicySettings, printPolicy, readPolicy } from '../policyVariables.ts';
import {
  type Environment,
  oneOfWords,
  optionalText,
  patternText,
  printVariables,
  readVariables,
  requiredText,
  type Variables,
  wholeNumber,
} from '../variables.ts';

/** How often a new index is started, by the time when a record arrived in the stream. */
export const indexRotations = ['NoRotation', 'OneHour', 'OneDay', 'OneWeek', 'OneMonth'] as const;
export type IndexRotation = (typeof indexRotations)[number];

/** Types of receivers, which differ in how they accept documents. */
export const receiverTypes = ['opensearch', 'opensearch-serverless', 'splunk', 'http'] as const;
export type ReceiverType = (typeof receiverTypes)[number];

/**
 * Settings of a function that delivers documents directly. The deployment writes them to the function's environment.
 */
export interface DeliverySettings {
  /** Name of the destination. Required. */
  readonly destination: string;
  /** Bucket of the lake, which stores the known layouts. Required. */
  readonly lakeBucket: string;
  /** Bucket for documents that the receiver rejects permanently. Required. */
  readonly failureBucket: string;
  readonly receiver: ReceiverType;
  /** Endpoint of the receiver. Required. */
  readonly url: string;
  readonly format: DocumentFormatName;
  /** Secret that contains the receiver's key or token; undefined if requests are signed or need no key. */
  readonly secretArn: string | undefined;
  /** Name of the OpenSearch index. */
  readonly index: string | undefined;
  /** Default `OneDay`. */
  readonly rotation: IndexRotation;
  /**
   * Minimum duration of a failing invocation, in seconds. Lambda immediately reads a failed batch from the shard again,
   * and all readers of a shard share 2 MB per second. Default 60.
   */
  readonly failureSeconds: number;
  /** How sensitive text is handled. The consumer uses the same policy. */
  readonly policy: PolicySettings;
}

/** A batch has at most 6 MB, so reading one per minute uses 5% of a shard's read limit. */
export const defaultFailureSeconds = 60;

const variables: Variables<Omit<DeliverySettings, 'policy'>> = {
  destination: requiredText('DESTINATION', 'the name of the destination'),
  lakeBucket: requiredText('LAKE_BUCKET', "the name of the lake's bucket"),
  failureBucket: requiredText('FAILURE_BUCKET', 'the name of the failure bucket'),
  receiver: oneOfWords('RECEIVER', receiverTypes, 'http'),
  url: patternText('RECEIVER_URL', /^https?:\/\/\S+$/, 'the URL of the receiver', ''),
  format: oneOfWords('DOCUMENT_FORMAT', documentFormatNames, 'generic'),
  secretArn: optionalText('SECRET_ARN'),
  index: optionalText('INDEX'),
  rotation: oneOfWords('INDEX_ROTATION', indexRotations, 'OneDay'),
  failureSeconds: wholeNumber('FAILURE_SECONDS', [0, 240], defaultFailureSeconds),
};

/**
 * Reads the settings from environment variables.
 *
 * @throws Error with one sentence for each mistake
 */
export function readDeliverySettings(environment: Environment): DeliverySettings {
  const mistakes: string[] = [];
  const own = readVariables(variables, environment, mistakes);
  const policy = readPolicy(environment, mistakes);
  if (own.url === '') mistakes.push('RECEIVER_URL: expected the URL of the receiver, got nothing.');
  if (own.receiver.startsWith('opensearch') && !own.index) {
    mistakes.push('INDEX: expected the name of an index because the receiver is OpenSearch, got nothing.');
  }
  if (mistakes.length > 0) throw new Error(mistakes.join(' '));
  return { ...own, policy };
}

/** Formats the settings as environment variables: the inverse of {@link readDeliverySettings}. */
export function printDeliverySettings({ policy, ...own }: DeliverySettings): Record<string, string> {
  return { ...printVariables(variables, own), ...printPolicy(policy) };
}
