import type { Node } from 'constructs';
import { ConfigurationError, showValue } from './configurationError.ts';
import { type OptionName, optionNames, options } from './options.ts';
import type { PipelineOptions } from './pipelineOptions.ts';
import { didYouMean } from './suggestion.ts';

/** Context key that holds the configuration in cdk.json. */
export const contextKey = 'realtimeLogs';

/**
 * The configuration of an app: the object `realtimeLogs` of its context (in cdk.json), and above it each option
 * that is given by its own name on the command line (`-c samplingRate=10`).
 *
 * @throws ConfigurationError if `realtimeLogs` is not an object, or a key is nearly that of an option
 */
export function propsOfContext(node: Node): PipelineOptions {
  rejectMisspelled(node);
  const given = optionNames
    .map((name) => [name, node.tryGetContext(name)] as const)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, typeof value === 'string' ? readText(name, value) : value]);
  return { ...readObject(node.tryGetContext(contextKey)), ...Object.fromEntries(given) };
}

/** Context keys that look like misspelled options of this project, such as `sampligRate`. */
export function strayContextKeys(node: Node): string[] {
  const context: Record<string, unknown> = node.getAllContext();
  return Object.keys(context).filter(
    (key) => /^[a-z][A-Za-z]+$/.test(key) && key !== contextKey && !(key in options),
  );
}

/** Keys of the CDK and its libraries contain such a character; `realtimeLogs.samplingRate` counts as one of ours. */
const keyOfOthers = /^@|[/:]|^(?!realtimeLogs\b).*\.|^cli-telemetry$/i;

/** A misspelled key would deploy the default, at its full price. */
function rejectMisspelled(node: Node): void {
  const context: Record<string, unknown> = node.getAllContext();
  const names: readonly string[] = [contextKey, ...optionNames];
  for (const key of Object.keys(context).filter((name) => !names.includes(name) && !keyOfOthers.test(name))) {
    const suggestion = didYouMean(key.replace(/^realtimeLogs\W+/i, ''), names);
    if (suggestion === '') continue;
    throw new ConfigurationError(
      'context',
      `expected options of docs/configuration.md, got '${key}'${suggestion}`,
    );
  }
}

function readObject(value: unknown): object {
  const object = typeof value === 'string' ? parseJson(value) : (value ?? {});
  if (typeof object === 'object' && object !== null && !Array.isArray(object)) return object;
  throw new ConfigurationError(contextKey, `expected an object of options, got ${showValue(value)}`);
}

/** The command line knows only texts: take the first reading that the option allows. */
function readText(name: OptionName, text: string): unknown {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  const readings = [text, number, parseJson(text), text.split(',').map(trim)];
  const allowed = readings.find((reading) => options[name].schema.safeParse(reading).success);
  return allowed ?? (Number.isNaN(number) ? text : number);
}

function trim(text: string): string {
  return text.trim();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
