import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunction } from '../../bundle/bundleFunction.ts';

const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
const entryFile = join(import.meta.dirname, '../emulator/fixtures/storingFunction.ts');

afterAll(() => rmSync(folder, { recursive: true }));

describe('bundleFunction', () => {
  it('writes one file that exports the handler and includes the SDK', () => {
    const bundle = bundleFunction({ entryFile, outputFolder: join(folder, 'one') });

    const loaded = spawnSync(process.execPath, [
      '-p',
      `typeof require(${JSON.stringify(bundle.file)}).handler`,
    ]);

    expect(readdirSync(join(folder, 'one'))).toEqual(['index.js']);
    expect(bundle.handler).toBe('index.handler');
    expect(loaded.stdout.toString()).toBe('function\n');
    expect(bundle.bytes).toBe(readFileSync(bundle.file).length);
    expect(Object.keys(bundle.metafile.inputs)).toContain('test/emulator/fixtures/storingFunction.ts');
  });

  it('gives the same bytes for the same input', () => {
    const first = bundleFunction({ entryFile, outputFolder: join(folder, 'first') });
    const second = bundleFunction({ entryFile, outputFolder: join(folder, 'second') });

    expect(readFileSync(first.file).equals(readFileSync(second.file))).toBe(true);
  });

  it('reports an entry file that does not exist', () => {
    expect(() => bundleFunction({ entryFile: 'absent.ts', outputFolder: folder })).toThrow(/absent\.ts/);
  });
});
