import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, findInCache, runDownloader } from '../../harness/downloads.ts';
import type { JavaRequirement } from '../../harness/java.ts';

/** The last version of OpenSearch 2, which Amazon OpenSearch Service also supports. */
export const openSearchVersion = '2.19.6';

/** Java versions for OpenSearch 2.19. Later versions lack the security manager, which it requires. */
export const javaOfOpenSearch: JavaRequirement = { program: 'OpenSearch', oldest: 11, newest: 23 };

/** Artifacts for a node with an HTTP interface, without plugins. */
const artifacts = [
  ['org.opensearch', 'opensearch', openSearchVersion],
  ['org.opensearch', 'opensearch-plugin-classloader', openSearchVersion],
  ['org.opensearch.plugin', 'transport-netty4-client', openSearchVersion],
  ['org.apache.logging.log4j', 'log4j-core', '2.25.3'],
] as const;

/**
 * Returns the cache folder with OpenSearch's jars. Downloads them with Maven if they don't exist.
 *
 * @param onDownload called before a download
 * @throws UsageError if Maven isn't installed or can't download them
 */
export function findOpenSearch(environment: NodeJS.ProcessEnv, onDownload: (cache: string) => void): string {
  const cache = cacheFolder('cfrl-opensearch', environment);
  return findInCache(cache, `opensearch-${openSearchVersion}`, (temporary) => {
    onDownload(cache);
    writeFileSync(join(temporary, 'pom.xml'), projectFile());
    const jars = join(temporary, 'jars');
    runDownloader({
      program: 'mvn',
      args: ['-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`],
      what: `OpenSearch ${openSearchVersion}`,
      folder: temporary,
      environment,
    });
    return jars;
  });
}

/** Returns a Maven project that depends on the artifacts, so that Maven copies them with their dependencies. */
function projectFile(): string {
  const dependencies = artifacts.map(
    ([group, name, version]) =>
      `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version></dependency>`,
  );
  return (
    '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>' +
    '<groupId>example</groupId><artifactId>node</artifactId><version>1</version>' +
    `<dependencies>${dependencies.join('')}</dependencies></project>\n`
  );
}
