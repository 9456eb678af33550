import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { resolve } from 'node:path';

const terminal = resolve('terminal');

/** Returns a program that runs a command with this code. */
function programOf(command: string): string[] {
  const source = `
    import { runCommand } from '${terminal}/runCommand.ts';
    import { UsageError } from '${terminal}/usageError.ts';
    await runCommand(async (signal) => { ${command} });`;
  return ['--input-type=module', '--eval', source];
}

function run(command: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, programOf(command), { encoding: 'utf8' });
  return { status, stdout, stderr };
}

const forever = 'setInterval(() => {}, 1000);';

describe('runCommand', () => {
  it('exits with status 0 when the command ends, even if it leaves something open', () => {
    expect(run(`${forever} console.log('done');`)).toEqual({ status: 0, stdout: 'done\n', stderr: '' });
  });

  it('exits with status 2 and one sentence if the command is used incorrectly', () => {
    const wrong = run("throw new UsageError('expected a roof,\\n got none');");
    expect(wrong).toEqual({ status: 2, stdout: '', stderr: 'expected a roof, got none\n' });
  });

  it('exits with status 1 and one sentence without a stack trace if the command fails', () => {
    expect(run("throw new Error('no space left');")).toEqual({
      status: 1,
      stdout: '',
      stderr: 'no space left\n',
    });
  });

  it('exits with status 1 and the reason if its output cannot be written', () => {
    const full = openSync('/dev/full', 'w');
    const program = programOf(`${forever} console.log('much'); await new Promise(() => {});`);
    const { status, stderr } = spawnSync(process.execPath, program, {
      encoding: 'utf8',
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: "can't write the output: no space left on device\n",
    });
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('asks the command to stop on %s and ends with %p', async (signal, status) => {
    const child = spawn(
      process.execPath,
      programOf(`
        ${forever} console.log('running');
        await new Promise((_, reject) => signal.onabort = () => reject(new Error('stopped')));`),
    );
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    await once(child.stdout, 'data');
    child.kill(signal);
    expect(await once(child, 'close')).toEqual([status, null]);
    expect(stderr).toBe('stopped\n');
  });

  it('on a second Ctrl-C, ends a command that does not stop, and its child processes', async () => {
    const child = spawn(
      process.execPath,
      programOf(`
        ${forever} process.once('exit', () => console.log('all ended'));
        signal.onabort = () => {
          console.log('asked to stop');
          // Long enough that the second Ctrl-C isn't a duplicate of the first.
          const later = performance.now() + 600;
          performance.now = () => later;
          console.log('a while later');
        };
        console.log('running');
        await new Promise(() => {});`),
    );
    let stdout = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      if (/running\n$/.test(stdout)) child.kill('SIGINT');
      if (/a while later\n$/.test(stdout)) child.kill('SIGINT');
    });
    expect(await once(child, 'close')).toEqual([130, null]);
    expect(stdout).toBe('running\nasked to stop\na while later\nall ended\n');
  });

  it('ignores an immediate second Ctrl-C that npm forwards', async () => {
    const child = spawn(
      process.execPath,
      programOf(`
        // The time doesn't advance, even if the machine is busy.
        performance.now = () => 0;
        ${forever} console.log('running');
        await new Promise((resolve) => { signal.onabort = () => {
          console.log('stopping');
          process.on('SIGINT', resolve);
        }; });`),
    );
    let stdout = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      child.kill('SIGINT');
    });
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(stdout).toBe('running\nstopping\n');
  });

  it('exits silently if its output is closed', async () => {
    const child = spawn(
      process.execPath,
      programOf("while (true) { console.log('x'.repeat(100)); await new Promise(setImmediate); }"),
    );
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    await once(child.stdout, 'data');
    child.stdout.destroy();
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(stderr).toBe('');
  });
});
