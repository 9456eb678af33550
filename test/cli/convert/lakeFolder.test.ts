import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LakeFolder } from '../../../cli/convert/lakeFolder.ts';
import { UsageError } from '../../../terminal/usageError.ts';
import { filesIn } from '../../support/lakeFolders.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder();

function write(lake: LakeFolder, key: string, ...texts: string[]): void {
  const part = lake.start(key);
  for (const text of texts) part.append(Buffer.from(text));
  part.finish();
}

describe('LakeFolder', () => {
  it('creates nothing before its first file', () => {
    new LakeFolder(join(folder, 'none', 'yet'));
    expect(statSync(join(folder, 'none'), { throwIfNoEntry: false })).toBeUndefined();
  });

  it('stores each object at the path of its key, and replaces an earlier one', () => {
    const path = join(folder, 'new', 'lake');
    const lake = new LakeFolder(path);
    write(lake, 'raw/arrival_hour=01/a.parquet', 'first');
    write(lake, 'raw/arrival_hour=01/b.parquet', 'another');
    write(lake, 'raw/arrival_hour=01/a.parquet', 'sec', 'ond');
    expect(filesIn(path)).toEqual(['raw/arrival_hour=01/a.parquet', 'raw/arrival_hour=01/b.parquet']);
    expect(readFileSync(join(path, 'raw/arrival_hour=01/a.parquet'), 'utf8')).toBe('second');
  });

  it('keeps the previous file until the new one is finished, and nothing of an abandoned file', () => {
    const path = join(folder, 'parts');
    const lake = new LakeFolder(path);
    write(lake, 'a.parquet', 'first');
    const part = lake.start('a.parquet');
    part.append(Buffer.from('second'));
    expect(readFileSync(join(path, 'a.parquet'), 'utf8')).toBe('first');
    part.abandon();
    expect(filesIn(path)).toEqual(['a.parquet']);
    write(lake, 'a.parquet', 'third');
    part.abandon();
    expect(readFileSync(join(path, 'a.parquet'), 'utf8')).toBe('third');
  });

  it('appends bytes in the background', async () => {
    const path = join(folder, 'background');
    const part = new LakeFolder(path).start('a.parquet');
    part.append(Buffer.from('first'));
    await part.appendInBackground(Buffer.from('second'));
    part.append(Buffer.from('third'));
    part.finish();
    expect(readFileSync(join(path, 'a.parquet'), 'utf8')).toBe('firstsecondthird');
    rmSync(path, { recursive: true });
    await expect(part.appendInBackground(Buffer.from('late'))).rejects.toThrow(
      `expected to write '${join(path, 'a.parquet')}', but got: no such file or directory`,
    );
  });

  it('keeps the previous file if a file cannot be written', () => {
    const path = join(folder, 'blocked');
    const file = join(path, 'a.parquet');
    mkdirSync(join(file, 'in the way'), { recursive: true });
    const part = new LakeFolder(path).start('a.parquet');
    part.append(Buffer.from('new'));
    expect(() => part.finish()).toThrow(
      `expected to write '${file}', but got: illegal operation on a directory`,
    );
    part.abandon();
    expect(filesIn(path)).toEqual([]);
    expect(statSync(join(file, 'in the way')).isDirectory()).toBe(true);
  });

  it.each(['file', 'file/below'])('rejects %s because it is a file', (name) => {
    writeFileSync(join(folder, 'file'), '');
    const path = join(folder, name);
    expect(() => new LakeFolder(path)).toThrow(
      new UsageError(`--out: expected a folder, got '${path}', which is a file or is inside one`),
    );
  });
});
