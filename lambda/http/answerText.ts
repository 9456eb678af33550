import { toOneLine } from '../../core/oneLine.ts';

/** Number of characters of a response to repeat in an error or a warning. */
const shownCharacters = 200;

/** Returns the beginning of a response for an error or a warning, as one line. */
export function answerText(body: Buffer | string): string {
  return toOneLine(body.toString()).slice(0, shownCharacters);
}
