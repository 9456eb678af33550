import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'app-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs `cdk synth` without credentials and network access. With options, it skips the slow validation. */
function synth(...context: string[]): SpawnSyncReturns<string> {
  const options = context.flatMap((assignment) => ['-c', assignment]);
  return spawnSync(
    process.execPath,
    ['node_modules/aws-cdk/bin/cdk', 'synth', '--quiet', '-o', folder, ...options],
    {
      encoding: 'utf8',
      env: {
        PATH: [dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
        HOME: join(folder, 'home'),
        NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
        ...(context.length > 0 && { CDK_VALIDATION: 'false' }),
        HTTPS_PROXY: 'http://127.0.0.1:9',
        HTTP_PROXY: 'http://127.0.0.1:9',
      },
    },
  );
}

function templateOf(name: string) {
  return JSON.parse(readFileSync(join(folder, `${name}.template.json`), 'utf8'));
}

describe('npx cdk synth', () => {
  it('synthesizes the stack in cdk.json without credentials, account, region, or network', () => {
    const { status, stderr, stdout } = synth();
    expect({ status, output: stdout + stderr }).toEqual({
      status: 0,
      output: expect.stringContaining('costs $4.50 a month (15 metrics at $0.30 (us-east-1, 2026-11))'),
    });
    expect(stdout + stderr).not.toContain('WARNING');
    expect(templateOf('cloudfront-realtime-logs').Resources['PipelineLogStream99DD011D'].Type).toBe(
      'AWS::Kinesis::Stream',
    );
  });

  it('synthesizes another pipeline with options from the command line, and warns of a misspelled option', () => {
    const options = ['name=video', 'samplingRate=5', 'fields=timestamp,x-edge-request-id', 'colorOfLogs=5'];
    const { status, stderr, stdout } = synth(...options);
    expect(status).toBe(0);
    const { Properties } = templateOf('video').Resources['PipelineLogConfiguration3037D56F'];
    expect(Properties).toMatchObject({
      Name: 'video',
      SamplingRate: 5,
      Fields: ['timestamp', 'x-edge-request-id'],
    });
    expect(stdout + stderr).toContain(
      "WARNING context: expected options in docs/configuration.md, got 'colorOfLogs', which has no effect",
    );
  });

  it('prints one sentence if an option is invalid', () => {
    const { status, stderr } = synth('samplingRate=101');
    expect(status).not.toBe(0);
    expect(stderr.trim().split('\n')).toEqual([
      'samplingRate: expected a whole number from 1 to 100 (percent), got 101',
      expect.stringContaining('Subprocess exited with error 1'),
    ]);
  });
});
