import { terminalSvg } from '../../../docs/pictures/terminalSvg.ts';

/** Returns the position, color, and content of each text of a picture. */
const textsOf = (svg: string) =>
  [...svg.matchAll(/<text x="([\d.]+)" y="[\d.]+" fill="(#\w+)"( font-weight="700")?[^>]*>([^<]*)</g)].map(
    ([, x, fill, bold, text]) => [Number(x), fill, bold !== undefined, text],
  );

describe('terminalSvg', () => {
  it('places words at their columns, in the colors of the escape sequences, as text', () => {
    const svg = terminalSvg(
      'run',
      ['\u001b[31mbad\u001b[39m   \u001b[2ma <b>\u001b[22m', '\u001b[1m✗ x\u001b[22m'],
      20,
    );
    expect(textsOf(svg)).toEqual([
      [16, '#7ee787', false, '$'],
      [32.8, '#d7dde5', true, 'run'],
      [16, '#ff7b72', false, 'bad'],
      [66.4, '#8b98a8', false, 'a &lt;b&gt;'],
      [16, '#d7dde5', true, '✗ x'],
    ]);
  });
});
