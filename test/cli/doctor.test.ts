import { UsageError } from '../../terminal/usageError.ts';
import { startCfrl } from './runCfrl.ts';
import { runInProcess } from './runInProcess.ts';
import { startStackServer } from './stackServer.ts';

describe('cfrl doctor', () => {
  it('reports every check that it has no permission for, and exits with status 1', async () => {
    const aws = await startStackServer();
    const { status, stdout, stderr } = await startCfrl(['doctor', '--stack', 'logs'], aws.environment)
      .outcome;
    aws.close();

    expect(status).toBe(1);
    expect(stderr).toBe('expected all 19 checks to pass, but 18 could not run\n');
    const [skipped, ...lines] = stdout.trimEnd().split('\n');
    expect(skipped).toBe(
      '– compaction      the stack was deployed with a version without compaction; deploy it again',
    );
    // One check calls two services, and reports the error that occurs first.
    expect(lines.slice(0, 4).map((line) => line.replace(', failed batches', ''))).toEqual([
      expect.stringMatching(
        /^\? 1[34] checks could not run: attached, pricing plan, requests, destination, trust policy, permissions, records, throttling, lag, consumer, field order, lake, sum$/,
      ),
      '                  → expected arn:aws:iam::123456789012:user/ann to be allowed some:Action on *, got AccessDenied; add the statement {"Effect":"Allow","Action":"some:Action","Resource":"*"}',
      expect.stringMatching(/^\? [34] checks could not run: key, stream, mapping$/),
      '                  → expected an endpoint that supports HTTP/2, as Kinesis does, got another response; check AWS_ENDPOINT_URL',
    ]);
    expect(lines.slice(4)).toEqual([
      '? quarantine      could not be checked',
      '                  → expected the consumer to have the variable PIPELINE_NAME, got none; deploy the stack again',
    ]);
    expect(stdout).not.toMatch(/\bat .*\.ts:/);
  });

  it('rejects an invalid stack name', async () => {
    const run = runInProcess(['doctor', '--stack', 'a b']);

    await expect(run).rejects.toThrow(
      new UsageError("--stack: expected the name of a CloudFormation stack, got 'a b'"),
    );
  });
});
