import { wrapHelp } from '../../terminal/helpText.ts';

const text = `
Compares a window of time with a baseline.
It prints what changed:
  first    an indented line that is longer than the terminal

Examples:
  npx cfrl explain --metric 5xx
`;

describe('wrapHelp', () => {
  it('wraps paragraphs to the terminal, but no indented lines', () => {
    expect(wrapHelp(text, 36).split('\n')).toEqual([
      '',
      'Compares a window of time with a',
      'baseline. It prints what changed:',
      '  first    an indented line that is longer than the terminal',
      '',
      'Examples:',
      '  npx cfrl explain --metric 5xx',
      '',
    ]);
  });

  it('does not change a text that is not printed to a terminal', () => {
    expect(wrapHelp(text, undefined)).toBe(text);
  });
});
