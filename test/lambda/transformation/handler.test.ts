import type { S3Client } from '@aws-sdk/client-s3';
import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { printLayouts } from '../../../core/layouts/layoutsDocument.ts';
import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import { PolicySource } from '../../../lambda/sensitivity/policySource.ts';
import { createHandler } from '../../../lambda/transformation/handler.ts';
import { recordingClient } from '../consumer/recordingClient.ts';

const settings = { lakeBucket: 'lake', format: 'generic', policy: defaultSensitivityPolicy } as const;
const policySource = new PolicySource(settings.policy, recordingClient() as never);
const oldFields = ['timestamp', 'sc-status'];
const newFields = [...oldFields, 'asn'];

/** A lake whose known layouts can change. */
function lakeOf(fields: readonly string[]) {
  const lake = { fields, reads: 0 };
  const client = recordingClient(() => {
    lake.reads++;
    return { Body: { transformToString: async () => printLayouts(expectedLayouts(lake.fields)) } };
  });
  const s3 = {
    send: (command: object) => client.send(command, { abortSignal: new AbortController().signal }),
  };
  return { lake, s3: s3 as unknown as S3Client };
}

function eventOf(...texts: string[]) {
  return {
    invocationId: 'invocation',
    records: texts.map((text, place) => ({
      recordId: `${place}`,
      data: Buffer.from(`${text}\n`).toString('base64'),
      approximateArrivalTimestamp: 1_795_179_610_000,
      kinesisRecordMetadata: { shardId: 'shardId-000000000001', sequenceNumber: `49${place}` },
    })),
  };
}

let warnings: jest.SpyInstance;
beforeEach(() => {
  warnings = jest.spyOn(console, 'warn').mockImplementation();
});
afterEach(() => jest.restoreAllMocks());

describe('the function that transforms records for Firehose', () => {
  it('returns a result for every record, and reads the layouts once', async () => {
    const { lake, s3 } = lakeOf(oldFields);
    const handler = createHandler(settings, s3, policySource);
    const { records } = await handler(eventOf('1795179600.123\t200', '1795179600.456\t404'));
    expect(records.map(({ recordId, result }) => [recordId, result])).toEqual([
      ['0', 'Ok'],
      ['1', 'Ok'],
    ]);
    await handler(eventOf('1795179600.123\t200'));
    expect(lake.reads).toBe(1);
    expect(warnings).not.toHaveBeenCalled();
  });

  it('reads the layouts again for a record that matches none, and transforms all records again', async () => {
    const { lake, s3 } = lakeOf(oldFields);
    const handler = createHandler(settings, s3, policySource);
    await handler(eventOf('1795179600.123\t200'));
    lake.fields = newFields;
    const { records } = await handler(eventOf('1795179600.123\t200\t64500'));
    expect(records.map(({ result }) => result)).toEqual(['Ok']);
    expect(lake.reads).toBe(2);
  });

  it('fails records that match no layout, and logs their number without their content', async () => {
    const { s3 } = lakeOf(oldFields);
    const { records } = await createHandler(
      settings,
      s3,
      policySource,
    )(eventOf('s3cr3t', '1795179600.123\t200'));
    expect(records.map(({ result }) => result)).toEqual(['ProcessingFailed', 'Ok']);
    expect(warnings.mock.calls).toEqual([
      [
        {
          failedRecords: 1,
          text: 'Of 2 records, Firehose stores these in its error output: 1 match no known layout.',
        },
      ],
    ]);
  });

  it.each([
    undefined,
    {},
    { records: [{}] },
    { records: [{ recordId: 1, data: 'YQ==' }] },
  ])('rejects an event that is not from Firehose: %j', async (event) => {
    const { s3 } = lakeOf(oldFields);
    await expect(createHandler(settings, s3, policySource)(event)).rejects.toThrow(
      /^expected a Firehose event/,
    );
  });
});
