import { globSync, readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { nodeRange, oldestNode, startFile } from '../../../bundle/packages/nodeVersions.ts';

/** What newer versions of Node.js have, and the first version of each line that has it. */
interface Feature {
  readonly name: string;
  readonly pattern: RegExp;
  readonly since: readonly string[];
}

/** From the Node.js documentation ("Added in") and MDN's browser compatibility data, November 2026. */
const features: readonly Feature[] = [
  { name: 'Map.groupBy', pattern: /\b(?:Map|Object)\.groupBy\(/, since: ['21.0.0'] },
  { name: 'Promise.withResolvers', pattern: /\bPromise\.withResolvers\b/, since: ['22.0.0'] },
  { name: 'Array.fromAsync', pattern: /\bArray\.fromAsync\(/, since: ['22.0.0'] },
  {
    name: 'iterator helpers',
    pattern:
      /\bIterator\.from\(|\.(?:values|keys|entries|matchAll)\([^()]*\)\s*\.(?:map|filter|reduce|some|every|find|flatMap|take|drop|toArray)\(/,
    since: ['22.0.0'],
  },
  { name: 'globs', pattern: /\bglob(?:Sync)?\b.*from 'node:fs/, since: ['22.0.0'] },
  { name: 'matchesGlob', pattern: /\bmatchesGlob\b/, since: ['22.5.0'] },
  { name: 'node:sqlite', pattern: /'node:sqlite'/, since: ['22.13.0', '23.4.0'] },
  { name: 'Zstandard', pattern: /\b(?:create)?[zZ]std(?:Compress|Decompress)/, since: ['22.15.0', '23.8.0'] },
  { name: 'registerHooks', pattern: /\bregisterHooks\b/, since: ['22.15.0', '23.5.0'] },
  { name: 'getCACertificates', pattern: /\bgetCACertificates\b/, since: ['22.15.0', '23.10.0'] },
  { name: 'threadCpuUsage', pattern: /\bthreadCpuUsage\b/, since: ['22.19.0', '23.9.0'] },
  { name: 'URLPattern', pattern: /\bURLPattern\b/, since: ['23.8.0'] },
  { name: 'Promise.try', pattern: /\bPromise\.try\(/, since: ['23.0.0'] },
  { name: 'RegExp.escape', pattern: /\bRegExp\.escape\(/, since: ['24.0.0'] },
  { name: 'Error.isError', pattern: /\bError\.isError\(/, since: ['24.0.0'] },
  { name: 'Float16Array', pattern: /\bFloat16Array\b/, since: ['24.0.0'] },
  { name: 'using', pattern: /^\s*(?:await )?using \w+ =/m, since: ['24.0.0'] },
  { name: 'import.meta.main', pattern: /\bimport\.meta\.main\b/, since: ['24.2.0'] },
  { name: 'disposable folders', pattern: /\bmkdtempDisposable/, since: ['24.4.0'] },
  {
    name: 'base64 of Uint8Array',
    pattern: /\bUint8Array\.from(?:Base64|Hex)\(|\.toBase64\(/,
    since: ['25.0.0'],
  },
];

/** A CommonJS app loads the construct, which is an ES module. */
const requireOfModules: Feature = {
  name: 'require of ES modules',
  pattern: /^/,
  since: ['22.12.0', '23.0.0'],
};

const packages = [
  { name: 'cloudfront-realtime-logs', sources: '{lib,core}/**/*.ts', table: [...features, requireOfModules] },
  { name: 'cfrl', sources: '{bin/cfrl,{cli,captures,core,explorer,terminal}/**/*}.ts', table: features },
];

/** First versions of each line, and those right before them. */
const versions = [...new Set([...features, requireOfModules].flatMap(({ since }) => since))].flatMap(
  (version) => [version, versionBefore(version)],
);

/** Whether a version is in a range of parts such as `^22.15.0` and `>=23.8.0`. */
function satisfies(version: string, range: string): boolean {
  return range.split(' || ').some((part) => {
    const [, operator, first = ''] = /^(\^|>=)([\d.]+)$/.exec(part) ?? [];
    const isOfLine = operator === '>=' || version.split('.')[0] === first.split('.')[0];
    return isOfLine && order(version) >= order(first);
  });
}

/** A version as a number: 22.15.0 is 22,015,000. */
function order(version: string): number {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return (major * 1000 + minor) * 1000 + patch;
}

function versionBefore(version: string): string {
  const [major, minor] = version.split('.').map(Number) as [number, number];
  return minor === 0 ? `${major - 1}.99.0` : `${major}.${minor - 1}.99`;
}

/** Whether a version has a feature: it is as new as the first one of its own line, or of a later line than all. */
function has(version: string, { since }: Feature): boolean {
  const lines = since.map((first) => `^${first}`);
  return satisfies(version, [...lines, `>=${since.at(-1)}`].join(' || '));
}

it.each(packages)('promises for $name exactly the versions that have what its code uses', (each) => {
  const text = globSync(each.sources, { exclude: ['explorer/page/**'] })
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const used = each.table.filter(({ pattern }) => pattern.test(text));
  expect(used.map(({ name }) => name)).toEqual(expect.arrayContaining(['Map.groupBy', 'Zstandard']));
  expect(versions.filter((version) => used.every((feature) => has(version, feature)))).toEqual(
    versions.filter((version) => satisfies(version, nodeRange)),
  );
});

it('uses only built-in objects of ECMAScript 2024 and iterator helpers, which Node.js 22 has', () => {
  const { compilerOptions } = JSON.parse(readFileSync('tsconfig.json', 'utf8'));
  expect(compilerOptions.lib).toEqual(['es2024', 'esnext.iterator']);
});

it.each(['@aws-sdk/client-s3', '@smithy/core', 'commander'])('has in %s nothing that needs more', (name) => {
  const { engines } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));
  expect(satisfies(oldestNode, engines.node)).toBe(true);
});

describe('the file that starts cfrl', () => {
  function start(version: string) {
    const loaded: string[] = [];
    const errors: string[] = [];
    const process = { versions: { node: version }, exitCode: undefined };
    runInNewContext(startFile.replace(/^#!.*/, ''), {
      process,
      console: { error: (text: string) => errors.push(text) },
      require: (name: string) => {
        loaded.push(name);
        return {};
      },
    });
    return { loaded, errors, exitCode: process.exitCode };
  }

  it('starts the command on the versions of engines, and on others says which ones it needs', () => {
    for (const version of versions)
      expect(start(version)).toEqual(
        satisfies(version, nodeRange)
          ? { loaded: ['node:module', './cfrl.cjs'], errors: [], exitCode: undefined }
          : {
              loaded: [],
              errors: [`cfrl needs Node.js 22.15 or later, or 23.8 or later; this is ${version}.`],
              exitCode: 2,
            },
      );
  });
});
