import {
  type AttributeChoice,
  attributeFacets,
  defaultAttributes,
  isAttributeChoice,
} from './attributeChoice.ts';

/** How traffic metrics are exported with OTLP. */
export interface MetricExport {
  /** `cloudwatch` for CloudWatch's OTLP endpoint in the function's region, or the URL of an OTLP endpoint. */
  readonly endpoint: string;
  /** Secret in Secrets Manager that contains a JSON object of request headers. Default none. */
  readonly headersSecretArn?: string | undefined;
  /** Customer managed key that encrypts the secret. Default: `aws/secretsmanager` encrypts it. */
  readonly headersKeyArn?: string | undefined;
  /** Attributes of the data points. Default `behavior`, `status`, and `detailed-result`. */
  readonly attributes: readonly AttributeChoice[];
  /** Maximum number of values of one attribute, 1 to 10,000. Additional values are counted as `other`. Default 200. */
  readonly valueLimit: number;
  /**
   * Maximum number of attribute sets per minute and batch, 1 to 50,000. Additional sets are counted in one set. Default 2,000.
   */
  readonly setLimit: number;
  /** `delta` keeps the minute of each event. `cumulative` is for backends that accept nothing else. Default `delta`. */
  readonly temporality: 'delta' | 'cumulative';
  /** Whether the classic metrics of distributions and cache behaviors are also sent. Default true. */
  readonly classicMetrics: boolean;
}

/** Value that selects CloudWatch's OTLP endpoint. */
export const cloudWatchEndpoint = 'cloudwatch';

/** The option in the configuration: `cloudwatch-otlp`, or an object in which only the endpoint is required. */
export type MetricExportOption = 'cloudwatch-otlp' | (Partial<MetricExport> & Pick<MetricExport, 'endpoint'>);

const defaults: Omit<MetricExport, 'endpoint' | 'headersSecretArn' | 'headersKeyArn'> = {
  attributes: defaultAttributes,
  valueLimit: 200,
  setLimit: 2000,
  temporality: 'delta',
  classicMetrics: true,
};

const secretArn = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[^\s]+$/;

const keyArn = /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/;

/** For each member, a description of valid values, and a test for them. */
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
  headersKeyArn: [
    'the ARN of a KMS key',
    (value) =>
      value === undefined || (typeof value === 'string' && (keyArn.test(value) || value.includes('${'))),
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
 * Validates an export and applies defaults.
 *
 * @returns the export, or a sentence that explains why it is not valid
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
    return `headersSecretArn: expected no secret with the endpoint '${cloudWatchEndpoint}', whose requests are signed, got one`;
  if (resolved.headersSecretArn === undefined && resolved.headersKeyArn !== undefined)
    return 'headersKeyArn: expected no key without headersSecretArn, got one';
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
