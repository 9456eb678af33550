import { type DestinationTest, testDestination } from '../../../cli/destination/testDestination.ts';
import type { DeployedDestination } from '../../../core/destinations/deployedDestination.ts';
import { RecordTransformation } from '../../../core/destinations/recordTransformation.ts';
import { testRequestId } from '../../../core/destinations/testRecord.ts';
import { fields as catalog } from '../../../core/fields/catalog.ts';
import { defaultFields } from '../../../core/fields/defaultFields.ts';
import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { defaultSensitivityPolicy as policy } from '../../../core/sensitivity/policy.ts';

const now = Date.UTC(2026, 10, 20, 13);
const direct: DeployedDestination = {
  name: 'search',
  type: 'opensearch',
  via: 'direct',
  functionName: 'delivery',
  failureBucket: 'failures',
};
const answer = (delivery: object) => async () => ({ payload: JSON.stringify(delivery) });

/** Runs a test, and returns what it prints. */
function run(test: Partial<DestinationTest>): Promise<string[]> {
  return testDestination({
    destination: direct,
    layouts: expectedLayouts(defaultFields),
    now,
    invoke: answer({ delivered: 1, refused: 0, unreadable: 0 }),
    putIntoStream: undefined,
    search: undefined,
    pause: async () => {},
    ...test,
  });
}

describe('a test of a direct destination', () => {
  it('delivers one document through the function, and reads it back', async () => {
    const found = [0, 0, 1];
    const search = jest.fn(async () => ({ found: found.shift() ?? 0 }));
    expect(await run({ search })).toEqual([
      'search accepted the test document.',
      'The document was read back: 1 with the request ID of the test.',
    ]);
    expect(search.mock.calls).toEqual([[testRequestId(now)], [testRequestId(now)], [testRequestId(now)]]);
  });

  it('prints how to find the document if it cannot be read back', async () => {
    const look = `Search the receiver for x_edge_request_id ${testRequestId(now)}.`;
    expect((await run({}))[1]).toBe(`This command can't read the document back. ${look}`);
    expect((await run({ search: async () => ({ refused: 403 }) }))[1]).toBe(
      `The document can't be read back: the search failed with status 403. ${look}`,
    );
  });

  it.each<[string, Partial<DestinationTest>, string]>([
    [
      'the function fails',
      { invoke: async () => ({ payload: '{"errorMessage":"status 500"}', functionError: 'Unhandled' }) },
      'status 500',
    ],
    [
      'the record is unreadable',
      { invoke: answer({ delivered: 0, refused: 0, unreadable: 1 }) },
      'matches no known layout',
    ],
    [
      'the document is refused',
      { invoke: answer({ delivered: 0, refused: 1, unreadable: 0 }) },
      'destinations/search/refused/ in failures',
    ],
    ['nothing is found', { search: async () => ({ found: 0 }) }, 'got none after 15 searches'],
  ])('fails if %s', async (_, test, message) => {
    await expect(run(test)).rejects.toThrow(message);
  });
});

describe('a test of a destination with Firehose', () => {
  const destination: DeployedDestination = { ...direct, via: 'firehose' };

  it.each([
    ['the default fields', defaultFields],
    ['every field', catalog.map(({ name }) => name)],
  ])('invokes the function to transform a record of %s, and puts it into the stream with --through-stream', async (_, fields) => {
    const layouts = expectedLayouts(fields);
    const transformation = new RecordTransformation({ layouts, policy, format: 'opensearch' });
    const documents: string[] = [];
    const invoke = async (event: string) => {
      const result = transformation.transform(JSON.parse(event).records).answer;
      for (const record of result.records)
        if (record.result === 'Ok') documents.push(Buffer.from(record.data, 'base64').toString());
      return { payload: JSON.stringify(result) };
    };
    const put: Buffer[] = [];
    const putIntoStream = async (record: Buffer) => put.push(record);

    expect((await run({ destination, layouts, invoke }))[0]).toBe('The function transforms the test record.');
    expect(put).toEqual([]);
    expect((await run({ destination, layouts, invoke, putIntoStream }))[1]).toBe(
      'The test record was put into the stream.',
    );
    expect(put).toHaveLength(1);
    expect(JSON.parse(documents[0])).toMatchObject({
      '@timestamp': '2026-11-20T13:00:00.000Z',
      x_edge_request_id: testRequestId(now),
      cs_uri_stem: '/cfrl-destination-test',
      sc_status: 200,
    });
  });

  it('fails if the function does not transform it', async () => {
    const failed = answer({ records: [{ recordId: 'a', result: 'ProcessingFailed' }] });
    await expect(run({ destination, invoke: failed })).rejects.toThrow('got ProcessingFailed');
  });
});
