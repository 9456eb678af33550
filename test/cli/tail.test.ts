import { CreateStreamCommand, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expectedLayouts } from '../../core/layouts/layout.ts';
import { printLayouts } from '../../core/layouts/layoutsDocument.ts';
import type { Endpoint } from '../../emulator/endpoints/endpoint.ts';
import { startKinesisEndpoint } from '../../emulator/endpoints/kinesis/kinesisEndpoint.ts';
import { startS3Endpoint } from '../../emulator/endpoints/s3/s3Endpoint.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { kinesisClient, s3Client } from '../emulator/fixtures/clients.ts';
import { readExample } from '../support/examples.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { startCfrl } from './runCfrl.ts';
import { runCfrl, runInProcess } from './runInProcess.ts';
import { startStackServer } from './stackServer.ts';

const temporaryPath = temporaryFolder();
const layout = 'examples/website-20-fields.fields.txt';
let endpoint: Endpoint;
const anyCredentials = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
};
let environment: Record<string, string>;

beforeAll(async () => {
  endpoint = await startKinesisEndpoint();
  environment = { AWS_ENDPOINT_URL_KINESIS: endpoint.url };
  const kinesis = kinesisClient(endpoint.url);
  await kinesis.send(new CreateStreamCommand({ StreamName: 'realtime-logs', ShardCount: 2 }));
  const Records = readExample('website-20-fields')
    .lines.slice(0, 200)
    .map((line, index) => ({ Data: Buffer.from(`${line}\n`), PartitionKey: `key ${index}` }));
  await kinesis.send(new PutRecordsCommand({ StreamName: 'realtime-logs', Records }));
  kinesis.destroy();
});

afterAll(() => {
  return endpoint.close();
});

describe('cfrl tail', () => {
  it('shows the requests of the local pipeline, without credentials, until Ctrl-C', async () => {
    const args = ['tail', '--stream', 'realtime-logs', '--layout', layout, '--since', '1h'];
    const command = startCfrl([...args, '--where', 'sc-status=404'], environment);
    await command.lines(2);
    command.process.kill('SIGINT');
    const { status, stdout, stderr } = await command.outcome;

    expect(stderr).toBe('');
    expect(status).toBe(0);
    for (const line of stdout.trimEnd().split('\n')) expect(line).toMatch(/^\d\d:\d\d:\d\d\.\d{3} {2}404 /);
  });

  it("reads the stream of a stack with the layouts of its lake and the consumer's settings", async () => {
    const s3Endpoint = await startS3Endpoint({ folder: temporaryPath });
    const aws = await startStackServer(
      { streamName: 'realtime-logs', lakeBucket: 'lake' },
      { ADDRESSES: 'drop' },
    );
    const s3 = s3Client(s3Endpoint.url);
    await s3.send(new CreateBucketCommand({ Bucket: 'lake' }));
    const Body = printLayouts(expectedLayouts(readExample('website-20-fields').fields));
    await s3.send(new PutObjectCommand({ Bucket: 'lake', Key: 'config/layouts.json', Body }));
    const command = startCfrl(
      ['tail', '--stack', 'logs', '--since', '1h', '--json', '--fields', 'c_ip,sc-status'],
      {
        ...environment,
        ...aws.environment,
        AWS_ENDPOINT_URL_S3: s3Endpoint.url,
      },
    );
    await command.lines(200);
    command.process.kill('SIGINT');

    const { status, stdout, stderr } = await command.outcome;

    s3.destroy();
    aws.close();
    await s3Endpoint.close();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows).toHaveLength(200);
    for (const row of rows) expect(row).toEqual({ c_ip: null, sc_status: expect.any(Number) });
  });

  it('exits without an error if its output is closed', async () => {
    const args = ['tail', '--stream', 'realtime-logs', '--layout', layout, '--since', '1h', '--json'];
    const command = startCfrl(args, environment);
    await command.lines(1);
    command.process.stdout?.destroy();
    command.process.kill('SIGINT');

    expect(await command.outcome).toMatchObject({ stderr: '' });
  });

  it.each([
    [['--stream', 'realtime-logs'], '--stream: expected --layout too, got no --layout'],
    [['--layout', layout], '--layout: expected --stream too, got no --stream'],
    [
      ['--stream', 'realtime-logs', '--layout', 'timestamp,nothing'],
      "--layout: expected a field of CloudFront's real-time logs, got 'nothing'; for a field newer than this catalog of 71, give its place as 'nothing:after=FIELD'",
    ],
    [['--since', 'yesterday'], "--since: expected a duration such as 30s, 5m, 2h, or 1d, got 'yesterday'"],
    [
      ['--stream', 'realtime-logs', '--layout', layout, '--where', 'sc-status>='],
      '--where: expected a value after sc-status>=, got the end at character 12: sc-status>=▶',
    ],
    [
      ['--stream', 'realtime-logs', '--layout', 'timestamp,c-ip', '--fields', 'c-ip,asn'],
      "--fields: expected fields that are logged (timestamp, c-ip), got 'asn'",
    ],
    [
      ['--stream', 'nothing', '--layout', layout],
      "--stream: expected a stream in us-east-1, got 'nothing', which does not exist; list streams with 'aws kinesis list-streams'",
    ],
  ])('rejects %j in one sentence', async (args, message) => {
    const run = runInProcess(['tail', ...args], { ...environment, ...anyCredentials });

    await expect(run).rejects.toThrow(new UsageError(message));
  });

  it.each([
    [
      'sc-statu>=500',
      "--where: expected a field that is logged (sc-status), got 'sc-statu' at character 1: ▶sc-statu>=500",
    ],
    ['sc-status>=', '--where: expected a value after sc-status>=, got the end at character 12: sc-status>=▶'],
  ])('checks the condition %j before it reads credentials', async (condition, message) => {
    const run = runInProcess(['tail', '--where', condition]);
    await expect(run).rejects.toThrow(new UsageError(message));
  });

  it('prints that there are no credentials, and how to get them', async () => {
    const { status, stderr } = await runCfrl(['tail', '--region', 'eu-west-1']);

    expect(stderr).toMatch(/^expected AWS credentials, got none; sign in .*\n$/);
    expect(status).toBe(1);
  });

  it('has help', async () => {
    const { status, stdout } = await runCfrl(['tail', '--help']);

    expect(status).toBe(0);
    expect(stdout).toContain('npx cfrl tail --where "sc-status>=500 and cs-uri-stem^=/api/"');
  });
});
