import { decimals, formatTable } from '../../../bench/report/table.ts';

describe('table', () => {
  it('left-aligns text and right-aligns numbers', () => {
    const lines = formatTable(
      ['', 'ms', 'without'],
      [
        ['ours', '7.5', ''],
        ['theirs', '1,234.0', 'metrics'],
      ],
    );

    expect(lines).toEqual([
      '             ms  without',
      '------  -------  -------',
      'ours        7.5',
      'theirs  1,234.0  metrics',
    ]);
  });
});

describe('decimals', () => {
  it('separates thousands', () => {
    expect(decimals(1234.56, 1)).toBe('1,234.6');
  });
});
