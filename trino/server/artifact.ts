import { join } from 'node:path';
import { cacheFolder, findInCache, runDownloader } from '../../harness/downloads.ts';
import type { JavaRequirement } from '../../harness/java.ts';

/** Version of Trino. Later versions duplicate rows in MERGE (trinodb/trino issue 26968). */
export const trinoVersion = '476';

/** Java versions for Trino 476 (Trino documentation, "Deploying Trino", release 476). */
export const javaOfTrino: JavaRequirement = { program: 'Trino', oldest: 24 };

const artifact = `io.trino:trino-server:${trinoVersion}:tar.gz`;

/** Necessary plugins. The others are half of the archive. */
const plugins = ['hive', 'iceberg'];

/**
 * Returns the cache folder with an unpacked Trino server. Downloads it with Maven if it doesn't exist.
 *
 * @param onDownload called before a download of 821 MB
 * @throws UsageError if Maven isn't installed or can't download it
 */
export function findTrino(
  environment: Readonly<Record<string, string | undefined>>,
  onDownload: (cache: string) => void,
): string {
  const cache = cacheFolder('cfrl-trino', environment);
  const name = `trino-server-${trinoVersion}`;
  return findInCache(cache, name, (temporary) => {
    onDownload(cache);
    const common = { what: artifact, folder: temporary, environment };
    const copy = ['-B', '-q', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${temporary}`];
    runDownloader({ ...common, program: 'mvn', args: [...copy, '-Dmdep.stripVersion=true'] });
    const members = ['bin', 'lib', ...plugins.map((plugin) => `plugin/${plugin}`)];
    const unpack = ['-xzf', join(temporary, 'trino-server.tar.gz'), '-C', temporary];
    const args = [...unpack, ...members.map((member) => `${name}/${member}`)];
    runDownloader({ ...common, program: 'tar', args });
    return join(temporary, name);
  });
}
