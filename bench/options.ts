import { parseArgs } from 'node:util';
import type { Cardinality } from './traffic/cardinality.ts';
import { type ShapeName, shapeNames } from './traffic/shapes.ts';

const usualSections = ['comparison', 'growth', 'fields', 'distinct', 'process', 'metrics'] as const;

/** Names of all sections, starting with the default ones. */
export const sectionNames = [
  ...usualSections,
  'steps',
  'flags',
  'explorer',
  'convert',
  'otlp',
  'top',
] as const;

/** Name of a section, which is one kind of measurement. */
export type SectionName = (typeof sectionNames)[number];

/** Options of `npm run bench`. */
export interface BenchOptions {
  readonly help: boolean;
  readonly quick: boolean;
  readonly json: boolean;
  readonly shapes: readonly ShapeName[];
  readonly sections: readonly SectionName[];
  /** Numbers of different values in the records; undefined to use the values of the examples. */
  readonly cardinality: Cardinality | undefined;
}

/** Usage text. */
export const usage = `Usage: npm run bench -- [options]

Measures the conversion of a Kinesis event to Parquet and metrics, and compares it with other libraries.

  --quick         fewer rounds: a minute or less
  --json          print JSON
  --steps         only the time of each step of this project
  --convert       only cfrl convert and the start of cfrl, as whole processes
  --only NAMES    only these of ${sectionNames.join(', ')};
                  default: all but the last six
  --shape NAME    only one of ${shapeNames.join(', ')}
  --uris N        records with N different URIs,
  --agents N      user agents
  --addresses N   and addresses, which are generated; default for the other two: 1,000
  --help          print this help
`;

const defaultDistinctValues = 1000;

/**
 * Reads the command line.
 *
 * @throws Error with one sentence if an option is invalid
 */
export function readOptions(words: readonly string[]): BenchOptions {
  const { values } = parse(words);
  if (Number(values.steps ?? false) + Number(values.convert ?? false) + Number(values.only !== undefined) > 1)
    throw new Error('--steps, --convert, --only: use only one of them.');
  const short = values.steps ? 'steps' : values.convert ? 'convert' : values.only;
  const only = short?.split(',') ?? usualSections;
  return {
    help: values.help ?? false,
    quick: values.quick ?? false,
    json: values.json ?? false,
    shapes: values.shape === undefined ? shapeNames : [oneOf('--shape', shapeNames, values.shape)],
    sections: only.map((name) => oneOf('--only', sectionNames, name)),
    cardinality: readCardinality(values),
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        help: { type: 'boolean' },
        quick: { type: 'boolean' },
        json: { type: 'boolean' },
        steps: { type: 'boolean' },
        convert: { type: 'boolean' },
        only: { type: 'string' },
        shape: { type: 'string' },
        uris: { type: 'string' },
        agents: { type: 'string' },
        addresses: { type: 'string' },
      },
    });
  } catch (error) {
    const [sentence] = (error as Error).message.split(/\.\s/);
    throw new Error(`${sentence}; --help lists the options.`);
  }
}

function readCardinality(values: {
  uris?: string;
  agents?: string;
  addresses?: string;
}): Cardinality | undefined {
  const { uris, agents, addresses } = values;
  if (uris === undefined && agents === undefined && addresses === undefined) return undefined;
  return {
    uris: wholeNumber('--uris', uris),
    agents: wholeNumber('--agents', agents),
    addresses: wholeNumber('--addresses', addresses),
  };
}

function wholeNumber(option: string, text: string | undefined): number {
  if (text === undefined) return defaultDistinctValues;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Error(`${option}: expected a whole number of at least 1, got '${text}'.`);
}

function oneOf<T extends string>(option: string, allowed: readonly T[], text: string): T {
  const found = allowed.find((name) => name === text);
  if (found === undefined) throw new Error(`${option}: expected ${allowed.join(', ')}, got '${text}'.`);
  return found;
}
