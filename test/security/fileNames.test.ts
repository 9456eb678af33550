import fc from 'fast-check';
import { sourceId } from '../../captures/sourceId.ts';
import { type KinesisEvent, readEvent } from '../../core/records/event.ts';
import { RecordBatch } from '../../core/records/recordBatch.ts';
import { objectKey } from '../../fuzz/records/checks.ts';
import { anyText } from '../support/anyText.ts';
import { sequenceNumberOf } from '../support/batches.ts';
import { fieldsWithId } from '../support/fieldLists.ts';
import { propertyRuns } from '../support/propertyRuns.ts';
import { lineOf } from '../support/records.ts';
import { newTransform } from '../support/transforming.ts';

const transform = newTransform(fieldsWithId);

interface Names {
  readonly eventID: unknown;
  readonly sequenceNumber: unknown;
  readonly arrival: unknown;
  readonly line?: string;
}

/** Returns the keys of an event's objects, or the error with which it is rejected. */
function keysOf({
  eventID,
  sequenceNumber,
  arrival,
  line = lineOf(fieldsWithId),
}: Names): readonly string[] | Error {
  const data = Buffer.from(`${line}\n`).toString('base64');
  const Records = [{ eventID, kinesis: { data, sequenceNumber, approximateArrivalTimestamp: arrival } }];
  const batch = new RecordBatch();
  try {
    readEvent({ Records } as KinesisEvent, batch);
    return transform.transform(batch, 0).objects.map(({ key }) => key);
  } catch (error) {
    return error as Error;
  }
}

const right: Names = {
  eventID: 'shardId-000000000001:1',
  sequenceNumber: sequenceNumberOf(1),
  arrival: 1_795_179_600.057,
};

describe('names of files', () => {
  it.each<[string, Partial<Names>]>([
    ['a shard that is a path', { eventID: '../../config/layouts.json:1' }],
    ['a shard that hides the file', { eventID: '_hidden:1' }],
    ['a shard that begins with a dot', { eventID: '..:1' }],
    ['no shard', { eventID: ':1' }],
    ['a shard of an endless name', { eventID: 'a'.repeat(2000) }],
    ['a sequence number that is a path', { sequenceNumber: '1/../../../config/layouts' }],
    ['a sequence number that is not text', { sequenceNumber: 7 }],
    ['an invalid arrival', { arrival: Number.NaN }],
    ['an arrival that is text', { arrival: '5' }],
    ['an arrival before 1970', { arrival: -1 }],
    ['an arrival after the year 9999', { arrival: 1e300 }],
  ])('are rejected with one sentence if an event has %s', (_, wrong) => {
    expect(keysOf({ ...right, ...wrong })).toEqual(
      expect.objectContaining({
        message: expect.stringMatching(/^expected an? [^,]*, got [ -~]*$/),
      }),
    );
  });

  it('are always in their partition, for any event', () => {
    const names = fc.oneof(fc.string(), fc.constantFrom('..', '/', '%2f', '\0', 'shardId-1'), fc.anything());
    fc.assert(
      fc.property(names, names, fc.oneof(fc.double(), fc.anything()), (eventID, sequenceNumber, arrival) => {
        const keys = keysOf({ ...right, eventID, sequenceNumber, arrival });
        if (!(keys instanceof Error)) for (const key of keys) expect(key).toMatch(objectKey);
      }),
      { numRuns: propertyRuns(150) },
    );
  });

  it('contain nothing from the content of records', () => {
    const lines = anyText().map((line) => line.replaceAll('\n', ''));
    const keys = new Set<string>();
    fc.assert(
      fc.property(fc.oneof(lines, fc.constant(lineOf(fieldsWithId))), (line) => {
        for (const key of keysOf({ ...right, line }) as string[]) keys.add(key);
      }),
    );
    expect(keys.size).toBe(2);
  });
});

describe('names of files that are converted', () => {
  it('are valid for any name of the source', () => {
    fc.assert(
      fc.property(anyText({ minLength: 1 }), fc.uint8Array(), (name, record) => {
        expect(sourceId(name, record)).toMatch(/^[A-Za-z0-9][A-Za-z0-9-]*$/);
      }),
    );
  });
});
