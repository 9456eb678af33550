import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../terminal/usageError.ts';

/** Java versions that a program supports. */
export interface JavaRequirement {
  /** Name of the program for messages. */
  readonly program: string;
  readonly oldest: number;
  /** Newest supported version. @default no limit */
  readonly newest?: number;
}

/** Folders where systems and tools install Java. */
const usualPlaces = [
  '/usr/lib/jvm/*',
  '/opt/hostedtoolcache/Java_*/*/*',
  '/Library/Java/JavaVirtualMachines/*/Contents/Home',
  '/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home',
  '{HOME}/.sdkman/candidates/java/*',
  '{HOME}/.jdks/*',
];

/**
 * Finds the home folder of a Java version that the program supports: `JAVA_HOME` if it is supported,
 * otherwise the oldest supported version.
 *
 * @throws UsageError if no supported version is installed
 */
export function findJava(
  { program, oldest, newest = Number.POSITIVE_INFINITY }: JavaRequirement,
  environment: Readonly<Record<string, string | undefined>>,
  places: readonly string[] = usualPlaces,
): string {
  const home = environment['HOME'] ?? '';
  const named = Object.entries(environment).flatMap(([name, value]) =>
    value !== undefined && /^JAVA_HOME(_|$)/.test(name) ? [value] : [],
  );
  const installed = places.flatMap((place) => globSync(place.replace('{HOME}', home))).sort();
  const all = [...named, ...installed]
    .map((folder) => ({ folder, version: javaVersion(folder) }))
    .filter(({ version }) => version > 0);
  const fitting = all.filter(({ version }) => version >= oldest && version <= newest);
  const chosen =
    fitting.find(({ folder }) => folder === environment['JAVA_HOME']) ??
    fitting.toSorted((a, b) => a.version - b.version)[0];
  if (chosen !== undefined) return chosen.folder;
  const versions = newest === Number.POSITIVE_INFINITY ? `${oldest} or later` : `${oldest} to ${newest}`;
  const found = all.map(({ folder, version }) => `Java ${version} in ${folder}`).join(', ');
  throw new UsageError(
    `${program} requires Java ${versions}, found ${found || 'no Java'}; ` +
      'install a supported version and set JAVA_HOME to its folder',
  );
}

/** Reads the version from the file `release` in a Java home folder; 0 if there is no Java. */
function javaVersion(folder: string): number {
  const release = join(folder, 'release');
  if (!existsSync(release) || !existsSync(join(folder, 'bin'))) return 0;
  return Number(/^JAVA_VERSION="(\d+)/m.exec(readFileSync(release, 'utf8'))?.[1] ?? 0);
}
