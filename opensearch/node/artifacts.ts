import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../terminal/usageError.ts';

/** The last version of OpenSearch 2, which the service runs as well. */
export const openSearchVersion = '2.19.6';

/** What a node with an HTTP interface needs, without plugins. */
const artifacts = [
  ['org.opensearch', 'opensearch', openSearchVersion],
  ['org.opensearch', 'opensearch-plugin-classloader', openSearchVersion],
  ['org.opensearch.plugin', 'transport-netty4-client', openSearchVersion],
  ['org.apache.logging.log4j', 'log4j-core', '2.25.3'],
] as const;

/** Folder of downloads: outside of the repository, so that a fresh clone finds them. */
function cacheFolder(environment: NodeJS.ProcessEnv): string {
  return join(environment['XDG_CACHE_HOME'] ?? join(environment['HOME'] ?? '.', '.cache'), 'cfrl-opensearch');
}

/**
 * The folder with the jars of OpenSearch in the cache. Maven downloads them if they are absent.
 *
 * @param onDownload is called before a download
 * @throws UsageError if Maven is absent or doesn't get them
 */
export function findOpenSearch(environment: NodeJS.ProcessEnv, onDownload: (cache: string) => void): string {
  const cache = cacheFolder(environment);
  const folder = join(cache, `opensearch-${openSearchVersion}`);
  if (existsSync(folder)) return folder;
  onDownload(cache);
  mkdirSync(cache, { recursive: true });
  const temporary = mkdtempSync(join(cache, 'download-'));
  try {
    writeFileSync(join(temporary, 'pom.xml'), projectFile());
    const jars = join(temporary, 'jars');
    runMaven(
      ['-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`],
      temporary,
      environment,
    );
    renameSync(jars, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return folder;
}

/** A project that depends on the artifacts, so that Maven copies them with what they need. */
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

/** @throws UsageError with what Maven printed */
function runMaven(args: readonly string[], folder: string, environment: NodeJS.ProcessEnv): void {
  const { error, status, stdout } = spawnSync('mvn', args, {
    cwd: folder,
    encoding: 'utf8',
    env: environment,
  });
  if (error !== undefined) {
    throw new UsageError(
      `expected Maven to download OpenSearch ${openSearchVersion}, got ${error.message}; install mvn`,
    );
  }
  if (status === 0) return;
  const reason = stdout.split('\n').find((line) => line.includes('ERROR')) ?? `exit status ${status}`;
  throw new UsageError(
    `expected OpenSearch ${openSearchVersion} from Maven, got: ${reason.trim().slice(0, 500)}`,
  );
}
