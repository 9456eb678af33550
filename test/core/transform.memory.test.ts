import { RecordBatch } from '../../core/records/recordBatch.ts';
import { batchOf, type TestRecord } from '../support/batches.ts';
import { fields46 } from '../support/fieldLists.ts';
import { linesOf, requestId } from '../support/records.ts';
import { bytesOf, framesIn } from '../support/resultBytes.ts';
import { keepAll, metricsSettings, newTransform } from '../support/transforming.ts';

const marker = 'MARKERofTheBatchBefore';
const now = Date.parse('2026-11-20T13:05:00.000Z');

const options = (compression: 'zstd' | 'gzip') => ({
  policy: keepAll,
  compression,
  metrics: metricsSettings(),
});

/**
 * A large batch with many rows, different values, long values, and malformed values. Every value that can contain a
 * marker contains one.
 */
const large: (string | TestRecord)[] = [
  ...linesOf(fields46, 6000, (index) => ({
    'cs-uri-stem': `/${marker}/${index}`,
    'cs-user-agent': `${marker}%20${index % 300}`,
    'cs-headers': `X-${marker}:${marker}%0A`.repeat(20),
    'cs-host': `${marker}.example.com`,
    'cache-behavior-path-pattern': `/${marker}/*`,
    'cs-headers-count': index % 100 === 0 ? marker : '7',
    'x-forwarded-for': marker,
  })),
  { data: `${marker}\n`.repeat(1000) },
  { data: `${marker}\t`.repeat(5000) },
  { data: Buffer.concat([Buffer.from(marker), Uint8Array.of(0xff)]) },
];

const small: (string | TestRecord)[] = [
  ...linesOf(fields46, 5, (index) => ({ 'cs-headers-count': index === 3 ? 'abc' : '3' })),
  { data: '%' },
];

describe.each(['zstd', 'gzip'] as const)('a batch, compressed by %s', (compression) => {
  it('is transformed independently of earlier batches, byte for byte', () => {
    const used = newTransform(fields46, options(compression));
    const batch = new RecordBatch(64);
    used.transform(batchOf(large, batch), now);
    const after = used.transform(batchOf(small, batch), now);
    const fresh = newTransform(fields46, options(compression)).transform(batchOf(small), now);
    expect(after).toEqual(fresh);
  });
});

describe('memory that batches share', () => {
  it('never exposes a byte of an earlier batch in a result', () => {
    const transform = newTransform(fields46, options('zstd'));
    const batch = new RecordBatch(64);
    const before = transform.transform(batchOf(large, batch), now);
    expect(before.objects.map(({ body }) => Buffer.concat(framesIn(body)).includes(marker))).toEqual([
      true,
      false,
    ]);
    expect(bytesOf({ ...before, metrics: [], objects: before.objects.slice(1) }).includes(marker)).toBe(true);
    const after = bytesOf(transform.transform(batchOf(small, batch), now));
    expect([after.includes('www.example.com'), after.includes(marker.slice(0, 8))]).toEqual([true, false]);
  });

  it('is not shared with earlier results, which do not change', () => {
    const transform = newTransform(fields46, options('zstd'));
    const batch = new RecordBatch(64);
    const first = transform.transform(batchOf(small, batch), now);
    const copies = first.objects.map(({ body }) => Buffer.from(body));
    const metrics = structuredClone(first.metrics);
    transform.transform(batchOf(large, batch), now);
    expect(first.objects.map(({ body }) => body)).toEqual(copies);
    expect(first.metrics).toEqual(metrics);
  });

  it('works for batches of growing and shrinking sizes and changing values', () => {
    const transform = newTransform(fields46, options('zstd'));
    const batch = new RecordBatch(64);
    for (const size of [1, 700, 3, 2500, 300, 1, 1300]) {
      const lines = linesOf(fields46, size, (index) => ({
        'x-edge-request-id': requestId(size * 10_000 + index),
        'sc-status': `${200 + ((index * size) % 300)}`,
        'cs-uri-stem': `/${size}/${index % (size + 1)}`,
        'cs-referer': index % 3 === 0 ? '-' : `https://www.example.com/${size}`,
        'time-taken': `${index % size}.${String(size % 1000).padStart(3, '0')}`,
      }));
      const fresh = newTransform(fields46, options('zstd')).transform(batchOf(lines), now);
      expect(transform.transform(batchOf(lines, batch), now)).toEqual(fresh);
    }
  });

  it('works the same for a record with bad values, no matter how often it occurs', () => {
    const transform = newTransform(fields46);
    const batch = batchOf(linesOf(fields46, 2, () => ({ asn: 'x', 'c-port': 'x' })));
    const rows = Array.from({ length: 300 }, () => transform.transform(batch, now).health.rows);
    expect(new Set(rows)).toEqual(new Set([0]));
  });

  it('works for alternating layouts', () => {
    const fewer = fields46.slice(0, 20);
    const layouts = [fields46, fewer].map((fields) => ({
      fields,
      status: 'confirmed' as const,
      since: '2026-11-20',
    }));
    const transform = newTransform([], { ...options('zstd'), layouts });
    for (const fields of [fields46, fewer, fields46, fewer]) {
      const lines = linesOf(fields, 50);
      const fresh = newTransform(fields, {
        ...options('zstd'),
        layouts: layouts.filter((one) => one.fields === fields),
      });
      expect(transform.transform(batchOf(lines), now)).toEqual(fresh.transform(batchOf(lines), now));
    }
  });
});
