import { findField } from '../../../core/fields/catalog.ts';
import { plausibleBounds } from '../../../core/fields/plausibleBounds.ts';
import { plausibleValues } from '../../../core/metrics/plausibleValues.ts';
import { trafficColumns } from '../../../core/metrics/trafficColumns.ts';
import { numberColumn } from '../../support/columns.ts';
import { type LoggedValues, linesOf } from '../../support/records.ts';
import { metricsSettings, transformLines } from '../../support/transforming.ts';

const fields = [
  'timestamp',
  'time-to-first-byte',
  'sc-bytes',
  'cs-bytes',
  'x-host-header',
  'time-taken',
  'origin-fbl',
  'origin-lbl',
  'cmcd-encoded-bitrate',
  'cmcd-object-duration',
  'cmcd-measured-throughput',
  'cmcd-object-type',
  'cmcd-session-id',
];
const usual: LoggedValues = {
  'cmcd-session-id': '6e2fb550',
  'cmcd-object-type': 'v',
  'cmcd-object-duration': '4000',
  'cmcd-encoded-bitrate': '3200',
  'cmcd-measured-throughput': '25400',
};

function transform(records: readonly LoggedValues[]) {
  const now = '2026-11-20T13:05:00.000Z';
  const timestamp = (Date.parse(now) / 1000).toFixed(3);
  const lines = linesOf(fields, records.length, (index) => ({ timestamp, ...usual, ...records[index] }));
  return transformLines(fields, lines, { metrics: metricsSettings(), now });
}

describe('plausibleValues', () => {
  it('returns the column itself if nothing is above the bound', () => {
    const column = numberColumn([1, null, 600_000]);
    expect(plausibleValues('cmcd-object-duration', column)).toEqual({ column, leftOut: 0 });
    expect(plausibleValues('cmcd-object-duration', column).column).toBe(column);
  });

  it('removes and counts values above the bound, and does not change the original column', () => {
    const column = numberColumn([1, 600_001, null, 600_001, 2]);
    const before = [...column.codes.subarray(0, column.rows)];
    const { column: plausible, leftOut } = plausibleValues('cmcd-object-duration', column);
    const values = Array.from(plausible.codes, (code) => (code < 0 ? null : plausible.values[code]));
    expect({ values, leftOut, nulls: plausible.nulls }).toEqual({
      values: [1, null, null, null, 2],
      leftOut: 2,
      nulls: 3,
    });
    expect([...column.codes.subarray(0, column.rows)]).toEqual(before);
  });

  it.each(
    Object.entries(plausibleBounds),
  )('prevents one request from outweighing a minute: %s', (field, bound) => {
    const seconds = findField(field)?.unit === 'seconds';
    const write = (value: number) => (seconds ? value.toFixed(3) : String(value));
    const beyond = field.startsWith('cmcd-') ? '9'.repeat(60) : write(bound * 2);
    const all = transform([{}, {}, { [field]: beyond }]);
    const absent = transform([{}, {}, { [field]: '-' }]);
    expect(all.metrics).toEqual(absent.metrics);
    expect([all.health.implausibleValues, absent.health.implausibleValues]).toEqual([1, 0]);
    expect(transform([{}, {}, { [field]: write(bound) }]).health.implausibleValues).toBe(0);
  });

  it('has a bound for every number of a field that metrics read', () => {
    const read: string[] = [];
    trafficColumns((field) => {
      read.push(field);
      return undefined;
    });
    const numbers = read.filter((field) => findField(field)?.type !== 'string');
    // A timestamp is checked elsewhere, and a status has three digits.
    const unbounded = ['timestamp', 'sc-status'];
    expect(numbers.filter((field) => !unbounded.includes(field)).sort()).toEqual(
      Object.keys(plausibleBounds).sort(),
    );
  });
});
