import { BatchReader, type ReadLines } from '../../../core/records/batchReader.ts';
import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import { batchOf } from '../../support/batches.ts';

const since = '2026-11-20';
const layouts = [
  { fields: ['timestamp', 'sc-status'], status: 'expected', since } as const,
  { fields: ['timestamp', 'sc-status', 'asn'], status: 'expected', since } as const,
];
const batch = batchOf([
  { data: '1795179600.000\t200\n', arrival: '2026-11-20T13:59:59.999Z' },
  { data: '1795179601.000\t404\t64496\nx\n\n', arrival: '2026-11-20T14:00:00.000Z' },
  { data: '1795179602.000\t500\tx', arrival: '2026-11-20T13:00:00.000Z' },
  { data: '', arrival: '2026-11-20T15:00:00.000Z' },
]);
const hourOf = (iso: string) => Date.parse(iso) / 3_600_000;

function summarize({ rows, columns, rowsByLayout, malformedValues, unreadable }: ReadLines) {
  const status = columns.find(({ field }) => field === 'sc-status')?.column;
  return {
    rows: [...rows],
    fields: columns.map(({ field }) => field),
    status:
      status?.kind === 'number'
        ? Array.from(status.codes.subarray(0, status.rows), (code) => status.values[code])
        : [],
    rowsByLayout: Object.fromEntries(rowsByLayout),
    malformedValues,
    unreadable: unreadable.map(({ firstLine, lastLine }) => [firstLine, lastLine]),
  };
}

describe('BatchReader', () => {
  it('reads a batch by hour of arrival, each with its rows, columns, and unreadable lines', () => {
    const reader = new BatchReader(layouts, defaultSensitivityPolicy);
    const hours = Array.from(reader.read(batch), (read) => ({ hour: read.hour, ...summarize(read) }));
    expect(hours).toEqual([
      {
        hour: hourOf('2026-11-20T13:00:00Z'),
        rows: [0, 4],
        fields: ['timestamp', 'sc-status', 'asn'],
        status: [200, 500],
        rowsByLayout: { '1,5': 1, '1,5,46': 1 },
        malformedValues: 1,
        unreadable: [],
      },
      {
        hour: hourOf('2026-11-20T14:00:00Z'),
        rows: [1],
        fields: ['timestamp', 'sc-status', 'asn'],
        status: [404],
        rowsByLayout: { '1,5,46': 1 },
        malformedValues: 0,
        unreadable: [[2, 3]],
      },
      {
        hour: hourOf('2026-11-20T15:00:00Z'),
        rows: [],
        fields: [],
        status: [],
        rowsByLayout: {},
        malformedValues: 0,
        unreadable: [[5, 5]],
      },
    ]);
  });

  it('reads a complete batch, regardless of its hours', () => {
    const reader = new BatchReader(layouts, defaultSensitivityPolicy);
    expect(summarize(reader.readWhole(batch))).toEqual({
      rows: [0, 1, 4],
      fields: ['timestamp', 'sc-status', 'asn'],
      status: [200, 404, 500],
      rowsByLayout: { '1,5': 1, '1,5,46': 2 },
      malformedValues: 1,
      unreadable: [
        [2, 3],
        [5, 5],
      ],
    });
  });

  it('reads nothing from an empty batch', () => {
    const reader = new BatchReader(layouts, defaultSensitivityPolicy);
    expect([...reader.read(batchOf([]))]).toEqual([]);
    expect(summarize(reader.readWhole(batchOf([]))).rows).toEqual([]);
  });
});
