import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { startCfrl } from '../cli/runCfrl.ts';
import { runCfrl } from '../cli/runInProcess.ts';
import { fields46 } from '../support/fieldLists.ts';
import { hostileTexts, obeyed, viewerTexts } from '../support/hostile.ts';
import { asLogged } from '../support/logging.ts';
import { type ReceivingServer, startReceiver } from '../support/receivingServer.ts';
import { lineOf, requestId } from '../support/records.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { type LocalRun, startLocal } from './startLocal.ts';

const folder = temporaryFolder();
const count = 40;
let run: LocalRun;
let receiver: ReceivingServer;
let environment: Record<string, string>;

/** Records with malicious values, an unreadable record, and the name of an example whose fields they have. */
function writeRecords(): string {
  const lines = Array.from({ length: count }, (_, index) => {
    const text = asLogged(hostileTexts[index % hostileTexts.length]);
    return lineOf(fields46, {
      ...Object.fromEntries(viewerTexts.map((field) => [field, text])),
      'sc-content-type': text,
      ...(index % 10 === 3 && { 'sc-content-len': text }),
      'sc-status': index % 4 === 0 ? '502' : '200',
      'x-host-header': 'd111111abcdef8.cloudfront.net',
      'cache-behavior-path-pattern': index % 2 === 0 ? text : '/images/*',
      'x-edge-request-id': requestId(index),
    });
  });
  const file = join(folder, 'hostile.tsv');
  writeFileSync(file, [...lines, '\u001b[2Jgarbage\u0007', ''].join('\n'));
  writeFileSync(join(folder, 'hostile.fields.txt'), fields46.join('\n'));
  return file;
}

beforeAll(async () => {
  receiver = await startReceiver();
  mkdirSync(join(folder, 'temporary'));
  const args = [
    '--records',
    writeRecords(),
    '--stay',
    '--rate',
    '500',
    '--shards',
    '1',
    '--keep',
    join(folder, 'kept'),
    '--destination',
    receiver.url,
  ];
  run = startLocal(args, { TMPDIR: join(folder, 'temporary') });
  await run.shows(/The pipeline is still running/);
  const [, variables = ''] = /export (.*)/.exec(run.printed()) ?? [];
  environment = Object.fromEntries(
    variables.split(' ').map((variable) => variable.split('=') as [string, string]),
  );
});

afterAll(async () => {
  run.child.kill('SIGINT');
  await run.outcome;
  await receiver.close();
});

/** Lines with control characters that a terminal would interpret. */
const unsafe = (text: string) => text.split('\n').filter((line) => obeyed.test(line));

describe('npm start and all commands, with malicious values', () => {
  it('print values only as text, and one line of environment variables for the commands', () => {
    const shown = run.printed();
    expect(unsafe(shown)).toEqual([]);
    expect(shown).toContain('\\x1b');
    expect(shown).toMatch(/^ {2}export AWS_ENDPOINT_URL=http:\/\/127\.0\.0\.1:\d+ AWS_REGION=us-east-1 /m);
    expect(shown).toContain('No record is missing');
    expect(shown).toContain(
      'Timestamps are moved so that the latest record is from now. To keep them, use --as-recorded.',
    );
  });

  it.each<[string, string[], RegExp]>([
    ['query', ['query', 'SELECT cs_uri_stem, sc_status FROM requests'], /\\x1b/],
    ['query as CSV', ['query', 'SELECT cs_user_agent FROM requests', '--csv'], /cs_user_agent/],
    ['query as JSON', ['query', 'SELECT * FROM requests_raw', '--json'], /\\u001b/],
    [
      'query of a folder',
      ['query', 'SELECT cs_referer FROM requests', '--lake', join(folder, 'kept/lake')],
      /\\x1b/,
    ],
    ['top', ['top', '--once', '--window', '10m'], /\\x1b/],
    ['find', ['find', requestId(2)], /Found in .*\\x1b/s],
    ['find as JSON', ['find', requestId(2), '--json'], /\\u001b/],
    ['replay', ['replay', '--dry-run'], /Quarantine files: 1 found/],
    ['compact', ['compact', '--status'], /Late marks {2}none/],
    ['erase', ['erase', '--where', 'cs-uri-stem*=\u001b'], /Nothing was erased/],
    ['estimate', ['estimate', '--requests-per-second', '5'], /Total/],
    ['attach', ['attach', '--dry-run', 'E1LOCALDEMO'], /nothing to change/],
    ['detach', ['detach', '--dry-run', '--everywhere'], /detached/],
    [
      'convert',
      ['convert', '--fields', fields46.join(','), '--out', join(folder, 'lake'), join(folder, 'hostile.tsv')],
      /41 records read: 40 rows, 1 quarantined/,
    ],
  ])('%s works on the local pipeline', async (_, args, expected) => {
    const { status, stdout, stderr } = await runCfrl(args, environment);
    expect({ status, unsafe: unsafe(stdout + stderr) }).toEqual({ status: 0, unsafe: [] });
    expect(stdout).toMatch(expected);
  });

  it('doctor reports only the problem', async () => {
    const { status, stdout, stderr } = await runCfrl(['doctor'], environment);
    expect(unsafe(stdout + stderr)).toEqual([]);
    const wrong = stdout.split('\n').filter((line) => /^[✗?]/.test(line));
    expect(wrong).toEqual([
      expect.stringMatching(/^✗ quarantine +1 record was quarantined in the last 24 hours; latest reason: /),
    ]);
    expect(status).toBe(1);
  });

  it('tail shows the requests, until Ctrl-C', async () => {
    const command = startCfrl(['tail', '--since', '1h', '--where', 'sc-status=502'], environment);
    await command.lines(count / 4);
    command.process.kill('SIGINT');
    const { status, stdout, stderr } = await command.outcome;
    expect({ status, unsafe: unsafe(stdout + stderr) }).toEqual({ status: 0, unsafe: [] });
    expect(stdout.trimEnd().split('\n')).toHaveLength(count / 4);
  });

  it('rejects calls to services that are not emulated, with their names', async () => {
    const client = await fetch(environment['AWS_ENDPOINT_URL'], {
      method: 'POST',
      headers: {
        authorization: 'AWS4-HMAC-SHA256 Credential=local/20261120/us-east-1/dynamodb/aws4_request, x',
      },
    });
    expect(client.status).toBe(501);
    expect(await client.text()).toContain("The local AWS does not emulate 'dynamodb'");
  });
});

describe('a destination of npm start', () => {
  const findings = async () => {
    const { stdout } = await runCfrl(['doctor', '--destination', 'direct'], environment);
    return Object.fromEntries(
      [...stdout.matchAll(/^(\S) (mapping|lag|function|failed batches|rejected) +(.*)$/gm)].map(
        ([, sign, subject, says]) => [subject, `${sign} ${says}`],
      ),
    );
  };

  it('is found and tested by commands', async () => {
    const tested = await runCfrl(['destination', 'test', 'direct'], environment);
    expect(tested).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^direct accepted the test document\.\n/),
    });
    expect(receiver.received.at(-1)?.text).toContain('/cfrl-destination-test');
    expect(await findings()).toEqual({
      mapping: '✓ the mapping is Enabled, last result: OK',
      lag: expect.stringMatching(/^✓ the destination is [\d.]+ s behind$/),
      function: '✓ no invocation failed in the last hour',
      'failed batches': '✓ none',
      rejected: expect.stringMatching(/^✓ /),
    });
  });

  it('receives failed batches after a replay', async () => {
    receiver.reply = () => ({ status: 500 });
    const kinesis = new KinesisClient({
      endpoint: environment['AWS_ENDPOINT_URL'],
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    const Data = Buffer.from(
      `${lineOf(fields46, { 'cs-uri-stem': '/refused', 'x-edge-request-id': requestId(900) })}\n`,
    );
    await kinesis.send(new PutRecordCommand({ StreamName: 'realtime-logs', PartitionKey: '1', Data }));
    kinesis.destroy();
    let found = await findings();
    for (; found['failed batches']?.startsWith('✓'); found = await findings()) await setImmediate();
    expect(found).toMatchObject({
      mapping: expect.stringMatching(/^✗ .* last result: PROBLEM: Function call failed$/),
      function: expect.stringMatching(/^✗ /),
      'failed batches': '✗ 1 batch in lake-destination-failures not yet delivered',
    });
    receiver.reply = () => ({ status: 200 });
    expect(await runCfrl(['replay', '--destination', 'direct'], environment)).toMatchObject({
      status: 0,
      stdout: 'Batches that direct did not receive: 1 found, 1 delivered\n  1 record, 1 document delivered\n',
    });
    expect(receiver.received.at(-1)?.text).toContain('/refused');
    expect((await findings())['failed batches']).toBe('✓ none');
  });
});
