import { textTable } from '../../terminal/textTable.ts';

describe('textTable', () => {
  it('names the columns and puts numbers to the right', () => {
    const rows = [
      { path: '/', requests: '1,200', share: '12.5%' },
      { path: '/index.html', requests: 7, share: null },
    ];

    expect(textTable(rows)).toBe(
      [
        '  path         requests  share',
        '  /               1,200  12.5%',
        '  /index.html         7      -',
        '',
      ].join('\n'),
    );
  });

  it('cuts long values', () => {
    expect(textTable([{ path: 'p'.repeat(60) }])).toBe(`  path\n  ${'p'.repeat(47)}…\n`);
  });
});
