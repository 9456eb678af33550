import fc from 'fast-check';
import { ConfigurationError } from '../../lib/settings/configurationError.ts';
import { type OptionName, optionNames, options } from '../../lib/settings/options.ts';
import type { PipelineOptions } from '../../lib/settings/pipelineOptions.ts';
import { resolveSettings } from '../../lib/settings/pipelineSettings.ts';
import { synthesize } from '../lib/synthesize.ts';
import { allFields } from '../support/fieldLists.ts';
import { propertyRuns } from '../support/propertyRuns.ts';

jest.mock('../../lib/functionBundle.ts', () => jest.requireActual('../lib/bundleStandIn.ts'));

/** Valid and almost valid values of an option. */
const likely: Readonly<Partial<Record<OptionName, fc.Arbitrary<unknown>>>> = {
  name: fc.stringMatching(/^[a-z][a-z0-9-]{0,40}$/),
  fields: fc.oneof(
    fc.subarray([...allFields], { minLength: 1 }),
    fc.shuffledSubarray([...allFields], { minLength: 1 }).map((names) => names.join(', ')),
    fc
      .subarray([...allFields], { minLength: 1 })
      .map((names) => [...names, { name: 'x-new', after: 'c-ip' }]),
  ),
  metricSeries: fc.array(fc.constantFrom('d111111abcdef8.cloudfront.net', 'www.example.com /a*'), {
    maxLength: 3,
  }),
  metricNamespace: fc.constantFrom('Web', 'A/B', 'AWS/X', ''),
  alarmEmails: fc.array(fc.emailAddress(), { maxLength: 2 }),
  tags: fc.dictionary(fc.constantFrom('team', 'a b', 'aws:x'), fc.string({ maxLength: 20 })),
};

/** JSON values, because configurations come from files. */
const anything = fc.oneof(
  fc.jsonValue(),
  fc.integer({ min: -10, max: 10_000 }),
  fc.constantFrom(
    '',
    'keep',
    'drop',
    'hash',
    'truncate',
    'destroy',
    'retain',
    'none',
    'on-demand',
    'gzip',
    true,
    false,
  ),
);

const given = fc.record(
  Object.fromEntries(
    optionNames.map((name) => {
      const rather = likely[name] ?? anything;
      return [name, fc.oneof({ weight: 1, arbitrary: anything }, { weight: 4, arbitrary: rather })];
    }),
  ),
  { requiredKeys: [] },
);

/**
 * Generates configurations with at most `wrong` invalid options, because most options must be valid for a
 * deployment.
 */
function configurations(wrong: number): fc.Arbitrary<PipelineOptions> {
  return given.map((values) => {
    const isKept = (name: string, index: number) =>
      index < wrong || isRight(name as OptionName, values[name]);
    return Object.fromEntries(
      Object.keys(values)
        .filter(isKept)
        .map((name) => [name, values[name]]),
    ) as PipelineOptions;
  });
}

function isRight(name: OptionName, value: unknown): boolean {
  return options[name].schema.safeParse(value).success;
}

const oneSentence = /^(?:\w+(?:\.\w+)?): expected [^\n]+, got [^\n]*$/;

/** Returns the message with which a configuration is rejected; undefined if it can be deployed. */
function refusal(attempt: () => unknown): string | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as Error).message;
  }
}

describe('a configuration', () => {
  it('with any values is accepted, or rejected with one sentence', () => {
    const outcomes = { settled: 0, refused: 0 };
    fc.assert(
      fc.property(configurations(1), (props) => {
        const sentence = refusal(() => resolveSettings(props));
        if (sentence !== undefined) expect(sentence).toMatch(oneSentence);
        outcomes[sentence === undefined ? 'settled' : 'refused']++;
      }),
      { numRuns: propertyRuns(300) },
    );
    expect(Math.min(outcomes.settled, outcomes.refused)).toBeGreaterThan(5);
  });

  it('that is accepted results in a template, or is rejected with one sentence', () => {
    const settled = configurations(0).filter((props) => refusal(() => resolveSettings(props)) === undefined);
    fc.assert(
      fc.property(settled, (props) => {
        const sentence = refusal(() => synthesize(props).toJSON());
        if (sentence !== undefined) expect(sentence).toMatch(oneSentence);
      }),
      { numRuns: propertyRuns(6) },
    );
  });
});
