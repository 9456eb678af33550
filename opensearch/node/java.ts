import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../terminal/usageError.ts';

/** Versions of Java that OpenSearch 2.19 runs on: later ones have no security manager, which it needs. */
const [oldest, newest] = [11, 23];

/** Where systems install Java, besides what variables name. */
const usualPlaces = [
  '/usr/lib/jvm/*',
  '/opt/hostedtoolcache/Java_*/*/*',
  '/Library/Java/JavaVirtualMachines/*/Contents/Home',
];

/**
 * The home of a Java that runs OpenSearch 2.19: one that a variable such as `JAVA_HOME` names, or an installed one.
 *
 * @throws UsageError if there is none
 */
export function findJava(
  environment: Readonly<Record<string, string | undefined>>,
  places: readonly string[] = usualPlaces,
): string {
  const named = Object.entries(environment).flatMap(([name, value]) =>
    value !== undefined && /^JAVA_HOME(_|$)/.test(name) ? [value] : [],
  );
  const homes = [...named, ...places.flatMap((place) => globSync(place)).sort()];
  const seen = homes
    .map((home) => ({ home, version: javaVersion(home) }))
    .filter(({ version }) => version > 0);
  const fit = seen.find(({ version }) => version >= oldest && version <= newest);
  if (fit !== undefined) return fit.home;
  const found = seen.map(({ home, version }) => `Java ${version} in ${home}`).join(', ');
  throw new UsageError(
    `expected Java ${oldest} to ${newest} to run OpenSearch, such as 17, got ${found || 'no Java'}; ` +
      'install one and set JAVA_HOME to its folder',
  );
}

/** The version in the file `release` of a Java's home; 0 if it is none. */
function javaVersion(home: string): number {
  const release = join(home, 'release');
  if (!existsSync(release) || !existsSync(join(home, 'bin/java'))) return 0;
  return Number(/^JAVA_VERSION="(\d+)/m.exec(readFileSync(release, 'utf8'))?.[1] ?? 0);
}
