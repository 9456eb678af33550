import { linesOf, makeEvent, maxEventBytes, now } from '../../../bench/traffic/event.ts';
import { recordsOfShape, shapeNames } from '../../../bench/traffic/shapes.ts';

interface EventRecord {
  readonly eventID: string;
  readonly kinesis: { readonly sequenceNumber: string; readonly approximateArrivalTimestamp: number };
}

describe.each(shapeNames)('an event of the %s shape', (shape) => {
  const records = recordsOfShape(shape);
  const event = makeEvent(records);
  const lines = linesOf(event);

  it('is filled to 6 MB', () => {
    const bytesOfOneMore = event.json.length / event.records;

    expect(event.json.length).toBeLessThanOrEqual(maxEventBytes);
    expect(event.json.length + 2 * bytesOfOneMore).toBeGreaterThan(maxEventBytes);
    expect(lines).toHaveLength(event.records);
    expect(event.rawBytes).toBe(lines.reduce((sum, line) => sum + line.length + 1, 0));
  });

  it('has an envelope of about 560 bytes per record, as in Lambda', () => {
    const base64Bytes = lines.reduce((sum, line) => sum + 4 * Math.ceil((line.length + 1) / 3), 0);

    expect(Math.abs((event.json.length - base64Bytes) / event.records - 560)).toBeLessThan(20);
  });

  it('contains requests of the last minutes that arrived in one hour', () => {
    const times = lines.map((line) => Number(line.split('\t')[0]) * 1000);
    const { Records: entries } = JSON.parse(event.json) as { Records: EventRecord[] };
    const hours = new Set(
      entries.map(({ kinesis }) => Math.floor(kinesis.approximateArrivalTimestamp / 3600)),
    );

    expect(Math.max(...times)).toBeLessThan(now);
    expect(Math.min(...times)).toBeGreaterThan(now - 5 * 60_000);
    expect(hours.size).toBe(1);
    expect(new Set(entries.map(({ eventID }) => eventID)).size).toBe(event.records);
  });

  it('is the same every time', () => {
    expect(makeEvent(recordsOfShape(shape)).json === event.json).toBe(true);
  });
});

describe('makeEvent', () => {
  it('repeats the records if there are too few', () => {
    const event = makeEvent({ fields: ['sc-status'], rows: [['200'], ['404']] }, 3);

    expect(linesOf(event)).toEqual(['200', '404', '200']);
    expect(event.records).toBe(3);
  });
});
