import fc from 'fast-check';
import type { FirehoseRecord } from '../../../core/destinations/firehoseEvent.ts';
import { largestAnswer, RecordTransformation } from '../../../core/destinations/recordTransformation.ts';
import type { DocumentFormatName } from '../../../core/json/documentFormat.ts';
import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import { anyText } from '../../support/anyText.ts';
import { sequenceNumberOf } from '../../support/batches.ts';
import { fields46 } from '../../support/fieldLists.ts';
import { linesOf } from '../../support/records.ts';

const fields = ['timestamp', 'sc-status', 'cs-uri-query', 'asn'];
const line = (id: number) => `1795179600.123\t200\ta=${id}\t64500`;
const documentOf = (id: number, record: number) => ({
  timestamp: 1_795_179_600_123,
  sc_status: 200,
  cs_uri_query: `a=${id}`,
  asn: 64_500,
  sequence_number: `shardId-000000000001-${sequenceNumberOf(record)}`,
});

function makeRecord(text: string, place: number, shardId = 'shardId-000000000001'): FirehoseRecord {
  return {
    recordId: `4966${String(place).padStart(52, '0')}000000`,
    data: Buffer.from(text).toString('base64'),
    approximateArrivalTimestamp: 1_795_179_610_000,
    kinesisRecordMetadata: { shardId, sequenceNumber: sequenceNumberOf(place) },
  };
}

function createTransformation(
  format: DocumentFormatName,
  names: readonly string[] = fields,
): RecordTransformation {
  return new RecordTransformation({
    layouts: expectedLayouts(names),
    policy: defaultSensitivityPolicy,
    format,
  });
}

/** Returns the result of each record, with its documents if it was transformed. */
function outcomesOf(texts: readonly string[], format: DocumentFormatName = 'generic') {
  const records = texts.map((text, place) => makeRecord(text, place));
  const { answer, ...counts } = createTransformation(format).transform(records);
  expect(answer.records.map(({ recordId }) => recordId)).toEqual(records.map(({ recordId }) => recordId));
  const outcomes = answer.records.map((record) =>
    record.result === 'Ok' ? Buffer.from(record.data, 'base64').toString() : record.result,
  );
  return { outcomes, ...counts };
}

describe('records for Firehose', () => {
  it('become documents of one line each', () => {
    const { outcomes } = outcomesOf([`${line(1)}\n`, line(2)]);
    expect(outcomes.map((text) => JSON.parse(text))).toEqual([documentOf(1, 0), documentOf(2, 1)]);
    expect(outcomes.map((text) => text.endsWith('}\n'))).toEqual([true, true]);
  });

  it('with several lines become several documents, but fail if a record must be one document', () => {
    const texts = [`${line(1)}\n${line(2)}\n`, `${line(3)}\n`];
    const { outcomes } = outcomesOf(texts);
    expect(
      outcomes[0]
        .trimEnd()
        .split('\n')
        .map((text) => JSON.parse(text).cs_uri_query),
    ).toEqual(['a=1', 'a=2']);
    expect(outcomesOf(texts, 'opensearch')).toEqual({
      outcomes: ['ProcessingFailed', expect.stringMatching(/^\{[^\n]*\}$/)],
      unreadable: 0,
      several: 1,
      tooLarge: 0,
    });
  });

  it('fail completely if one of their lines matches no layout, and are never dropped', () => {
    const { outcomes, unreadable } = outcomesOf([
      'no record',
      '',
      '\n',
      `${line(1)}\n${line(2)}\textra\n`,
      line(3),
    ]);
    expect(outcomes.map((outcome) => outcome === 'ProcessingFailed')).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(unreadable).toBe(4);
  });

  it('are redacted', () => {
    const { outcomes } = outcomesOf(['1795179600.123\t200\ttoken=s3cr3t\t64500']);
    expect(JSON.parse(outcomes[0]).cs_uri_query).toBe('token=REDACTED');
  });

  it('of several shards are identified by their shard', () => {
    const records = [
      makeRecord(line(1), 0, 'shardId-000000000007'),
      makeRecord(line(2), 1, 'shardId-000000000002'),
    ];
    const { answer } = createTransformation('generic').transform(records);
    const ids = answer.records.map((record) =>
      record.result === 'Ok'
        ? JSON.parse(Buffer.from(record.data, 'base64').toString()).sequence_number
        : undefined,
    );
    expect(ids).toEqual([
      `shardId-000000000007-${sequenceNumberOf(0)}`,
      `shardId-000000000002-${sequenceNumberOf(1)}`,
    ]);
  });

  it('are returned once each, in order, no matter what they contain', () => {
    const text = fc.oneof(
      fc.constantFrom(line(1), `${line(1)}\n`, `${line(1)}\n${line(2)}`, '\n\n', '', '\0', 'a\tb'),
      anyText({ maxLength: 40 }),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 30 }), (texts) => {
        const { outcomes, unreadable, several, tooLarge } = outcomesOf(texts);
        const failed = outcomes.filter((outcome) => outcome === 'ProcessingFailed').length;
        expect(failed).toBe(unreadable + several + tooLarge);
      }),
    );
  });
});

describe('the answer', () => {
  it.each([
    ['the narrowest records', ['sc-status', 'c-country', 'asn'], '200\tUS\t64500'],
    ['the widest records', fields46, linesOf(fields46, 1, () => ({ 'cs-headers': '%01'.repeat(1500) }))[0]],
  ])('of %s fits into 6 MB at every size of the request, and marks records that do not fit as failed', (_, names, text) => {
    const bytes = Buffer.byteLength(text) + 1;
    for (const megabytes of [0.2, 0.25, 0.5, 1, 3]) {
      // The request also has at most 6 MB. Each record has an ID of 62 digits, a shard, and a sequence number.
      const ofRequest = JSON.stringify(makeRecord(`${text}\n`, 0)).length + 1;
      const count = Math.floor(Math.min((megabytes * 1024 * 1024) / bytes, (6 * 1024 * 1024) / ofRequest));
      const records = Array.from({ length: count }, (_, place) => makeRecord(`${text}\n`, place));
      const { answer, tooLarge, unreadable } = createTransformation('generic', names).transform(records);
      expect(unreadable).toBe(0);
      const size = JSON.stringify(answer).length;
      expect(size).toBeLessThanOrEqual(largestAnswer + 1024);
      expect(answer.records).toHaveLength(count);
      // The failed records did not fit: the remaining space is smaller than one more record.
      if (tooLarge > 0) expect(size).toBeGreaterThan(largestAnswer - 100_000);
    }
  });
});
