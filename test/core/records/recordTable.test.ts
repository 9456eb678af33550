import { noValue } from '../../../core/columns/codes.ts';
import { LayoutChoice } from '../../../core/layouts/layoutChoice.ts';
import { Lines } from '../../../core/records/lines.ts';
import { type FieldColumn, RecordTable } from '../../../core/records/recordTable.ts';
import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import { batchOf, sequenceNumberOf, shardId } from '../../support/batches.ts';
import { requestId } from '../../support/records.ts';

const fieldLists = [
  ['timestamp', 'sc-status', 'asn'],
  ['timestamp', 'c-country', 'asn'],
  ['timestamp', 'x-edge-request-id', 'c-ip', 'asn'],
];
const since = '2026-11-20';

function valuesOf(column: FieldColumn['column']): (string | number | null)[] {
  return Array.from(column.codes.subarray(0, column.rows), (code) => {
    if (code === noValue) return null;
    return column.kind === 'text' ? column.entryText(code) : column.values[code];
  });
}

class Reader {
  readonly #choice = new LayoutChoice(fieldLists.map((fields) => ({ fields, status: 'expected', since })));
  readonly #table = new RecordTable(this.#choice, defaultSensitivityPolicy);

  read(data: readonly string[]) {
    const batch = batchOf(data.map((text) => ({ data: text })));
    const lines = new Lines();
    lines.read(batch);
    const members = Int32Array.from({ length: lines.count }, (_, line) => line);
    const table = this.#table;
    const rows = table.read(batch, lines, members);
    return {
      rows: [...rows],
      layouts: [...table.layouts.indexes.subarray(0, lines.count)],
      columns: Object.fromEntries(table.columns.map(({ field, column }) => [field, valuesOf(column)])),
      malformed: valuesOf(table.malformedTexts),
      sequenceNumbers: table.sequenceNumbers && valuesOf(table.sequenceNumbers),
    };
  }
}

const time = '1795179600.000';

describe('RecordTable', () => {
  it('reads lines with the most likely layout, and again if their values match another one or none', () => {
    const data = [`${time}\t200\t1`, `${time}\tUS\t2`, `now\tabc\t3`, `${time}\t404\tx`];
    expect(new Reader().read(data)).toEqual({
      rows: [0, 1, 3],
      layouts: [0, 1, -1, 0],
      columns: {
        timestamp: [1_795_179_600_000, 1_795_179_600_000, 1_795_179_600_000],
        'sc-status': [200, null, 404],
        'c-country': [null, 'US', null],
        asn: [1, 2, null],
      },
      malformed: [null, null, 'asn=x'],
      sequenceNumbers: [0, 1, 3].map((place) => `${shardId}-${sequenceNumberOf(place)}`),
    });
  });

  it("has only the columns of its lines' layouts, and no sequence numbers if all lines have an ID", () => {
    const id = requestId(1);
    expect(new Reader().read([`${time}\t${id}\t192.0.2.1\t-`])).toEqual({
      rows: [0],
      layouts: [2],
      columns: {
        timestamp: [1_795_179_600_000],
        'c-ip': ['192.0.2.1'],
        'x-edge-request-id': [id],
        asn: [null],
      },
      malformed: [null],
      sequenceNumbers: undefined,
    });
  });

  it('identifies rows without a request ID by shard, record, and line, and no other rows', () => {
    const id = requestId(1);
    const line = (requestId: string) => `${time}\t${requestId}\t192.0.2.1\t-`;
    const data = [line(id), `${line('-')}\n${line(id)}\n${line('-')}\n`, line(id), `${time}\t200\t1`];
    expect(new Reader().read(data).sequenceNumbers).toEqual([
      null,
      `${shardId}-${sequenceNumberOf(1)}`,
      null,
      `${shardId}-${sequenceNumberOf(1)}.3`,
      null,
      `${shardId}-${sequenceNumberOf(3)}`,
    ]);
  });

  it('reads alternating runs of layouts that are longer than a block', () => {
    const data = Array.from({ length: 2000 }, (_, index) =>
      Math.floor(index / 300) % 2 === 0 ? `${time}\t200\t${index}` : `${time}\tUS\t${index}`,
    );
    const { columns } = new Reader().read(data);
    expect(columns['asn']).toEqual(data.map((_, index) => index));
    expect(columns['sc-status']).toEqual(data.map((line) => (line.includes('US') ? null : 200)));
    expect(columns['c-country']).toEqual(data.map((line) => (line.includes('US') ? 'US' : null)));
  });

  it('contains nothing of earlier lines', () => {
    const reader = new Reader();
    reader.read([`${time}\t200\tx`, `${time}\tUS\t2`, `${time}\tDE\t3`]);
    const data = [`${time}\t404\t7`];
    expect(reader.read(data)).toEqual(new Reader().read(data));
  });

  it('has no rows without lines, or if no line matches', () => {
    expect(new Reader().read([])).toMatchObject({ rows: [], malformed: [] });
    expect(new Reader().read(['now\tabc\t3'])).toMatchObject({
      rows: [],
      layouts: [-1],
      columns: {},
      malformed: [],
    });
  });
});
