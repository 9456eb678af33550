import type { Command } from 'commander';
import { displayWidth } from './displayWidth.ts';
import { output } from './printer.ts';

/** Minimum width to wrap to. Narrower lines are harder to read than those that the terminal wraps. */
const narrowest = 30;

/** Adds a text to the end of a command's help, see {@link wrapHelp}. */
export function addHelp(command: Command, text: string): Command {
  return command.addHelpText('after', () => wrapHelp(text, output.lineWidth));
}

/**
 * Wraps the paragraphs of a help text. Indented lines, such as examples and lists, don't change.
 *
 * @param lineWidth characters per line; undefined if the output isn't a terminal. Then the text doesn't change
 */
export function wrapHelp(text: string, lineWidth: number | undefined): string {
  if (lineWidth === undefined) return text;
  const lines: string[] = [];
  let paragraph: string[] = [];
  const endParagraph = () => {
    lines.push(...wrapWords(paragraph.join(' ').split(' '), Math.max(narrowest, lineWidth)));
    paragraph = [];
  };
  for (const line of text.split('\n')) {
    if (line !== '' && !line.startsWith(' ')) paragraph.push(line);
    else {
      if (paragraph.length > 0) endParagraph();
      lines.push(line);
    }
  }
  if (paragraph.length > 0) endParagraph();
  return lines.join('\n');
}

function wrapWords(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && displayWidth(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
