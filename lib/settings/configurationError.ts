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

/** Formats a value for a message, as JSON of at most 80 characters. */
export function showValue(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
