import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../terminal/usageError.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Folder of a program's downloads: outside of the repository, so that a fresh clone finds them. */
export function cacheFolder(name: string, environment: Environment): string {
  return join(environment['XDG_CACHE_HOME'] ?? join(environment['HOME'] ?? '.', '.cache'), name);
}

/**
 * The folder of a name in the cache, which is filled if it is absent. A download that was interrupted leaves nothing.
 *
 * @param fill downloads into a temporary folder, and returns the folder in it that is kept
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
  /** What it downloads, for messages. */
  readonly what: string;
  readonly folder: string;
  readonly environment: Environment;
}

/**
 * Runs a program to its end.
 *
 * @throws UsageError if it isn't installed, or with the first error that it printed
 */
export function runDownloader({ program, args, what, folder, environment }: Downloader): void {
  const { error, status, stdout, stderr } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    env: environment as NodeJS.ProcessEnv,
  });
  if (error !== undefined)
    throw new UsageError(`expected ${program} to download ${what}, got ${error.message}; install ${program}`);
  if (status === 0) return;
  const printed = `${stdout}${stderr}`.split('\n').find((line) => /ERROR|^tar\b/.test(line));
  const got = (printed ?? `exit status ${status}`).trim().slice(0, 500);
  const remedy = program === 'mvn' ? '; check that a repository in settings.xml has it' : '';
  throw new UsageError(`expected ${what} from ${program}, got: ${got}${remedy}`);
}
