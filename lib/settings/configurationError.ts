/** A setting that cannot be deployed. Its message is one sentence: the option, what was expected, what was got. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  /**
   * @param option name of the option, as in docs/configuration.md
   * @param problem `expected …, got …`
   */
  constructor(option: string, problem: string) {
    super(`${option}: ${problem}`);
  }
}

/** A value in the form that messages use. */
export function showValue(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
