import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Template } from './template.ts';

const root = resolve(import.meta.dirname, '../..');

/**
 * Synthesizes this project's stack as `cdk synth` does, in a separate process, and reads its template.
 *
 * @param signal ends the process
 * @throws Error with the program's output if it fails
 */
export async function synthesizeTemplate(stackName: string, signal?: AbortSignal): Promise<Template> {
  const outputFolder = mkdtempSync(join(tmpdir(), 'realtime-logs-template-'));
  try {
    const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { context: unknown };
    const child = spawn(process.execPath, [join(root, 'bin/app.ts')], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
      signal,
      env: {
        ...process.env,
        CDK_OUTDIR: outputFolder,
        CDK_CONTEXT_JSON: JSON.stringify(context ?? {}),
        // Validating the template takes as long as everything else, and 'cdk synth' already does it.
        CDK_VALIDATION: 'false',
      },
    });
    let printed = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      printed += text;
    });
    const status = await new Promise((end) => {
      child.on('close', end);
      // Emitted before 'close' if the signal ends the process.
      child.on('error', () => {});
    });
    if (status !== 0) throw new Error(`synthesizing the stack failed: ${printed.trim().slice(-500)}`);
    return JSON.parse(readFileSync(join(outputFolder, `${stackName}.template.json`), 'utf8'));
  } finally {
    rmSync(outputFolder, { recursive: true, force: true });
  }
}
