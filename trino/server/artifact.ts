import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../terminal/usageError.ts';

/** The version of Trino. Later ones double rows in MERGE (trinodb/trino issue 26968). */
export const trinoVersion = '476';

const artifact = `io.trino:trino-server:${trinoVersion}:tar.gz`;

/** Plugins that are used: the others are half of the archive. */
const plugins = ['hive', 'iceberg'];

/** Folder of downloads: outside of the repository, so that a fresh clone finds them. */
export function cacheFolder(environment: Readonly<Record<string, string | undefined>>): string {
  return join(environment['XDG_CACHE_HOME'] ?? join(environment['HOME'] ?? '.', '.cache'), 'cfrl-trino');
}

/**
 * The folder of an unpacked Trino server in the cache. Maven downloads it if it is absent.
 *
 * @param onDownload is called before a download, which is 821 MB
 * @throws UsageError if Maven is absent or doesn't get it
 */
export function findTrino(cache: string, onDownload: () => void): string {
  const folder = join(cache, `trino-server-${trinoVersion}`);
  if (existsSync(join(folder, 'lib'))) return folder;
  onDownload();
  mkdirSync(cache, { recursive: true });
  const temporary = mkdtempSync(join(cache, 'download-'));
  try {
    run('mvn', [
      ...['-B', '-q', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${temporary}`],
      '-Dmdep.stripVersion=true',
    ]);
    const members = ['bin', 'lib', ...plugins.map((name) => `plugin/${name}`)];
    run('tar', [
      ...['-xzf', join(temporary, 'trino-server.tar.gz'), '-C', temporary],
      ...members.map((name) => `trino-server-${trinoVersion}/${name}`),
    ]);
    renameSync(join(temporary, `trino-server-${trinoVersion}`), folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return folder;
}

/** @throws UsageError with what the program printed */
function run(program: string, args: readonly string[]): void {
  const { error, status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (error !== undefined)
    throw new UsageError(
      `expected ${program} to download Trino ${trinoVersion}, got ${error.message}; install ${program}`,
    );
  if (status === 0) return;
  const said = `${stdout}${stderr}`.split('\n').find((line) => /ERROR|tar:/.test(line)) ?? stderr;
  throw new UsageError(
    `expected ${artifact} from Maven, got: ${said.trim().slice(0, 500)}; ` +
      'check that a repository in settings.xml has it',
  );
}
