import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SNSEvent } from 'aws-lambda';
import type { ExplanationSettings } from '../../../core/insight/alarms/explanationSettings.ts';
import { insightFields } from '../../../core/insight/measures.ts';
import type { Clients } from '../../../lambda/explanation/clients.ts';
import { createHandler } from '../../../lambda/explanation/handler.ts';
import { answeringClient, serviceError } from '../../cli/answeringClient.ts';
import { alarmMessage } from '../../core/insight/alarms/alarmMessages.ts';
import { DuckdbAthena } from '../../explorer/sources/duckdbAthena.ts';
import { readExample } from '../../support/examples.ts';
import { type ReceivingServer, startReceiver } from '../../support/receivingServer.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { keepAll, transformLines } from '../../support/transforming.ts';
import { StoredObject } from '../layouts/storedObject.ts';

const lakeFolder = temporaryFolder();
const { fields, lines } = readExample('website-46-fields');
const raisedAt = Date.parse('2026-11-20T13:05:00Z');
const minute = 60_000;
const chat = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:chat-AbCdEf';

/** 65 minutes of requests. In the last five, requests for images end with status 503. */
function traffic(): string[] {
  const place = (name: string) => fields.indexOf(name);
  return lines.slice(0, 2_600).map((line, index) => {
    const values = line.split('\t');
    const time = raisedAt - (65 - index / 40) * minute;
    const isImage = index % 4 === 0;
    const fails = isImage && time >= raisedAt - 5 * minute;
    values[place('timestamp')] = (time / 1000).toFixed(3);
    values[place('cache-behavior-path-pattern')] = isImage ? '/images/*' : '*';
    // Each request is from another client, so that no session looks like a cause.
    values[place('c-ip')] = `2001:db8::${(index + 1).toString(16)}`;
    values[place('sc-status')] = fails || index % 100 === 1 ? '503' : '200';
    return values.join('\t');
  });
}

let athena: DuckdbAthena;
let receiver: ReceivingServer;

beforeAll(async () => {
  for (const { key, body } of transformLines(fields, traffic(), { policy: keepAll }).objects) {
    mkdirSync(dirname(join(lakeFolder, key)), { recursive: true });
    writeFileSync(join(lakeFolder, key), body);
  }
  athena = await DuckdbAthena.open(lakeFolder);
  receiver = await startReceiver();
});

afterAll(async () => {
  athena.close();
  await receiver.close();
});

const settings: ExplanationSettings = {
  pipelineName: 'cloudfront-realtime-logs',
  lakeBucket: 'lake',
  database: 'logs',
  workgroup: 'logs-explanations',
  topicArn: 'arn:aws:sns:eu-central-1:123456789012:alarms',
  chats: [{ type: 'webhook', secretArn: chat }],
  logged: insightFields.map(({ name }) => name).filter((name) => fields.includes(name)),
  samplingRate: 100,
  scanMegabytes: 1_000,
  maxPerHour: 4,
  dashboardUrl: undefined,
};

const surroundings = { now: () => raisedAt, sleep: async () => {}, dialect: 'duckdb' } as const;

function notification(...messages: string[]): SNSEvent {
  return { Records: messages.map((Message) => ({ Sns: { Message } })) } as SNSEvent;
}

function start(given: Partial<ExplanationSettings> = {}, history = new StoredObject()) {
  const sns = answeringClient<Clients['sns'] & { config: unknown }>({ Publish: {} });
  const secrets = answeringClient<Clients['secrets'] & { config: unknown }>({
    GetSecretValue: { SecretString: JSON.stringify({ url: receiver.url, headers: { 'x-key': 'k' } }) },
  });
  const clients = { athena, s3: history as unknown as Clients['s3'], secrets, sns };
  const handler = createHandler({ ...settings, ...given }, clients, surroundings);
  const invoke = (...messages: string[]) =>
    handler(notification(...messages), { getRemainingTimeInMillis: () => 300_000 });
  return { invoke, sns, secrets, history };
}

const name = 'cloudfront-realtime-logs Server error rate';
const alarm = alarmMessage({ StateChangeTime: '2026-11-20T13:05:20.000+0000' });

beforeEach(() => {
  receiver.received.length = 0;
  athena.started.length = 0;
});

describe('the function that explains alarms', () => {
  it('sends an explanation to the topic and to the chat, from the raw table only', async () => {
    const { invoke, sns, history } = start();
    await invoke(alarm);
    const [{ input } = { input: {} as Record<string, unknown> }, ...more] = sns.calls;
    expect(more).toEqual([]);
    expect(input).toMatchObject({
      TopicArn: settings.topicArn,
      Subject: 'Explained: cloudfront-realtime-logs Server error rate',
    });
    expect(String(input['Message'])).toMatch(
      /\d+% of the additional 5xx responses: behavior \/images\/\*.*; 0% of requests before, 100\.0% of 50 requests now/,
    );
    const [{ text, headers } = { text: '', headers: {} }] = receiver.received;
    expect(headers).toMatchObject({ 'x-key': 'k', 'content-type': 'application/json' });
    expect(JSON.parse(text).explanation.findings[0].facets).toMatchObject({ behavior: '/images/*' });
    const tables = athena.started.flatMap((sql) => sql.match(/FROM requests\w*/g) ?? []);
    expect(new Set(tables)).toEqual(new Set(['FROM requests_raw']));
    expect(JSON.parse(history.text ?? '')).toEqual([
      { alarmName: 'cloudfront-realtime-logs Server error rate', at: raisedAt },
    ]);
  });

  it('ignores its own explanations and other messages', async () => {
    athena.state = 'FAILED';
    const error = jest.spyOn(console, 'error').mockImplementation();
    const first = start();
    await first.invoke(alarm);
    athena.state = 'SUCCEEDED';
    error.mockRestore();
    const own = String(first.sns.calls[0]?.input['Message']);
    const { invoke, sns, history } = start();
    await invoke(own, alarmMessage({ NewStateValue: 'OK' }), alarmMessage({ AlarmName: 'another alarm' }));
    expect([sns.calls, history.text]).toEqual([[], undefined]);
  });

  it('explains an alarm once while it changes its state repeatedly, in any process', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation();
    const history = new StoredObject(JSON.stringify([{ alarmName: name, at: raisedAt - 29 * minute }]));
    const { invoke, sns } = start({}, history);
    await invoke(alarm);
    expect(sns.calls).toEqual([]);
    expect(warn.mock.calls.flat()).toEqual([
      "'cloudfront-realtime-logs Server error rate' is not explained: the same alarm was explained less than 30 minutes earlier.",
    ]);
    warn.mockRestore();
  });

  it('keeps the limit if another process records an explanation at the same time', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation();
    const history = new StoredObject('[]');
    history.beforePut = () => {
      history.beforePut = () => {};
      history.put(JSON.stringify([{ alarmName: 'cloudfront-realtime-logs Cache hit ratio', at: raisedAt }]));
    };
    const { invoke, sns } = start({ maxPerHour: 1 }, history);
    await invoke(alarm);
    expect(sns.calls).toEqual([]);
    warn.mockRestore();
  });

  it('uses only the series of the alarm', async () => {
    const { invoke } = start({ topicArn: undefined });
    await invoke(
      alarmMessage({ AlarmName: 'cloudfront-realtime-logs Server error rate: d1.cloudfront.net /a/*' }),
    );
    expect(athena.started[0]).toContain(`"cache_behavior_path_pattern" = '/a/*'`);
    expect(JSON.parse(receiver.received[0]?.text ?? '').sentences.at(-1)).toBe(
      'There are no requests in the window.',
    );
  });

  it('reports that it would scan too much, and does not scan', async () => {
    const { invoke, sns } = start({ scanMegabytes: 10 });
    await invoke(alarm);
    expect(athena.started).toHaveLength(1);
    expect(sns.calls[0]?.input['Message']).toContain(
      'There is no explanation: its queries would scan more than 10 MB. The command below can scan more.',
    );
  });

  it('reports that its queries failed, with the reason only in its log', async () => {
    const error = jest.spyOn(console, 'error').mockImplementation();
    athena.state = 'FAILED';
    const { invoke, sns } = start();
    await invoke(alarm);
    athena.state = 'SUCCEEDED';
    expect(sns.calls[0]?.input['Message']).toContain('There is no explanation: its queries failed');
    expect(sns.calls[0]?.input['Message']).not.toContain('a reason');
    expect(String(error.mock.calls[0]?.[0])).toContain('a reason');
    error.mockRestore();
  });

  it('sends to other receivers if one fails, and never prints the secret address', async () => {
    receiver.reply = () => ({ status: 400, body: 'no\nsuch hook' });
    const { invoke, sns } = start({ scanMegabytes: 10 });
    await expect(invoke(alarm)).rejects.toThrow(
      /^expected 127\.0\.0\.1:\d+ to accept the explanation, got status 400: no such hook$/,
    );
    receiver.reply = () => ({ status: 200 });
    expect(sns.calls).toHaveLength(1);
  });

  it.each([
    '',
    '{"url":"http://chat.example.com/hook"}',
    '{"url":"x"}',
    '{"url":"https://a","headers":{"b":1}}',
  ])('reports that a secret has no address, without its content: %s', async (SecretString) => {
    const secrets = answeringClient<Clients['secrets'] & { config: unknown }>({
      GetSecretValue: { SecretString },
    });
    const clients = {
      athena,
      s3: new StoredObject() as unknown as Clients['s3'],
      secrets,
      sns: answeringClient<Clients['sns'] & { config: unknown }>({}),
    };
    const handler = createHandler(
      { ...settings, topicArn: undefined, scanMegabytes: 10 },
      clients,
      surroundings,
    );
    await expect(handler(notification(alarm), { getRemainingTimeInMillis: () => 300_000 })).rejects.toThrow(
      `expected the secret ${chat} to contain {"url": "https://…"}, got something else`,
    );
  });

  it('fails if the history cannot be read, so that its error metric shows it', async () => {
    const s3 = answeringClient<Clients['s3'] & { config: unknown }>({
      GetObject: serviceError('AccessDenied', 'Access Denied', 403),
    });
    const sns = answeringClient<Clients['sns'] & { config: unknown }>({});
    const handler = createHandler(settings, { athena, s3, secrets: s3 as never, sns }, surroundings);
    await expect(handler(notification(alarm), { getRemainingTimeInMillis: () => 300_000 })).rejects.toThrow(
      'Access Denied',
    );
  });
});
