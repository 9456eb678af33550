import fc from 'fast-check';
import { indexName } from '../../../core/destinations/deliverable.ts';
import { requestBody, splitIntoRequests } from '../../../core/destinations/requestBodies.ts';

const arrival = Date.parse('2026-11-20T13:05:00Z');
const documentOf = (id: number, bytes = 10) => ({
  document: Buffer.from(`{"a":"${'x'.repeat(bytes)}"}`),
  id: `id-${id}`,
  arrival,
});

describe('requests', () => {
  it('contain all documents in order, within the limits of the receiver', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 900_000 }), { maxLength: 12 });
    fc.assert(
      fc.property(sizes, (bytes) => {
        const documents = bytes.map((size, id) => documentOf(id, size));
        const requests = splitIntoRequests(documents, 'newrelic');
        expect(requests.flat()).toEqual(documents);
        for (const request of requests) {
          const total = request.reduce((sum, { document }) => sum + document.length, 0);
          expect(request.length === 1 || total <= 1_000_000).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
    const many = Array.from({ length: 2_500 }, (_, id) => documentOf(id));
    expect(splitIntoRequests(many, 'datadog').map(({ length }) => length)).toEqual([1000, 1000, 500]);
    expect(splitIntoRequests([], 'generic')).toEqual([]);
  });

  it('have no IDs for a serverless collection, whose time series accept none', () => {
    const options = {
      receiver: 'opensearch-serverless',
      format: 'opensearch',
      index: 'a',
      rotation: 'NoRotation',
    } as const;
    expect(
      requestBody([documentOf(1)], options)
        .body.toString()
        .split('\n')[0],
    ).toBe('{"create":{"_index":"a"}}');
  });
});

describe('the index of a document', () => {
  it.each([
    ['NoRotation', '2026-11-20T13:05:00Z', 'a'],
    ['OneHour', '2026-11-20T13:05:00Z', 'a-2026-11-20-13'],
    ['OneDay', '2026-11-20T23:59:59.999Z', 'a-2026-11-20'],
    ['OneWeek', '2026-11-20T13:05:00Z', 'a-2026-w47'],
    ['OneWeek', '2027-01-01T00:00:00Z', 'a-2026-w53'],
    ['OneWeek', '2024-12-30T00:00:00Z', 'a-2025-w01'],
    ['OneMonth', '2026-11-20T13:05:00Z', 'a-2026-11'],
  ] as const)('with the rotation %s at %s is %s', (rotation, time, name) => {
    expect(indexName('a', rotation, Date.parse(time))).toBe(name);
  });
});
