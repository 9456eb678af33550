import { globSync, readFileSync } from 'node:fs';

const page = readFileSync('API.md', 'utf8');
const index = readFileSync('lib/index.ts', 'utf8');

/** Names that the package exports. */
const exported = [...index.matchAll(/export (?:type )?\{([^}]*)\}/g)]
  .flatMap(([, names]) => names.split(','))
  .map((name) => name.replace('type', '').trim())
  .filter((name) => name !== '');

/** Optional props of the public interfaces, with the text of their defaults. */
const sources = [
  ...globSync('lib/props/*.ts'),
  'lib/settings/alarmThresholds.ts',
  'lib/settings/objectiveOptions.ts',
];
const defaults = sources
  .map((file) => readFileSync(file, 'utf8'))
  .flatMap((text) => [...text.matchAll(/@default (.*)\n(?: {3}\*\/\n)? *readonly (\w+)\?:/g)])
  .map(([, value, name]) => [name, value.replace(/^- /, '').replace(' */', '')] as const);

// `npm run api -- --check` compares the whole page, and continuous integration runs it.
describe('API.md', () => {
  it('describes everything that the package exports', () => {
    expect(exported.length).toBeGreaterThan(30);
    expect(exported.filter((name) => !page.includes(`### ${name}\n`))).toEqual([]);
  });

  it('has every prop with its default', () => {
    expect(defaults.length).toBeGreaterThan(90);
    const lines = page.split('\n');
    const missing = defaults.filter(
      ([name, value]) => !lines.some((line) => line.includes(`\`${name}?\``) && line.includes(value)),
    );
    expect(missing).toEqual([]);
  });
});
