import { noValue } from '../../../core/columns/codes.ts';
import { fields } from '../../../core/fields/catalog.ts';
import { createFieldColumn } from '../../../core/records/fieldColumn.ts';
import { MalformedValues } from '../../../core/records/malformedValues.ts';
import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import { linesOfFields } from '../../support/columns.ts';

interface ReadColumn {
  readonly values: readonly (string | number | null)[];
  readonly malformed: readonly string[];
  /** Number of mismatches for each line. */
  readonly mismatches: readonly number[];
}

function readColumn(field: string, logged: readonly string[]): ReadColumn {
  const malformedValues = new MalformedValues();
  const mismatches = new Uint8Array(logged.length);
  const column = createFieldColumn(field, { policy: defaultSensitivityPolicy, malformedValues });
  const lines = linesOfFields(logged.map((value) => [value]));
  column.reset(logged.length);
  column.fill(lines, lines.all, 0, mismatches);
  return {
    values: Array.from(column.codes.subarray(0, column.rows), (code) => {
      if (code === noValue) return null;
      return column.kind === 'text' ? column.entryText(code) : column.values[code];
    }),
    malformed: malformedValues.byRow().map(([, text]) => text),
    mismatches: [...mismatches],
  };
}

// Each case: the field, the logged value, the value in the column (null if the value is malformed), and whether the
// value does not match the form that the edge writes.
describe('the column of a field of numbers', () => {
  it.each<[string, string, number | null, boolean]>([
    ['timestamp', '1795179600.123', 1_795_179_600_123, false],
    ['timestamp', '1795179600.000', 1_795_179_600_000, false],
    ['timestamp', '253402300799.999', 253_402_300_799_999, false],
    ['timestamp', '1795179600', 1_795_179_600_000, true],
    ['timestamp', '1795179600.1234', 1_795_179_600_123, true],
    ['timestamp', '0.500', 500, true],
    ['timestamp', '1.005', 1005, true],
    ['timestamp', '1e999', null, true],
    ['timestamp', '253402300800.000', null, false],
    ['timestamp', '-1.000', null, true],
    ['timestamp', 'Infinity', null, true],
    ['timestamp', '2026-11-20T13:00:00Z', null, true],
    ['time-taken', '0.042', 0.042, false],
    ['time-taken', '12345678.999', 12_345_678.999, false],
    ['time-taken', '0', 0, true],
    ['time-taken', '0.0425', 0.0425, true],
    ['time-taken', '123456789.000', 123_456_789, true],
    ['time-taken', '.042', null, true],
    ['time-taken', 'NaN', null, true],
    ['sc-status', '200', 200, false],
    ['sc-status', '000', 0, false],
    ['sc-status', '20', 20, true],
    ['sc-status', 'OK', null, true],
    ['cs-headers-count', '12', 12, false],
    ['cs-headers-count', 'abc', null, true],
    ['cs-headers-count', '2147483647', 2_147_483_647, false],
    ['cs-headers-count', '2147483648', null, false],
    ['sc-bytes', '9007199254740991', 9_007_199_254_740_991, false],
    ['sc-bytes', '9007199254740992', null, false],
    ['sc-bytes', '1.5', null, true],
    ['sc-bytes', '0x10', null, true],
    ['sc-bytes', '', null, true],
    ['sc-content-len', '5', 5, false],
    ['sc-content-len', 'x', null, false],
    ['asn', '4294967295', 4_294_967_295, false],
    ['cmcd-encoded-bitrate', '1600', 1600, false],
    ['cmcd-encoded-bitrate', '1600.5', 1600.5, false],
    ['cmcd-playback-rate', '0.25', 0.25, false],
    ['cmcd-playback-rate', '1e3', null, false],
    ['cmcd-buffer-length', '%31', null, false],
  ])('%s reads %p as %p', (field, logged, value, isMismatch) => {
    expect(readColumn(field, [logged])).toEqual({
      values: [value],
      malformed: value === null ? [`${field}=${logged}`] : [],
      mismatches: [isMismatch ? 1 : 0],
    });
  });

  it('is null without a malformed value if nothing is logged', () => {
    expect(readColumn('asn', ['-', '64496', '-'])).toEqual({
      values: [null, 64496, null],
      malformed: [],
      mismatches: [0, 0, 0],
    });
  });

  it('counts a mismatch for every row that has one', () => {
    expect(readColumn('asn', ['x', '1', 'x'])).toEqual({
      values: [null, 1, null],
      malformed: ['asn=x', 'asn=x'],
      mismatches: [1, 0, 1],
    });
  });
});

describe('the column of a field of text', () => {
  it('counts mismatches of what the edge writes, and keeps the text', () => {
    expect(readColumn('x-edge-result-type', ['Hit', 'hit!', '-', 'hit!', 'Miss'])).toEqual({
      values: ['Hit', 'hit!', null, 'hit!', 'Miss'],
      malformed: [],
      mismatches: [0, 1, 0, 1, 0],
    });
    expect(readColumn('x-edge-request-id', ['GET', '-']).mismatches).toEqual([1, 0]);
  });

  it('expects no form of values that a viewer, an origin, or an owner decides', () => {
    const free = fields.filter(({ decidedBy }) => decidedBy !== 'edge').map(({ name }) => name);
    expect(
      free.filter((name) => readColumn(name, ['1', '/a?b', 'é', '']).mismatches.some((count) => count > 0)),
    ).toEqual([]);
  });

  it('is a column of text for a field that is not in the catalog', () => {
    expect(readColumn('x-new-field', ['1', '%20', '-'])).toEqual({
      values: ['1', ' ', null],
      malformed: [],
      mismatches: [0, 0, 0],
    });
  });
});
