import { paintFor, withColors, withoutColors } from '../../terminal/colors.ts';

describe('paintFor', () => {
  it.each([
    ['a terminal', { isTTY: true }, { TERM: 'xterm' }, withColors],
    ['a pipe', {}, { TERM: 'xterm' }, withoutColors],
    ['a terminal where nobody wants colors', { isTTY: true }, { NO_COLOR: '1' }, withoutColors],
    ['a terminal with an empty NO_COLOR', { isTTY: true }, { NO_COLOR: '' }, withColors],
    ['a terminal that has none', { isTTY: true }, { TERM: 'dumb' }, withoutColors],
  ])('chooses for %s', (_, stream, environment, paint) => {
    expect(paintFor(stream, environment)).toBe(paint);
  });

  it('paints by escape sequences that end the look again', () => {
    expect(withColors('red', '502')).toBe('\u001b[31m502\u001b[39m');
    expect(withoutColors('red', '502')).toBe('502');
  });
});
