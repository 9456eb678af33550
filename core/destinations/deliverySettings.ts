import { type DocumentFormName, documentFormNames } from '../json/documentForm.ts';
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

/** When a new index begins, by the day or hour in which a record arrived in the stream. */
export const indexRotations = ['NoRotation', 'OneHour', 'OneDay', 'OneWeek', 'OneMonth'] as const;
export type IndexRotation = (typeof indexRotations)[number];

/** What a destination is called by the way in which it takes documents. */
export const receiverTypes = ['opensearch', 'opensearch-serverless', 'splunk', 'http'] as const;
export type ReceiverType = (typeof receiverTypes)[number];

/** The settings of a function that delivers documents itself. The deployment writes them to its environment. */
export interface DeliverySettings {
  /** Name of the destination. Required. */
  readonly destination: string;
  /** Bucket of the lake, which has the known layouts. Required. */
  readonly lakeBucket: string;
  /** Bucket of the documents that the receiver refuses for good. Required. */
  readonly failureBucket: string;
  readonly receiver: ReceiverType;
  /** Endpoint of the receiver. Required. */
  readonly url: string;
  readonly form: DocumentFormName;
  /** Secret with the key or token of the receiver; undefined if requests are signed or need none. */
  readonly secretArn: string | undefined;
  /** Name of the index of OpenSearch. */
  readonly index: string | undefined;
  /** Default `OneDay`. */
  readonly rotation: IndexRotation;
  /**
   * Seconds that an invocation lasts at least before it fails. Lambda reads a failed batch from the shard again at once,
   * and all readers of a shard share 2 MB a second. Default 60.
   */
  readonly failureSeconds: number;
  /** How sensitive text is handled: as the consumer handles it. */
  readonly policy: PolicySettings;
}

/** A batch has at most 6 MB, so that one a minute takes 5 % of what a shard gives. */
export const defaultFailureSeconds = 60;

const variables: Variables<Omit<DeliverySettings, 'policy'>> = {
  destination: requiredText('DESTINATION', 'the name of the destination'),
  lakeBucket: requiredText('LAKE_BUCKET', "the name of the lake's bucket"),
  failureBucket: requiredText('FAILURE_BUCKET', 'the name of the failure bucket'),
  receiver: oneOfWords('RECEIVER', receiverTypes, 'http'),
  url: patternText('RECEIVER_URL', /^https?:\/\/\S+$/, 'the URL of the receiver', ''),
  form: oneOfWords('DOCUMENT_FORM', documentFormNames, 'generic'),
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

/** Prints the settings as environment variables: the inverse of {@link readDeliverySettings}. */
export function printDeliverySettings({ policy, ...own }: DeliverySettings): Record<string, string> {
  return { ...printVariables(variables, own), ...printPolicy(policy) };
}
