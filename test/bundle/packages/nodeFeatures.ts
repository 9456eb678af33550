/** Features of newer Node.js versions, with the first version of each release line that has them. */
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

/** The first versions of each release line that have a feature, and the versions right before them. */
export const versions: readonly string[] = [...new Set(features.flatMap(({ since }) => since))].flatMap(
  (version) => [version, versionBefore(version)],
);

/** Returns the features that a text uses, and the versions in `versions` that have all of them. */
export function featuresOf(text: string): { readonly used: string[]; readonly versions: string[] } {
  const used = features.filter(({ pattern }) => pattern.test(text));
  return {
    used: used.map(({ name }) => name),
    versions: versions.filter((version) => used.every((feature) => has(version, feature))),
  };
}

/** Returns whether a version is in a range with parts such as `^22.15.0` and `>=23.8.0`. */
export function satisfies(version: string, range: string): boolean {
  return range.split(' || ').some((part) => {
    const [, operator, first = ''] = /^(\^|>=)([\d.]+)$/.exec(part) ?? [];
    const isOfLine = operator === '>=' || version.split('.')[0] === first.split('.')[0];
    return isOfLine && order(version) >= order(first);
  });
}

/** Converts a version to a number: 22.15.0 is 22,015,000. */
function order(version: string): number {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return (major * 1000 + minor) * 1000 + patch;
}

function versionBefore(version: string): string {
  const [major, minor] = version.split('.').map(Number) as [number, number];
  return minor === 0 ? `${major - 1}.99.0` : `${major}.${minor - 1}.99`;
}

/**
 * Returns whether a version has a feature: it isn't older than the first one in its release line, or its line
 * is newer than all of them.
 */
function has(version: string, { since }: Feature): boolean {
  const lines = since.map((first) => `^${first}`);
  return satisfies(version, [...lines, `>=${since.at(-1)}`].join(' || '));
}
