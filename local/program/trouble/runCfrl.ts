import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { environmentOf } from '../../../emulator/localAws.ts';

const root = resolve(import.meta.dirname, '../../..');

/** Runs a `cfrl` command on the local pipeline, and returns the lines that it prints. */
export async function runCfrl(args: readonly string[], url: string): Promise<string[]> {
  const child = spawn(process.execPath, [join(root, 'bin/cfrl.ts'), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environmentOf(url), NO_COLOR: '1' },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part) => {
      text += part;
    });
  }
  await new Promise((end) => child.on('close', end));
  return text.trimEnd().split('\n');
}
