import { createProgram } from '../../cli/program.ts';
import { runCommandLine } from '../../terminal/commandLine.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { runCfrl } from './runCfrl.ts';
import { startStackServer } from './stackServer.ts';

describe('cfrl doctor', () => {
  it('tells of every check that it may not make, and ends with status 1', async () => {
    const aws = await startStackServer();
    const { status, stdout, stderr } = await runCfrl(['doctor', '--stack', 'logs'], aws.environment);
    aws.close();

    expect(status).toBe(1);
    expect(stderr).toBe('expected a sound pipeline, got 18 of 18 findings that say what to mend\n');
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(36);
    expect(lines.slice(0, 2)).toEqual([
      '✗ attached        could not be checked',
      '                  → expected arn:aws:iam::123456789012:user/ann to be allowed some:Action on *, got AccessDenied; add the statement {"Effect":"Allow","Action":"some:Action","Resource":"*"}',
    ]);
    expect(stdout).not.toMatch(/\bat .*\.ts:/);
  });

  it('refuses what is no name of a stack', async () => {
    const run = runCommandLine(createProgram(new AbortController().signal), ['doctor', '--stack', 'a b']);

    await expect(run).rejects.toThrow(
      new UsageError("--stack: expected the name of a CloudFormation stack, got 'a b'"),
    );
  });
});
