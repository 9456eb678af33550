import { paintFor, showLine, withColors, withoutColors } from '../../terminal/colors.ts';

describe('paintFor', () => {
  it.each([
    ['a terminal', { isTTY: true }, { TERM: 'xterm' }, withColors],
    ['a pipe', {}, { TERM: 'xterm' }, withoutColors],
    ['a terminal if nobody wants colors', { isTTY: true }, { NO_COLOR: '1' }, withoutColors],
    ['a terminal with an empty NO_COLOR', { isTTY: true }, { NO_COLOR: '' }, withColors],
    ['a terminal that has none', { isTTY: true }, { TERM: 'dumb' }, withoutColors],
  ])('returns the paint for %s', (_, stream, environment, paint) => {
    expect(paintFor(stream, environment)).toBe(paint);
  });

  it('marks a style that the printer converts to escape sequences', () => {
    expect(showLine(withColors('red', '502'))).toBe('\u001b[31m502\u001b[39m');
    expect(showLine(withoutColors('red', '502'))).toBe('502');
  });

  it('converts nothing else to escape sequences', () => {
    expect(showLine(withColors('dim', 'a\u001b[31mb\n<0123456789abcdef:31>'))).toBe(
      '\u001b[2ma\\x1b[31mb\\x0a<0123456789abcdef:31>\u001b[22m',
    );
  });
});
