import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { plainText } from './plainText.ts';

/** Style of a text. */
export type Style = 'red' | 'green' | 'yellow' | 'cyan' | 'magenta' | 'dim' | 'bold';

/** Styles a text if the terminal supports colors; otherwise, returns it unchanged. */
export type Paint = (style: Style, text: string) => string;

/** Returns texts unchanged. */
export const withoutColors: Paint = (_, text) => text;

/**
 * Begins each style mark. It is random for every process, so that text from elsewhere can't contain a mark.
 * The printer converts only these marks to escape sequences, and escapes everything else.
 */
const secret = randomBytes(8).toString('hex');

const mark = new RegExp(`<${secret}:(\\d+)>`);

/** Marks a text with its style. Only a {@link Printer} converts the marks to colors. */
export const withColors: Paint = (style, text) => {
  const [start, end] = inspect.colors[style] as [number, number];
  return `<${secret}:${start}>${text}<${secret}:${end}>`;
};

/** Converts a line for a terminal: marks become escape sequences, and all other control characters are escaped. */
export function showLine(line: string): string {
  return line
    .split(mark)
    .map((part, index) => (index % 2 === 1 ? `\u001b[${part}m` : plainText(part)))
    .join('');
}

/**
 * Returns the paint for a stream: colors on a terminal, unless `NO_COLOR` is set (no-color.org) or the
 * terminal is dumb.
 *
 * @param environment environment variables; default: the process's
 */
export function paintFor(
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Paint {
  const colors = stream.isTTY === true && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb';
  return colors ? withColors : withoutColors;
}
