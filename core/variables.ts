/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** How a setting is stored in an environment variable. */
export interface Variable<T> {
  readonly name: string;
  /** Description of valid values, to complete 'expected …'. */
  readonly expected: string;
  /** The value of an absent or empty variable, or `required` if it must be set. */
  readonly default: { readonly value: T } | 'required';
  /** Parses a value; returns undefined if the text is not valid. */
  read(text: string): T | undefined;
  print(value: T): string;
}

/** The variables of an object of settings, by the name of the setting. */
export type Variables<Settings> = { readonly [Name in keyof Settings]-?: Variable<Settings[Name]> };

/**
 * Reads settings from their variables.
 *
 * @param mistakes receives a sentence for each variable that is missing or not valid
 */
export function readVariables<Settings extends object>(
  variables: Variables<Settings>,
  environment: Environment,
  mistakes: string[],
): Settings {
  const entries = Object.entries<Variable<unknown>>(variables).map(([setting, variable]) => [
    setting,
    readVariable(variable, environment[variable.name] ?? '', mistakes),
  ]);
  return Object.fromEntries(entries);
}

function readVariable<T>(variable: Variable<T>, text: string, mistakes: string[]): T | undefined {
  const { name, expected, default: unset } = variable;
  if (text === '' && unset !== 'required') return unset.value;
  const value = text === '' ? undefined : variable.read(text);
  if (value === undefined)
    mistakes.push(`${name}: expected ${expected}, got ${text === '' ? 'nothing' : `'${text}'`}.`);
  return value;
}

/** Formats settings as variables: the inverse of {@link readVariables}. An undefined setting has no variable. */
export function printVariables<Settings extends object>(
  variables: Variables<Settings>,
  settings: Settings,
): Record<string, string> {
  const values = settings as Readonly<Record<string, unknown>>;
  const entries = Object.entries<Variable<unknown>>(variables)
    .filter(([setting]) => values[setting] !== undefined)
    .map(([setting, variable]) => [variable.name, variable.print(values[setting])]);
  return Object.fromEntries(entries);
}

/** A required text. */
export function requiredText(name: string, expected: string): Variable<string> {
  return { name, expected, default: 'required', read: (text) => text, print: (value) => value };
}

/** An optional text. */
export function optionalText(name: string): Variable<string | undefined> {
  return {
    name,
    expected: 'text',
    default: { value: undefined },
    read: (text) => text,
    print: (value) => value ?? '',
  };
}

/** A text that matches a pattern. */
export function patternText(
  name: string,
  pattern: RegExp,
  expected: string,
  unset: string,
): Variable<string> {
  return {
    name,
    expected,
    default: { value: unset },
    read: (text) => (pattern.test(text) ? text : undefined),
    print: (value) => value,
  };
}

/** An integer in a range. */
export function wholeNumber(
  name: string,
  [smallest, largest]: readonly [smallest: number, largest: number],
  unset: number,
): Variable<number> {
  return {
    name,
    expected: `a whole number from ${smallest} to ${largest}`,
    default: { value: unset },
    read: (text) => {
      const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
      return number >= smallest && number <= largest ? number : undefined;
    },
    print: String,
  };
}

/** One of several words. */
export function oneOfWords<T extends string>(name: string, words: readonly T[], unset: T): Variable<T> {
  return {
    name,
    expected: words.join(' or '),
    default: { value: unset },
    read: (text) => words.find((word) => word === text),
    print: (value) => value,
  };
}

/** A list of texts, stored as a JSON array. Default none. */
export function listOfTexts(name: string): Variable<readonly string[]> {
  return {
    name,
    expected: 'a JSON array of texts',
    default: { value: [] },
    read: parseTexts,
    print: (value) => JSON.stringify(value),
  };
}

/** An optional list of texts, stored as a JSON array. */
export function optionalTexts(name: string): Variable<readonly string[] | undefined> {
  return {
    ...listOfTexts(name),
    default: { value: undefined },
    print: (value) => JSON.stringify(value ?? []),
  };
}

function parseTexts(text: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}
