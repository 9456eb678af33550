import { join } from 'node:path';
import { cacheFolder, findInCache, runDownloader } from '../../harness/downloads.ts';
import type { JavaNeed } from '../../harness/java.ts';

/** The version of Trino. Later ones double rows in MERGE (trinodb/trino issue 26968). */
export const trinoVersion = '476';

/** The Java that Trino 476 runs on (Trino documentation, "Deploying Trino", release 476). */
export const javaOfTrino: JavaNeed = { program: 'Trino', oldest: 24 };

const artifact = `io.trino:trino-server:${trinoVersion}:tar.gz`;

/** Plugins that are used: the others are half of the archive. */
const plugins = ['hive', 'iceberg'];

/**
 * The folder of an unpacked Trino server in the cache. Maven downloads it if it is absent.
 *
 * @param onDownload is called before a download, which is 821 MB
 * @throws UsageError if Maven is absent or doesn't get it
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
