import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../terminal/usageError.ts';

/** The oldest Java that Trino 476 runs on (Trino documentation, "Deploying Trino", release 476). */
export const oldestJava = 24;

/** Where systems and tools install Java, besides what variables name. */
const usualPlaces = [
  '/usr/lib/jvm/*',
  '/opt/hostedtoolcache/Java_*/*/*',
  '/Library/Java/JavaVirtualMachines/*/Contents/Home',
  '/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home',
  '{HOME}/.sdkman/candidates/java/*',
  '{HOME}/.jdks/*',
];

/**
 * The home of a Java that runs Trino: that of `JAVA_HOME`, if it is new enough, or the oldest one that is.
 *
 * @throws UsageError if there is none
 */
export function findJava(
  environment: Readonly<Record<string, string | undefined>>,
  places: readonly string[] = usualPlaces,
): string {
  const home = environment['HOME'] ?? '';
  const named = Object.entries(environment).flatMap(([name, value]) =>
    value !== undefined && /^JAVA_HOME(_|$)/.test(name) ? [value] : [],
  );
  const found = places.flatMap((place) => globSync(place.replace('{HOME}', home)));
  const usable = [...named, ...found.sort()]
    .map((folder) => ({ folder, version: javaVersion(folder) }))
    .filter(({ version }) => version >= oldestJava);
  const first = usable.find(({ folder }) => folder === environment['JAVA_HOME']);
  const chosen = first ?? usable.toSorted((a, b) => a.version - b.version)[0];
  if (chosen !== undefined) return chosen.folder;
  const seen = [...named, ...found].filter((folder) => javaVersion(folder) > 0);
  throw new UsageError(
    `expected Java ${oldestJava} or later to run Trino, got ${seen.join(', ') || 'no Java'}; ` +
      'install one and set JAVA_HOME to its folder',
  );
}

/** The version in the file `release` of a Java's home, 0 if there is none or nothing to run. */
function javaVersion(folder: string): number {
  const release = join(folder, 'release');
  if (!existsSync(release) || !existsSync(join(folder, 'bin'))) return 0;
  return Number(/^JAVA_VERSION="(\d+)/m.exec(readFileSync(release, 'utf8'))?.[1] ?? 0);
}
