import type { Node } from 'constructs';
import { didYouMean } from '../../core/suggestion.ts';
import { ConfigurationError, showValue } from './configurationError.ts';
import { type OptionName, optionNames, options } from './options.ts';
import type { PipelineOptions } from './pipelineOptions.ts';

/** Context key of the configuration in cdk.json. */
export const contextKey = 'realtimeLogs';

/**
 * Returns the configuration of an app: the object `realtimeLogs` of its context (in cdk.json), overridden by options
 * that have their own context key, such as on the command line (`-c samplingRate=10`).
 *
 * @throws ConfigurationError if `realtimeLogs` isn't an object, or a context key looks like a misspelled option
 */
export function propsOfContext(node: Node): PipelineOptions {
  rejectMisspelled(node);
  const given = optionNames
    .map((name) => [name, node.tryGetContext(name)] as const)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, typeof value === 'string' ? readText(name, value) : value]);
  return { ...readObject(node.tryGetContext(contextKey)), ...Object.fromEntries(given) };
}

/** Returns context keys that could be meant as options of this project but aren't, such as `sampligRate`. */
export function unknownContextKeys(node: Node): string[] {
  const context: Record<string, unknown> = node.getAllContext();
  return Object.keys(context).filter(
    (key) => /^[a-z][A-Za-z]+$/.test(key) && key !== contextKey && !(key in options),
  );
}

/** Matches context keys of the CDK and its libraries. `realtimeLogs.samplingRate` isn't one of them. */
const keyOfOthers = /^@|[/:]|^(?!realtimeLogs\b).*\.|^cli-telemetry$/i;

/** Rejects misspelled keys: otherwise the default would be deployed, at its full price. */
function rejectMisspelled(node: Node): void {
  const context: Record<string, unknown> = node.getAllContext();
  const names: readonly string[] = [contextKey, ...optionNames];
  for (const key of Object.keys(context).filter((name) => !names.includes(name) && !keyOfOthers.test(name))) {
    const suggestion = didYouMean(key.replace(/^realtimeLogs\W+/i, ''), names);
    if (suggestion === '') continue;
    throw new ConfigurationError(
      'context',
      `expected options in docs/configuration.md, got '${key}'${suggestion}`,
    );
  }
}

function readObject(value: unknown): object {
  const object = typeof value === 'string' ? parseJson(value) : (value ?? {});
  if (typeof object === 'object' && object !== null && !Array.isArray(object)) return object;
  throw new ConfigurationError(contextKey, `expected an object of options, got ${showValue(value)}`);
}

/** Converts a string from the command line to the first type that is valid for the option. */
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
