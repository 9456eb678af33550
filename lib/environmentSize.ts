import { ConfigurationError } from './settings/configurationError.ts';

/** Maximum total bytes of a function's environment variables (Lambda developer guide, 'Lambda quotas', November 2026). */
const largestEnvironment = 4096;

/** Bytes reserved for a value that is known only at deployment, such as the name of a bucket or the ARN of a secret. */
const bytesOfReference = 192;

/** A value that is known only at deployment. */
const reference = /\$\{Token\[[^\]]*\]\}/g;

/** Options whose values are in variables with other names. The others have the name of their variable. */
const optionOfVariable: Readonly<Record<string, string>> = {
  CHATS: 'explanations',
  DESTINATION: 'destinations',
  INDEX: 'destinations',
  LAKE_BUCKET: 'lakePrefix',
  PIPELINE_NAME: 'name',
  RECEIVER_URL: 'destinations',
  SECRET_ARN: 'destinations',
};

/** Number of options that the error names. */
const namedOptions = 3;

/**
 * Rejects environment variables that don't fit into a function.
 *
 * @throws ConfigurationError that names the options that take the most space
 */
export function rejectLargeEnvironment(environment: Readonly<Record<string, string>>): void {
  const sizes = Object.entries(environment).map(([name, value]) => ({
    option: optionOfVariable[name] ?? camelCase(name),
    bytes: Buffer.byteLength(name + value.replaceAll(reference, 'x'.repeat(bytesOfReference))),
  }));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total <= largestEnvironment) return;
  const largest = sizes.toSorted((one, other) => other.bytes - one.bytes).slice(0, namedOptions);
  throw new ConfigurationError(
    largest[0].option,
    `expected options that fit into the ${largestEnvironment} bytes of a function's environment, got ${total} bytes; ` +
      `shorten the largest: ${largest.map(({ option, bytes }) => `${option} (${bytes} bytes)`).join(', ')}`,
  );
}

/** Converts the name of a variable: `METRIC_SERIES` to `metricSeries`. */
function camelCase(name: string): string {
  return name.toLowerCase().replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
