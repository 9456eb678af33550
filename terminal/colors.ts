import { styleText } from 'node:util';

/** How a text can look. */
export type Style = 'red' | 'green' | 'yellow' | 'cyan' | 'magenta' | 'dim' | 'bold';

/** Gives a text a look, where the terminal has colors; elsewhere it stays as it is. */
export type Paint = (style: Style, text: string) => string;

/** Leaves texts as they are. */
export const withoutColors: Paint = (_, text) => text;

/** Gives texts their looks wherever they go. */
export const withColors: Paint = (style, text) => styleText(style, text, { validateStream: false });

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
