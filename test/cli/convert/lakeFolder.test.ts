import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LakeFolder } from '../../../cli/convert/lakeFolder.ts';
import { UsageError } from '../../../terminal/usageError.ts';
import { filesIn } from '../../support/lakeFolders.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder();

function objectOf(key: string, text: string) {
  return { key, body: Buffer.from(text), contentType: 'text/plain', records: 1 };
}

describe('LakeFolder', () => {
  it('makes nothing before its first object', () => {
    new LakeFolder(join(folder, 'none', 'yet'));
    expect(statSync(join(folder, 'none'), { throwIfNoEntry: false })).toBeUndefined();
  });

  it('holds each object at its key, the last one written there', () => {
    const path = join(folder, 'new', 'lake');
    const lake = new LakeFolder(path);
    lake.put(objectOf('raw/arrival_hour=01/a.parquet', 'first'));
    lake.put(objectOf('raw/arrival_hour=01/b.parquet', 'another'));
    lake.put(objectOf('raw/arrival_hour=01/a.parquet', 'second'));
    expect(filesIn(path)).toEqual(['raw/arrival_hour=01/a.parquet', 'raw/arrival_hour=01/b.parquet']);
    expect(readFileSync(join(path, 'raw/arrival_hour=01/a.parquet'), 'utf8')).toBe('second');
  });

  it('leaves what was there, and nothing unfinished, where an object cannot be written', () => {
    const path = join(folder, 'blocked');
    const file = join(path, 'a.parquet');
    mkdirSync(join(file, 'in the way'), { recursive: true });
    expect(() => new LakeFolder(path).put(objectOf('a.parquet', 'new'))).toThrow(
      `expected to write '${file}', but got: illegal operation on a directory`,
    );
    expect(filesIn(path)).toEqual([]);
    expect(statSync(join(file, 'in the way')).isDirectory()).toBe(true);
  });

  it.each(['file', 'file/below'])('refuses %s, since a file is in its place', (name) => {
    writeFileSync(join(folder, 'file'), '');
    const path = join(folder, name);
    expect(() => new LakeFolder(path)).toThrow(
      new UsageError(`--out: expected a folder, got '${path}', which is a file or lies below one`),
    );
  });
});
