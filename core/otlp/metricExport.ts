import {
  type AttributeChoice,
  attributeFacets,
  defaultAttributes,
  isAttributeChoice,
} from './attributeChoice.ts';

/** Where the traffic's metrics go by OTLP, and what they hold. */
export interface MetricExport {
  /** `cloudwatch`: CloudWatch's OTLP endpoint in the region of the function. Otherwise the URL of an OTLP endpoint. */
  readonly endpoint: string;
  /** Secret of Secrets Manager that holds a JSON object of request headers. Default none. */
  readonly headersSecretArn?: string | undefined;
  /** Attributes of the data points. Default `behavior`, `status` and `detailed-result`. */
  readonly attributes: readonly AttributeChoice[];
  /** Most values of one attribute, 1 to 10,000. Further ones are counted as `other`. Default 200. */
  readonly valueLimit: number;
  /** Most attribute sets of a minute and batch, 1 to 50,000. Further ones are counted in one. Default 2,000. */
  readonly setLimit: number;
  /** `delta` keeps the minute of each event; `cumulative` is for backends that take nothing else. Default `delta`. */
  readonly temporality: 'delta' | 'cumulative';
  /** Whether the classic metrics of distributions and cache behaviors are put as well. Default true. */
  readonly classicMetrics: boolean;
}

/** Endpoint that means CloudWatch's own. */
export const cloudWatchEndpoint = 'cloudwatch';

/** What a configuration may give: the word `cloudwatch-otlp`, or an object in which only the endpoint is required. */
export type MetricExportOption = 'cloudwatch-otlp' | (Partial<MetricExport> & Pick<MetricExport, 'endpoint'>);

const defaults: Omit<MetricExport, 'endpoint' | 'headersSecretArn'> = {
  attributes: defaultAttributes,
  valueLimit: 200,
  setLimit: 2000,
  temporality: 'delta',
  classicMetrics: true,
};

const secretArn = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[^\s]+$/;

/** For each member, what it may be, and whether a value is that. */
const members: Readonly<
  Record<keyof MetricExport, readonly [expected: string, isValid: (value: unknown) => boolean]>
> = {
  endpoint: [
    `'${cloudWatchEndpoint}' or the URL of an OTLP endpoint (https, or http on this machine)`,
    isEndpoint,
  ],
  headersSecretArn: [
    'the ARN of a secret',
    (value) =>
      value === undefined || (typeof value === 'string' && (secretArn.test(value) || value.includes('${'))),
  ],
  attributes: [
    `a list of attributes, each once: ${attributeFacets.join(', ')}, request-log:KEY or response-log:KEY`,
    (value) =>
      Array.isArray(value) &&
      value.every((one) => typeof one === 'string' && isAttributeChoice(one)) &&
      new Set(value).size === value.length,
  ],
  valueLimit: ['a whole number from 1 to 10000', isWholeNumber(10_000)],
  setLimit: ['a whole number from 1 to 50000', isWholeNumber(50_000)],
  temporality: ['delta or cumulative', (value) => value === 'delta' || value === 'cumulative'],
  classicMetrics: ['true or false', (value) => typeof value === 'boolean'],
};

/**
 * Checks an export and fills in what is not given.
 *
 * @returns the export, or a sentence that says what is wrong with it
 */
export function resolveMetricExport(option: unknown): MetricExport | string {
  if (option === 'cloudwatch-otlp') return { endpoint: cloudWatchEndpoint, ...defaults };
  if (typeof option !== 'object' || option === null || Array.isArray(option))
    return `expected cloudwatch-otlp or an object with an endpoint, got ${JSON.stringify(option)}`;
  const unknown = Object.keys(option).find((name) => !(name in members));
  if (unknown !== undefined) return `expected ${Object.keys(members).join(', ')}, got '${unknown}'`;
  const resolved: MetricExport = { ...defaults, ...(option as Pick<MetricExport, 'endpoint'>) };
  for (const [name, [expected, isValid]] of Object.entries(members)) {
    const value = resolved[name as keyof MetricExport];
    if (!isValid(value)) return `${name}: expected ${expected}, got ${JSON.stringify(value)}`;
  }
  if (resolved.endpoint === cloudWatchEndpoint && resolved.headersSecretArn !== undefined)
    return `headersSecretArn: expected none with '${cloudWatchEndpoint}', whose requests are signed, got one`;
  return resolved;
}

function isEndpoint(value: unknown): boolean {
  if (value === cloudWatchEndpoint) return true;
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const { protocol, hostname, username, password } = new URL(value);
  if (username !== '' || password !== '') return false;
  return (
    protocol === 'https:' ||
    (protocol === 'http:' && /^(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(hostname))
  );
}

function isWholeNumber(largest: number): (value: unknown) => boolean {
  return (value) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= largest;
}
