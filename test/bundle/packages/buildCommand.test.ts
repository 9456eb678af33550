import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCommand } from '../../../bundle/packages/buildCommand.ts';
import { readManifest } from '../../../bundle/packages/paths.ts';

const folder = mkdtempSync(join(tmpdir(), 'command-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the package of the command', () => {
  it('is built, and prints its version without any other package', async () => {
    const manifest = readManifest();
    await buildCommand(folder, manifest);
    expect(readdirSync(folder).sort()).toEqual([
      'LICENSE',
      'README.md',
      'blockWorker.cjs',
      'cfrl.cjs',
      'package.json',
      'page',
      'start.cjs',
    ]);
    const printed = execFileSync(process.execPath, [join(folder, 'start.cjs'), '--version'], {
      encoding: 'utf8',
    });
    expect(printed).toBe(`cloudfront-realtime-logs version ${manifest.version}\n`);
  });
});
