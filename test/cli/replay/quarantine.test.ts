import { gzipSync } from 'node:zlib';
import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { arrivalOfBatches, sequenceNumberOf, shardId } from '../../support/batches.ts';
import { lineOf, requestId } from '../../support/records.ts';
import { transformLines } from '../../support/transforming.ts';
import { createTestLake, fields } from './testLake.ts';

const lake = createTestLake();
const moreFields = [...fields, 'c-country'];
const mostFields = [...moreFields, 'asn'];
const layouts = expectedLayouts(fields);
const moreLayouts = [...layouts, ...expectedLayouts(moreFields)];
const mostLayouts = [...moreLayouts, ...expectedLayouts(mostFields)];

const hour = 'arrival_day=2026-11-20/arrival_hour=13';
const quarantineFile = `quarantine/${hour}/${shardId}-${sequenceNumberOf(1)}.ndjson.gz`;
const releasedFile = `raw/${hour}/${shardId}-${sequenceNumberOf(1)}.quarantine.parquet`;

const request = (fieldNames: readonly string[], number: number) =>
  lineOf(fieldNames, { 'x-edge-request-id': requestId(number) });

/** A batch with two records that are quarantined because of their layouts, and one that isn't a record. */
const lines = [
  request(fields, 0),
  request(moreFields, 1),
  'no record',
  request(mostFields, 2),
  request(fields, 3),
];

const ids = (...numbers: number[]) => numbers.map(requestId).sort();

beforeEach(async () => {
  await lake.putAll(transformLines(fields, lines).objects);
});

describe('replaying the quarantine', () => {
  it('restores nothing if no further layout is known', async () => {
    const { quarantine } = await lake.replay({ layouts });

    expect(quarantine).toMatchObject({ found: 1, replayed: 1, records: 3, rows: 0, unreadable: 3 });
    expect(await lake.ids()).toEqual(ids(0, 3));
  });

  it('restores readable records to a file that is named after the quarantine file', async () => {
    const { quarantine } = await lake.replay({ layouts: moreLayouts });

    expect(quarantine).toMatchObject({ rows: 1, unreadable: 2 });
    expect(lake.keys()).toEqual([
      expect.stringMatching(/^late\/2026-11-20\/13\/.*\.quarantine\.parquet\.\d+$/),
      quarantineFile,
      `raw/${hour}/${shardId}-${sequenceNumberOf(0)}.parquet`,
      releasedFile,
      `replayed/${quarantineFile}`,
    ]);
    expect(await lake.ids()).toEqual(ids(0, 1, 3));
  });

  it('restores more records, and none twice, whenever more layouts are known', async () => {
    await lake.replay({ layouts });
    await lake.replay({ layouts: moreLayouts });

    const { quarantine } = await lake.replay({ layouts: mostLayouts });

    expect(quarantine).toMatchObject({ before: 0, rows: 2, unreadable: 1 });
    expect(await lake.ids()).toEqual(ids(0, 1, 2, 3));
  });

  it('does not read a file again while the known layouts are the same', async () => {
    await lake.replay({ layouts: mostLayouts });
    const contents = lake.contents();

    const { quarantine } = await lake.replay({ layouts: mostLayouts.toReversed() });

    expect(quarantine).toMatchObject({ found: 1, before: 1, replayed: 0 });
    expect(lake.contents()).toEqual(contents);
  });

  it('never reads a file again after all its records are restored', async () => {
    await lake.put('lake', quarantineFile, readQuarantineFile([request(fields, 0), request(moreFields, 1)]));
    await lake.replay({ layouts: moreLayouts });

    expect((await lake.replay({ layouts: mostLayouts })).quarantine).toMatchObject({
      before: 1,
      replayed: 0,
    });
  });

  it('reads a file again if it was written again', async () => {
    await lake.replay({ layouts: moreLayouts });
    await lake.put('lake', quarantineFile, readQuarantineFile([request(fields, 0), request(moreFields, 4)]));
    lake.setModified(quarantineFile, Date.now() + 2000);

    expect((await lake.replay({ layouts: moreLayouts })).quarantine).toMatchObject({ replayed: 1, rows: 1 });
    expect(await lake.ids()).toEqual(ids(0, 3, 4));
  });

  it('does not overwrite a file of rows that starts with the same record', async () => {
    await lake.putAll(
      transformLines(
        fields,
        lines.slice(1).map((data, index) => ({
          data: `${data}\n`,
          sequenceNumber: sequenceNumberOf(index + 1),
          arrival: arrivalOfBatches,
        })),
        { layouts: moreLayouts },
      ).objects,
    );
    const before = lake.contents()[`raw/${hour}/${shardId}-${sequenceNumberOf(1)}.parquet`];

    await lake.replay({ layouts: moreLayouts });

    expect(lake.contents()[`raw/${hour}/${shardId}-${sequenceNumberOf(1)}.parquet`]).toBe(before);
    expect(before).toBeDefined();
  });

  it('reports objects that are not quarantine files, and replays the rest', async () => {
    await lake.put('lake', 'quarantine/a.ndjson.gz', gzipSync('{"data":"","arrival":"yesterday"}\n'));
    await lake.put('lake', 'quarantine/notes.txt', 'something else');

    const { quarantine } = await lake.replay({ layouts: moreLayouts });

    expect(quarantine.failures).toEqual([
      {
        key: 'quarantine/a.ndjson.gz',
        reason: 'expected a quarantine file, got a file whose line 1 is not an entry',
      },
      { key: 'quarantine/notes.txt', reason: 'expected a quarantine file, got incorrect header check' },
    ]);
    expect(await lake.ids()).toEqual(ids(0, 1, 3));
  });

  it('is not replayed with --only batches', async () => {
    expect((await lake.replay({ layouts: moreLayouts, kinds: ['batches'] })).quarantine.found).toBe(0);
  });
});

/** Returns the quarantine file of a batch. */
function readQuarantineFile(batch: readonly string[]): Buffer {
  const object = transformLines(fields, batch).objects.find(({ key }) => key === quarantineFile);
  if (object === undefined) throw new Error('expected a quarantine file');
  return object.body;
}
