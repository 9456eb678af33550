import { type DocumentFormatName, documentFormatNames } from '../json/documentFormat.ts';
import { type PolicySettings, printPolicy, readPolicy } from '../policyVariables.ts';
import {
  type Environment,
  oneOfWords,
  printVariables,
  readVariables,
  requiredText,
  type Variables,
} from '../variables.ts';

/**
 * Settings of a function that transforms records for Firehose. The deployment writes them to the function's
 * environment.
 */
export interface TransformationSettings {
  /** Bucket of the lake, which stores the known layouts. Required. */
  readonly lakeBucket: string;
  /** Form of the documents. Default `generic`. */
  readonly format: DocumentFormatName;
  /** How sensitive text is handled. The consumer uses the same policy. */
  readonly policy: PolicySettings;
}

const variables: Variables<Omit<TransformationSettings, 'policy'>> = {
  lakeBucket: requiredText('LAKE_BUCKET', "the name of the lake's bucket"),
  format: oneOfWords('DOCUMENT_FORMAT', documentFormatNames, 'generic'),
};

/**
 * Reads the settings from environment variables.
 *
 * @throws Error with one sentence for each mistake
 */
export function readTransformationSettings(environment: Environment): TransformationSettings {
  const mistakes: string[] = [];
  const own = readVariables(variables, environment, mistakes);
  const policy = readPolicy(environment, mistakes);
  if (mistakes.length > 0) throw new Error(mistakes.join(' '));
  return { ...own, policy };
}

/** Formats the settings as environment variables: the inverse of {@link readTransformationSettings}. */
export function printTransformationSettings({
  policy,
  ...own
}: TransformationSettings): Record<string, string> {
  return { ...printVariables(variables, own), ...printPolicy(policy) };
}
