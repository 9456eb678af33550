import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Writes API.md from the comments of the construct's public API. With `--check`, only compares it. TypeDoc
 * requires an older TypeScript than the project's, so it is installed from the registry into a temporary
 * folder.
 */
const packages = ['typedoc@0.28.20', 'typedoc-plugin-markdown@4.14.1', 'typescript@6.0.3'];
const page = resolve(import.meta.dirname, '../API.md');

const folder = mkdtempSync(join(tmpdir(), 'api-'));
try {
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages], folder);
  const modules = join(folder, 'node_modules');
  const out = join(folder, 'out');
  const plugin = join(modules, 'typedoc-plugin-markdown/dist/index.js');
  const typedoc = join(modules, 'typedoc/bin/typedoc');
  run(process.execPath, [typedoc, '--plugin', plugin, '--out', out], resolve(import.meta.dirname, '..'));
  const text = readFileSync(join(out, 'API.md'), 'utf8');
  if (!process.argv.includes('--check')) writeFileSync(page, text);
  else if (readFileSync(page, 'utf8') !== text) {
    console.error("API.md does not match the comments in lib; run 'npm run api'");
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}

function run(command: string, args: readonly string[], cwd: string): void {
  const shell = command === 'npm' && process.platform === 'win32';
  const { status, stdout, stderr } = spawnSync(command, [...args], { cwd, encoding: 'utf8', shell });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${stdout}${stderr}`);
}
