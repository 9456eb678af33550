import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findDifference, readTour, type TourStep } from './readTour.ts';

const root = resolve(import.meta.dirname, '../..');
const page = resolve(root, 'docs/tour.md');
const folder = mkdtempSync(join(tmpdir(), 'tour-'));
/** Folder that commands of the tour write. */
const lake = resolve(root, 'lake');
const ready = 'The pipeline is still running. Press Ctrl-C to stop it.';

/** Output of a command, and its process if it is still running. */
interface Run {
  readonly output: string;
  readonly process: ChildProcess;
}

/** Runs a command in a shell, as a reader does, until it ends or prints that it keeps running. */
function run(command: string, environment: NodeJS.ProcessEnv): Promise<Run> {
  const child = spawn(command, {
    shell: true,
    cwd: root,
    detached: true,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  return new Promise((end) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      if (output.includes(ready)) end({ output, process: child });
    });
    child.on('close', () => end({ output, process: child }));
  });
}

/** Sends SIGINT to the process group, like Ctrl-C. */
async function interrupt({ process: child }: Run): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const closed = new Promise((end) => child.on('close', end));
  process.kill(-child.pid, 'SIGINT');
  await closed;
}

/** Returns the environment variables that a run prints for another terminal. */
function variablesIn(output: string): Record<string, string> {
  const [, text = ''] = /^\s*export (.*)$/m.exec(output) ?? [];
  return Object.fromEntries(text.split(' ').map((variable) => variable.split('=') as [string, string]));
}

/** Returns the environment without AWS variables, and with colors disabled. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  return {
    ...Object.fromEntries(entries),
    TMPDIR: folder,
    NO_COLOR: '1',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** Runs every command of the tour. @returns number of commands whose output differs from the page */
async function checkTour(steps: readonly TourStep[]): Promise<number> {
  let staying: Run | undefined;
  let differences = 0;
  try {
    for (const { command, shown } of steps) {
      if (staying !== undefined && command.startsWith('npm start')) {
        await interrupt(staying);
        staying = undefined;
      }
      const variables = staying === undefined ? {} : variablesIn(staying.output);
      const done = await run(`npm_config_loglevel=silent ${command}`, {
        ...plainEnvironment(),
        ...variables,
      });
      if (done.output.includes(ready)) staying = done;
      const difference = shown === undefined ? undefined : findDifference(shown, done.output);
      console.log(`${difference === undefined ? '✓' : '✗'} ${command}`);
      if (difference === undefined) continue;
      differences++;
      console.log(`expected ${difference}\ngot\n${done.output}`);
    }
  } finally {
    if (staying !== undefined) await interrupt(staying);
  }
  return differences;
}

if (existsSync(lake))
  throw new Error(`the tour writes the folder ${lake}, which already exists; move it away`);
if (existsSync(lake))
  throw new Error(`the tour writes the folder ${lake}, which already exists; move it away`);
try {
  process.exitCode = (await checkTour(readTour(readFileSync(page, 'utf8')))) === 0 ? 0 : 1;
} finally {
  for (const made of [folder, lake]) rmSync(made, { recursive: true, force: true });
}
