import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildCommand } from './buildCommand.ts';
import { buildConstruct } from './buildConstruct.ts';
import { distFolder, readManifest } from './paths.ts';

const manifest = readManifest();
const folders = ['cloudfront-realtime-logs', 'cfrl'].map((name) => join(distFolder, name));

rmSync(distFolder, { recursive: true, force: true });
buildConstruct(folders[0], manifest);
await buildCommand(folders[1], manifest);
for (const folder of folders) {
  const { status, stderr } = spawnSync('npm', ['pack', '--silent', '--pack-destination', distFolder], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm pack failed in ${folder}: ${stderr.trim()}`);
}
