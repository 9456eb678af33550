import { RecordBatch } from '../../../core/records/recordBatch.ts';

interface ReadRecord {
  readonly data: string;
  readonly sequenceNumber: string;
  readonly arrival: number;
}

function listRecords(batch: RecordBatch): ReadRecord[] {
  return Array.from({ length: batch.count }, (_, record) => ({
    data: batch.bytes.toString('utf8', record === 0 ? 0 : batch.ends[record - 1], batch.ends[record]),
    sequenceNumber: batch.sequenceNumbers[record],
    arrival: batch.arrivals[record],
  }));
}

describe('RecordBatch', () => {
  it('stores records given as base64 and as bytes', () => {
    const batch = new RecordBatch();
    batch.reset('shardId-000000000001');
    batch.addBase64(Buffer.from('é1\n').toString('base64'), '49590', 1000);
    batch.addBytes(Buffer.from('2'), '49591', 2000.5);
    batch.addBase64('', '49592', 3000);
    expect({ shardId: batch.shardId, byteLength: batch.byteLength, records: listRecords(batch) }).toEqual({
      shardId: 'shardId-000000000001',
      byteLength: 5,
      records: [
        { data: 'é1\n', sequenceNumber: '49590', arrival: 1000 },
        { data: '2', sequenceNumber: '49591', arrival: 2000.5 },
        { data: '', sequenceNumber: '49592', arrival: 3000 },
      ],
    });
  });

  it('grows with records and with their bytes, from any capacity', () => {
    const batch = new RecordBatch(1);
    batch.reset('shardId-000000000001');
    const expected = Array.from({ length: 5000 }, (_, index) => ({
      data: `record ${'x'.repeat(index % 50)} ${index}`,
      sequenceNumber: `${index}`,
      arrival: index,
    }));
    for (const { data, sequenceNumber, arrival } of expected) {
      if (arrival % 2 === 0) batch.addBytes(Buffer.from(data), sequenceNumber, arrival);
      else batch.addBase64(Buffer.from(data).toString('base64'), sequenceNumber, arrival);
    }
    expect(listRecords(batch)).toEqual(expected);
    expect(batch.view.buffer).toBe(batch.bytes.buffer);
  });

  it('can be read a few bytes beyond its end', () => {
    const batch = new RecordBatch(1);
    batch.reset('shardId-000000000001');
    for (const size of [1, 5, 30, 1000]) {
      batch.addBytes(new Uint8Array(size), '1', 0);
      expect(batch.bytes.length - batch.byteLength).toBeGreaterThanOrEqual(8);
    }
  });

  it('contains nothing of earlier records after a reset, and reuses its memory', () => {
    const batch = new RecordBatch();
    batch.reset('shardId-000000000001');
    batch.addBytes(Buffer.from('first'), '1', 1);
    const { bytes } = batch;
    batch.reset('shardId-000000000002');
    expect({ shardId: batch.shardId, byteLength: batch.byteLength, records: listRecords(batch) }).toEqual({
      shardId: 'shardId-000000000002',
      byteLength: 0,
      records: [],
    });
    expect(batch.bytes).toBe(bytes);
  });
});
