import { expectedLayouts } from '../../core/layouts/layout.ts';
import { fields46, fieldsWithId } from '../support/fieldLists.ts';
import { lineOf } from '../support/records.ts';
import { transformLines } from '../support/transforming.ts';

describe('the health of a batch', () => {
  it('counts its content and results, over all hours and layouts', () => {
    const layouts = [...expectedLayouts(fields46), ...expectedLayouts(fieldsWithId)];
    const first = lineOf(fields46, { timestamp: '1795179600.000', 'cs-headers-count': 'abc', asn: '64496' });
    const second = lineOf(fieldsWithId, { timestamp: '1795179610.000' });
    const third = lineOf(fieldsWithId, { timestamp: '1795179650.500' });
    const withoutTime = lineOf(fieldsWithId, { timestamp: '-' });
    const records = [
      { data: first },
      { data: `${second}\n${third}`, arrival: '2026-11-20T14:00:00.000Z' },
      { data: withoutTime },
      { data: '' },
      { data: 'a\tb' },
    ];
    const { health } = transformLines([], records, { layouts });
    expect(health).toEqual({
      records: 5,
      recordBytes: records.reduce((sum, { data }) => sum + Buffer.byteLength(data), 0),
      rows: 4,
      quarantined: 2,
      ofUnknownLayout: 1,
      malformedValues: 1,
      implausibleValues: 0,
      suspectRows: 0,
      suspectFields: [],
      rowsByLayout: { '1-46': 1, '1-2,5,7,10,13,15': 3 },
      oldestEvent: 1_795_179_600_000,
      meanEvent: (1_795_179_600_000 + 1_795_179_610_000 + 1_795_179_650_500) / 3,
    });
  });

  it('has no event times if no row has a timestamp', () => {
    const { health } = transformLines(['c-ip', 'asn'], [lineOf(['c-ip', 'asn'])]);
    expect([health.rows, health.oldestEvent, health.meanEvent]).toEqual([1, undefined, undefined]);
  });
});
