import { Token } from 'aws-cdk-lib';

/** A setting that can't be deployed. The message contains the option, what was expected, and what was received. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  /**
   * @param option name of the option, as in docs/configuration.md
   * @param problem text of the form `expected …, got …`
   */
  constructor(option: string, problem: string) {
    super(`${option}: ${problem}`);
  }
}

/**
 * Formats a value for a message, as JSON of at most 80 characters. Doesn't show values that the CDK knows only at
 * deployment, because they are placeholders.
 */
export function showValue(value: unknown): string {
  if (isPlaceholder(value)) return 'a value that is known only at deployment';
  const text =
    typeof value === 'number'
      ? String(value)
      : (JSON.stringify(value) ?? String(value)).replaceAll(placeholder, '…');
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** Matches a placeholder in JSON. */
const placeholder = /\$\{Token\[[^\]]*\]\}/g;

/** Whether a value is a placeholder, or a text with one. Objects with placeholders are shown. */
function isPlaceholder(value: unknown): boolean {
  return typeof value !== 'object' && Token.isUnresolved(value);
}
