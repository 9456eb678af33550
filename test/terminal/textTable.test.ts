import { textTable } from '../../terminal/textTable.ts';

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
});
