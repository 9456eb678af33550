import { loadProgram } from '../../cli/commands.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { runCfrl, runInProcess } from './runInProcess.ts';

describe.each(['attach', 'detach'])('cfrl %s', (command) => {
  it.each([
    [['www.example.com'], "expected a distribution ID such as E2EXAMPLE, got 'www.example.com'"],
    [
      ['--behaviors', 'default,,/a', 'E2EXAMPLE'],
      "--behaviors: expected all, or cache behaviors such as default,/images/*, got 'default,,/a'",
    ],
    [
      ['--behaviour', 'default', 'E2EXAMPLE'],
      `unknown option '--behaviour'; did you mean '--behaviors'? See 'cfrl ${command} --help'`,
    ],
  ])('says what is wrong with %j', async (args, message) => {
    const run = runInProcess([command, ...args]);
    await expect(run).rejects.toThrow(new UsageError(message));
  });

  it('has help with an example', async () => {
    let help = '';
    const program = await loadProgram([command], new AbortController().signal);
    const [found] = program.commands.filter((candidate) => candidate.name() === command);
    found.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
    expect(help).toMatch(new RegExp(`Examples:\n {2}npx cfrl ${command} `));
    expect(help).toContain('--profile <NAME>');
  });
});

describe('cfrl attach', () => {
  it.each([[[]], [['--dry-run', '--wait']]])('with %j prints how to get credentials', async (options) => {
    const { status, stdout, stderr } = await runCfrl(['attach', ...options, 'E2EXAMPLE']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^expected AWS credentials, got none; sign in [^\n]+\n$/);
  });
});

describe('cfrl detach', () => {
  it.each([
    [[], "expected IDs of distributions, or --everywhere, got none; see 'cfrl detach --help'"],
    [['--everywhere', 'E2EXAMPLE'], "--everywhere: expected no IDs of distributions, got 'E2EXAMPLE'"],
  ])('says what is wrong with %j', async (args, message) => {
    const run = runInProcess(['detach', ...args]);
    await expect(run).rejects.toThrow(new UsageError(message));
  });
});
