import { markHours, readHourRange } from '../../../cli/compact/markHours.ts';

const hour = (text: string) => Date.parse(`2026-11-${text}:00:00Z`) / 3_600_000;

describe('readHourRange', () => {
  it.each([
    ['2026-11-20T13', '20T13', '20T13'],
    ['2026-11-20', '20T00', '20T23'],
    ['2026-11-20..2026-11-21T05', '20T00', '21T05'],
  ])('reads %s', (value, first, last) => {
    expect(readHourRange(value)).toEqual({ first: hour(first), last: hour(last) });
  });

  it.each([
    '',
    '2026-11-31',
    '2026-11-20T24',
    '2026-11-21..2026-11-20',
    '2026-11-20..',
    'today',
    '1..2..3',
  ])('rejects %j', (value) => {
    expect(() => readHourRange(value)).toThrow(/^--mark: expected a UTC day or hour, .*, got '/);
  });
});

describe('markHours', () => {
  it('marks the hours of the range that have raw files', async () => {
    const files = ['20T07', '20T13', '21T04', '21T06'].map((text) => {
      const [day, hourOfDay] = text.split('T');
      return `raw/arrival_day=2026-11-${day}/arrival_hour=${hourOfDay}/shard-1.parquet`;
    });
    const marks: string[] = [];
    const marked = await markHours(
      {
        hasAny: async (prefix) => files.some((file) => file.startsWith(prefix)),
        async putMark(key) {
          marks.push(key);
        },
      },
      readHourRange('2026-11-20T10..2026-11-21T05'),
      7,
    );
    expect(marked).toEqual([hour('20T13'), hour('21T04')]);
    expect(marks).toEqual(['late/2026-11-20/13/marked-by-hand.7', 'late/2026-11-21/04/marked-by-hand.7']);
  });
});
