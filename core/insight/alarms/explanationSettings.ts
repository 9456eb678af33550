import {
  type Environment,
  listOfTexts,
  optionalText,
  printVariables,
  readVariables,
  requiredText,
  type Variables,
  wholeNumber,
} from '../../variables.ts';

/** Where explanations can be posted in addition to email. */
export const chatTypes = ['slack', 'teams', 'webhook'] as const;

/** Kind of chat; `webhook` receives the explanation as JSON. */
export type ChatType = (typeof chatTypes)[number];

/** A chat that explanations are posted to. */
export interface Chat {
  readonly type: ChatType;
  /**
   * Secret that contains the address, as `{"url": "https://…"}`. The secret of a webhook can also contain `headers`.
   */
  readonly secretArn: string;
}

/** Settings of the function that explains alarms. The deployment writes them to the function's environment. */
export interface ExplanationSettings {
  readonly pipelineName: string;
  /** Bucket of the lake, which also stores the history of explanations. */
  readonly lakeBucket: string;
  /** The Glue database, and the workgroup whose scan limit applies to each query. */
  readonly database: string;
  readonly workgroup: string;
  /** Topic to publish explanations to; undefined if they are only posted to chats. */
  readonly topicArn: string | undefined;
  readonly chats: readonly Chat[];
  /** The logged fields that explanations use. */
  readonly logged: readonly string[];
  /** Percent. */
  readonly samplingRate: number;
  /** Megabytes that all queries of one explanation may scan in total. */
  readonly scanMegabytes: number;
  readonly maxPerHour: number;
  readonly dashboardUrl: string | undefined;
}

const variables: Variables<Omit<ExplanationSettings, 'chats'> & { chats: readonly string[] }> = {
  pipelineName: requiredText('PIPELINE_NAME', 'the name of the pipeline'),
  lakeBucket: requiredText('LAKE_BUCKET', "the name of the lake's bucket"),
  database: requiredText('DATABASE', 'the name of the Glue database'),
  workgroup: requiredText('WORKGROUP', 'the name of the Athena workgroup'),
  topicArn: optionalText('TOPIC_ARN'),
  chats: listOfTexts('CHATS'),
  logged: listOfTexts('FIELDS'),
  samplingRate: wholeNumber('SAMPLING_RATE', [1, 100], 100),
  scanMegabytes: wholeNumber('SCAN_MEGABYTES', [10, 1_000_000], 1_000),
  maxPerHour: wholeNumber('PER_HOUR', [1, 100], 4),
  dashboardUrl: optionalText('DASHBOARD_URL'),
};

/**
 * Reads the settings from environment variables.
 *
 * @throws Error with one sentence for each mistake
 */
export function readExplanationSettings(environment: Environment): ExplanationSettings {
  const mistakes: string[] = [];
  const { chats, ...settings } = readVariables(variables, environment, mistakes);
  if (mistakes.length > 0) throw new Error(mistakes.join(' '));
  return { ...settings, chats: chats.map(readChat) };
}

/** Formats the settings as environment variables: the inverse of {@link readExplanationSettings}. */
export function printExplanationSettings(settings: ExplanationSettings): Record<string, string> {
  const chats = settings.chats.map(({ type, secretArn }) => `${type} ${secretArn}`);
  return printVariables(variables, { ...settings, chats });
}

function readChat(text: string): Chat {
  const [name = '', secretArn = ''] = text.split(' ');
  const type = chatTypes.find((one) => one === name);
  if (type !== undefined) return { type, secretArn };
  throw new Error(`CHATS: expected ${chatTypes.join(', ')}, and the ARN of a secret, got '${text}'.`);
}
