import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { plainText } from './plainText.ts';

/** How a text can look. */
export type Style = 'red' | 'green' | 'yellow' | 'cyan' | 'magenta' | 'dim' | 'bold';

/** Gives a text a look if the terminal has colors; otherwise the text stays as it is. */
export type Paint = (style: Style, text: string) => string;

/** Leaves texts as they are. */
export const withoutColors: Paint = (_, text) => text;

/**
 * Opens each mark of a look. It is new in every process, so that no text from elsewhere can hold one: the printer
 * turns only these marks into escape sequences, and escapes everything else.
 */
const secret = randomBytes(8).toString('hex');

const mark = new RegExp(`<${secret}:(\\d+)>`);

/** Marks a text with its look. Only a {@link Printer} turns the marks into colors. */
export const withColors: Paint = (style, text) => {
  const [start, end] = inspect.colors[style] as [number, number];
  return `<${secret}:${start}>${text}<${secret}:${end}>`;
};

/** One line for a terminal: marks become escape sequences, and all other control characters are escaped. */
export function showLine(line: string): string {
  return line
    .split(mark)
    .map((part, index) => (index % 2 === 1 ? `\u001b[${part}m` : plainText(part)))
    .join('');
}

/**
 * The paint for a stream: colors on a terminal, unless `NO_COLOR` is set (no-color.org) or the terminal is dumb.
 *
 * @param environment default that of the process
 */
export function paintFor(
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Paint {
  const colors = stream.isTTY === true && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb';
  return colors ? withColors : withoutColors;
}
