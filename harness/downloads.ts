import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../terminal/usageError.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Returns the folder for a program's downloads. It is outside of the repository, so that all clones share it. */
export function cacheFolder(name: string, environment: Environment): string {
  return join(environment['XDG_CACHE_HOME'] ?? join(environment['HOME'] ?? '.', '.cache'), name);
}

/**
 * Returns a folder in the cache. If it doesn't exist, fills it first. An interrupted download leaves nothing
 * behind.
 *
 * @param fill downloads into a temporary folder, and returns the subfolder to keep
 */
export function findInCache(cache: string, name: string, fill: (temporary: string) => string): string {
  const folder = join(cache, name);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const temporary = mkdtempSync(join(cache, 'download-'));
  try {
    renameSync(fill(temporary), folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return folder;
}

/** A program that downloads or unpacks something. */
export interface Downloader {
  readonly program: 'mvn' | 'tar';
  readonly args: readonly string[];
  /** Name of the download, for messages. */
  readonly what: string;
  readonly folder: string;
  readonly environment: Environment;
}

/**
 * Runs a program, and waits for its end.
 *
 * @throws UsageError if it isn't installed, or if it fails, with its first error
 */
export function runDownloader({ program, args, what, folder, environment }: Downloader): void {
  const { error, status, stdout, stderr } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    env: environment as NodeJS.ProcessEnv,
  });
  if (error !== undefined)
    throw new UsageError(`cannot run ${program} to download ${what} (${error.message}); install ${program}`);
  if (status === 0) return;
  const printed = `${stdout}${stderr}`.split('\n').find((line) => /ERROR|^tar\b/.test(line));
  const got = (printed ?? `exit status ${status}`).trim().slice(0, 500);
  const remedy = program === 'mvn' ? '; check that a repository in settings.xml contains it' : '';
  throw new UsageError(`${program} could not download ${what}: ${got}${remedy}`);
}
