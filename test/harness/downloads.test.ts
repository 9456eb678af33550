import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findInCache, runDownloader } from '../../harness/downloads.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();

function fill(temporary: string): string {
  mkdirSync(join(temporary, 'unpacked'));
  return join(temporary, 'unpacked');
}

describe('a cache', () => {
  it('is filled once', () => {
    const cache = join(folder, 'once');
    const fills = jest.fn(fill);
    expect(findInCache(cache, 'program', fills)).toBe(join(cache, 'program'));
    expect(findInCache(cache, 'program', fills)).toBe(join(cache, 'program'));
    expect([fills.mock.calls.length, readdirSync(cache)]).toEqual([1, ['program']]);
  });

  it('contains nothing after a failed download', () => {
    const cache = join(folder, 'failed');
    const fail = (temporary: string) => {
      fill(temporary);
      throw new Error('interrupted');
    };
    expect(() => findInCache(cache, 'program', fail)).toThrow('interrupted');
    expect([existsSync(join(cache, 'program')), readdirSync(cache)]).toEqual([false, []]);
  });
});

it('reports the output of a failed download', () => {
  const args = ['-xzf', join(folder, 'nothing.tar.gz')];
  const environment = { PATH: process.env['PATH'], LC_ALL: 'C' };
  expect(() => runDownloader({ program: 'tar', args, what: 'the archive', folder, environment })).toThrow(
    UsageError,
  );
  expect(() => runDownloader({ program: 'tar', args, what: 'the archive', folder, environment })).toThrow(
    /^tar could not download the archive: tar.*nothing\.tar\.gz/,
  );
});
