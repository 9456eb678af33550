import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFolder, makeFolder } from '../../terminal/makeFolder.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();

describe('makeFolder', () => {
  it('creates a folder and its parents, and accepts an existing folder', () => {
    makeFolder(join(folder, 'a/b/c'));
    makeFolder(join(folder, 'a/b/c'));
    expect(existsSync(join(folder, 'a/b/c'))).toBe(true);
  });

  it('fails if a file has the same path', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => makeFolder(join(folder, 'file'))).toThrow('EEXIST');
    expect(() => makeFolder(join(folder, 'file/below'))).toThrow('EEXIST');
  });

  it('fails immediately if the folder cannot be created', () => {
    if (!existsSync('/proc/self')) return;
    expect(() => makeFolder('/proc/x/y')).toThrow('ENOENT');
    expect(() => checkFolder('/proc/x/y')).toThrow('ENOENT');
  });
});

describe('checkFolder', () => {
  it('leaves nothing behind', () => {
    const before = readdirSync(folder);
    checkFolder(folder);
    checkFolder(join(folder, 'absent/below'));
    expect(readdirSync(folder)).toEqual(before);
  });
});
