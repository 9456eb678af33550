import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KinesisStreamEvent } from 'aws-lambda';
import { describeRequest } from '../../cli/find/describeRequest.ts';
import { jsonRow } from '../../cli/records/jsonRow.ts';
import { columnsFor } from '../../cli/tail/column.ts';
import { LineWriter } from '../../cli/tail/lineWriter.ts';
import { readConsumerSettings } from '../../core/consumerSettings.ts';
import { expectedLayouts } from '../../core/layouts/layout.ts';
import { printLayouts } from '../../core/layouts/layoutsDocument.ts';
import { RecordReader } from '../../core/records/recordReader.ts';
import type { SensitivityPolicy } from '../../core/sensitivity/policy.ts';
import type { Clients } from '../../lambda/consumer/clients.ts';
import { createHandler } from '../../lambda/consumer/handler.ts';
import { withoutColors } from '../../terminal/colors.ts';
import { recordingClient } from '../lambda/consumer/recordingClient.ts';
import { batchOf, recordsOf, shardId } from '../support/batches.ts';
import { convertTo, writeLines } from '../support/converting.ts';
import { allFields } from '../support/fieldLists.ts';
import { asLogged, headersAsLogged } from '../support/logging.ts';
import { lineOf, requestId } from '../support/records.ts';
import { framesIn } from '../support/resultBytes.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

/** Part of every secret, so that it is found anywhere. */
const secret = 'S3CRET';
const viewer = '203.0.113.77';
const url = (place: string) => `/a?b=1&access_token=${secret}${place}&c=2`;
const nested = asLogged(`https://www.example.com/in?next=${encodeURIComponent(url('nested'))}`);

/** Every field that can contain a secret or the viewer's address. */
const values = {
  timestamp: '1795179600.123',
  'c-ip': viewer,
  'x-forwarded-for': asLogged(`${viewer}, ${viewer}:443`),
  'cs-cookie': asLogged(`session=${secret}cookie`),
  'cs-uri-stem': asLogged(url('stem')),
  'cs-uri-query': asLogged(url('query').slice(3)),
  'cs-referer': nested,
  'cmcd-next-object-request': asLogged(`..${url('next')}`),
  'cs-headers': headersAsLogged([
    ['Authorization', `Bearer ${secret}header`],
    ['Cookie', `session=${secret}cookieheader`],
    ['X-Api-Key', `${secret}key`],
    ['Referer', `https://www.example.com${url('refererheader')}`],
    ['X-Original-Url', url('originalurl')],
    ['X-Forwarded-For', viewer],
    ['CloudFront-Viewer-Address', `${viewer}:443`],
    ['X-Custom-Token', `${secret}cut`],
  ]).slice(0, -10),
  'cs-host': asLogged(`${viewer}`),
  'cs-user-agent': asLogged(`Bot/1.0 (https://user:${secret}@www.example.com; ${viewer})`),
  'viewer-request-log-data': `${secret}requestfunction`,
  'viewer-response-log-data': `${secret}responsefunction`,
};
const lines = [1, 2, 3].map((id) =>
  lineOf(allFields, {
    ...values,
    'x-edge-request-id': requestId(id),
    // One in three records has text instead of numbers, which the column of malformed values stores.
    ...(id === 1 && { 'sc-content-len': asLogged(`token=${secret}length`), 'cmcd-object-duration': viewer }),
  }),
);

const hidden = { cookies: 'drop', headers: 'drop', urls: 'drop', custom: 'drop' } as const;
const policies: readonly SensitivityPolicy[] = [
  { ...hidden, addresses: 'truncate' },
  { ...hidden, addresses: 'drop' },
  {
    addresses: 'hash',
    cookies: 'hash',
    headers: 'hash',
    urls: 'hash',
    custom: 'hash',
    hashKey: `${secret}ofhashes`,
  },
];

/** Finds secrets and addresses in clear text. */
function found(text: string): string[] {
  return [...text.matchAll(/.{0,30}(?:S3CRET|203\.0\.113\.77).{0,10}/g)].map(([place]) => place);
}

function environmentOf({ hashKey, ...handlings }: SensitivityPolicy): Record<string, string> {
  const settings = Object.entries(handlings).map(([name, value]) => [name.toUpperCase(), String(value)]);
  return { LAKE_BUCKET: 'lake', ...Object.fromEntries(settings), ...(hashKey && { HASH_KEY: hashKey }) };
}

function eventOf(given: readonly string[]): KinesisStreamEvent {
  const Records = recordsOf(given).map(({ data, sequenceNumber }) => ({
    eventID: `${shardId}:${sequenceNumber}`,
    kinesis: {
      data: Buffer.from(data as string).toString('base64'),
      sequenceNumber,
      approximateArrivalTimestamp: 1_795_179_610,
    },
  }));
  return { Records } as KinesisStreamEvent;
}

describe.each(policies)('what is not to be kept, addresses %#', (policy) => {
  const folder = temporaryFolder();
  const reader = new RecordReader(expectedLayouts(allFields), policy);

  it("is not in the consumer's objects or logs, except in quarantine", async () => {
    const logged: string[] = [];
    jest.spyOn(Date, 'now').mockReturnValue(1_795_179_615_000);
    const spies = (['log', 'info', 'warn', 'error'] as const).map((method) =>
      jest
        .spyOn(console, method)
        .mockImplementation((...texts) => void logged.push(texts.map(String).join(' '))),
    );
    spies.push(
      jest
        .spyOn(process.stdout, 'write')
        .mockImplementation((text) => logged.push(String(text)) > 0) as never,
    );
    const s3 = recordingClient(({ name }) =>
      name === 'GetObjectCommand'
        ? { Body: { transformToString: async () => printLayouts(expectedLayouts(allFields)) } }
        : {},
    );
    const cloudWatch = recordingClient(() => {
      throw new Error('The call was refused.');
    });
    const handler = createHandler(readConsumerSettings(environmentOf(policy)), {
      s3,
      cloudWatch,
    } as unknown as Clients);
    const unreadable = `${lines[0]}\tone more`;
    await handler(eventOf([...lines, unreadable]), { getRemainingTimeInMillis: () => 60_000 });
    jest.restoreAllMocks();

    const puts = s3.sent.filter(({ name }) => name === 'PutObjectCommand').map(({ input }) => input);
    const [raw, quarantine] = puts;
    expect(puts.map(({ Key }) => Key.split('/')[0])).toEqual(['raw', 'quarantine']);
    expect(
      found([raw.Body, ...framesIn(raw.Body)].map((bytes) => bytes.toString('latin1')).join('\n')),
    ).toEqual([]);
    const listings = [raw, quarantine].map(({ Body: _, ...rest }) => JSON.stringify(rest));
    expect(found([...listings, ...logged, JSON.stringify(cloudWatch.sent)].join('\n'))).toEqual([]);
    expect(cloudWatch.sent.length).toBeGreaterThan(0);
    expect(logged.length).toBeGreaterThan(0);
  });

  it('is not in the output of cfrl tail and cfrl find', () => {
    const records = reader.read(batchOf(lines));
    const columns = columnsFor(allFields, allFields);
    const writer = new LineWriter({ columns, paint: withoutColors, lineWidth: () => undefined });
    const request = {
      place: 'the lake',
      values: new Map(allFields.map((field) => [field, records.value(0, field)])),
      malformedValues: records.malformedValues(0),
      copies: 1,
    };
    const shown = [
      JSON.stringify(jsonRow(records, 0)),
      writer.line(records, 0),
      ...describeRequest(request, { paint: withoutColors, lineWidth: undefined }),
    ];
    expect(records.count).toBe(3);
    expect(found(shown.join('\n'))).toEqual([]);
  });

  it('is not in the files or output of cfrl convert, except in quarantine', async () => {
    const file = writeLines(join(folder, 'records.tsv'), [...lines, `${lines[0]}\tone more`]);
    const report = await convertTo(join(folder, 'lake'), [file], allFields, { policy });
    expect([report.written, report.quarantined]).toEqual([3, 1]);
    const raw = report.files.filter((key) => key.startsWith('raw/'));
    const bodies = raw.map((key) => readFileSync(join(folder, 'lake', key)));
    const texts = bodies
      .flatMap((body) => [body, ...framesIn(body)])
      .map((bytes) => bytes.toString('latin1'));
    expect(found([JSON.stringify(report), ...texts].join('\n'))).toEqual([]);
    const refused = await convertTo(join(folder, 'other'), [file], ['timestamp', 'c-ip']).catch(String);
    expect(refused).toMatch(/expected records with the fields in --fields/);
    expect(found(String(refused))).toEqual([]);
  });
});
