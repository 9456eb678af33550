import { readFileSync } from 'node:fs';
import { defaultFields } from '../../../core/fields/defaultFields.ts';
import { alarmNames, alarmOptions } from '../../../lib/settings/alarmOptions.ts';
import { optionNames, options } from '../../../lib/settings/options.ts';
import { optionGroups, printAlarmsTable, printOptionsTables } from '../../../lib/settings/optionsTable.ts';

const document = readFileSync('docs/configuration.md', 'utf8');
const props = readFileSync('lib/settings/pipelineOptions.ts', 'utf8');
const thresholds = readFileSync('lib/settings/alarmThresholds.ts', 'utf8');

/** The `@default` of each property, by name. */
const defaultsIn = (source: string) =>
  new Map(
    [...source.matchAll(/@default (.*)\n {3}\*\/\n {2}readonly (\w+)\?:/g)].map(([, value, name]) => [
      name,
      value,
    ]),
  );

const documentedDefaults = defaultsIn(props.slice(props.indexOf('interface PipelineOptions')));
const documentedThresholds = defaultsIn(thresholds);

describe('docs/configuration.md', () => {
  it('has the tables of all options, each option once', () => {
    expect(document).toContain(`\n${printOptionsTables()}\n`);
    expect(Object.values(optionGroups).flat().sort()).toEqual([...optionNames].sort());
  });

  it('has the table of all alarms', () => {
    expect(document).toContain(`\n${printAlarmsTable()}\n`);
  });

  it('lists the default fields', () => {
    expect(document).toContain(`: ${defaultFields.map((field) => `\`${field}\``).join(', ')}.`);
  });
});

describe('PipelineOptions', () => {
  it('has a property with a default for every option', () => {
    expect([...documentedDefaults.keys()]).toEqual(optionNames);
  });

  it.each(optionNames)('documents the default of %s', (name) => {
    const value: unknown = options[name].default;
    const text = typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
    const inWords = name === 'fields' || 'defaultMeans' in options[name];
    expect(documentedDefaults.get(name)).toEqual(
      inWords ? expect.stringMatching(/^- (the|an?|no|AWS) /) : text,
    );
  });
});

describe('AlarmThresholds', () => {
  it('has a property with a default for every alarm', () => {
    const defaults = alarmNames.map((name) => {
      const { default: threshold } = alarmOptions[name];
      return [name, threshold === undefined ? expect.stringMatching(/^- the cost /) : String(threshold)];
    });
    expect([...documentedThresholds]).toEqual(defaults);
  });
});
