import { displayWidth } from '../../terminal/displayWidth.ts';
import { fitTable, textTable, valueLists } from '../../terminal/textTable.ts';

describe('textTable', () => {
  it('prints column names and right-aligns numbers', () => {
    const rows = [
      { path: '/', requests: '1,200', share: '12.5%' },
      { path: '/index.html', requests: 7, share: null },
    ];

    expect(textTable(rows)).toEqual([
      '  path         requests  share',
      '  /               1,200  12.5%',
      '  /index.html         7      -',
    ]);
  });

  it('truncates long values', () => {
    expect(textTable([{ path: 'p'.repeat(60) }])).toEqual(['  path', `  ${'p'.repeat(47)}…`]);
  });

  it('aligns by display width, and escapes control characters', () => {
    const rows = [
      { path: '/日本', agent: 'a\nb' },
      { path: '/xyzw', agent: '\u001b[2J' },
    ];
    expect(textTable(rows)).toEqual(['  path   agent', '  /日本  a\\x0ab', '  /xyzw  \\x1b[2J']);
  });

  it('aligns only numbers to the right', () => {
    const rows = [{ address: '192.0.2.7', day: '2026-11-20', count: '≤1,200', share: '-' }];
    expect(textTable([...rows, { address: '-', day: '-', count: 7, share: '1.5%' }], { indent: 0 })).toEqual([
      'address    day          count  share',
      '192.0.2.7  2026-11-20  ≤1,200      -',
      '-          -                7   1.5%',
    ]);
  });

  it('takes any number of rows, and none', () => {
    expect(textTable(Array(200_000).fill({ n: 1 }))).toHaveLength(200_001);
    expect([textTable([]), fitTable([], 80), valueLists([])]).toEqual([[], [], []]);
  });
});

describe('fitTable', () => {
  const row = { path: '/images/a-very-long-name.jpg', status: 200, agent: 'A browser with a long name' };

  it('truncates the longest texts, but no numbers and names, to fit the line', () => {
    expect(fitTable([row], 60)).toEqual([
      'path                       status  agent',
      '/images/a-very-long-name…     200  A browser with a long na…',
    ]);
  });

  it('truncates no times', () => {
    const timed = { time: '2026-11-20 13:05:00.123', ...row };
    expect(fitTable([timed], 70)[1]).toBe(
      '2026-11-20 13:05:00.123  /images/a-very-l…     200  A browser with a…',
    );
  });

  it('has a line for each value if the line is too short', () => {
    expect(fitTable([row, { ...row, agent: null }], 30)).toEqual([
      'path    /images/a-very-long-name.jpg',
      'status  200',
      'agent   A browser with a long name',
      '',
      'path    /images/a-very-long-name.jpg',
      'status  200',
      'agent   -',
    ]);
  });

  it.each([
    [{ path: '/日本語'.repeat(20), a: 1 }],
    [{ a: 'x'.repeat(500) }],
    [row],
  ])('is never wider than the line, and is whole without a terminal: %j', (wide) => {
    for (let width = 40; width <= 120; width++)
      expect(Math.max(...fitTable([wide], width).map(displayWidth))).toBeLessThanOrEqual(width);
    const whole = fitTable([wide], undefined).join('');
    for (const value of Object.values(wide)) expect(whole).toContain(String(value));
  });
});
