/** Matches C0 and C1 control characters, and line and paragraph separators. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern must match these characters
const breaks = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** Formats text of unknown origin, such as an error message, as a single log line, so it can't forge log entries. */
export function toOneLine(text: string): string {
  return text.replaceAll(breaks, ' ').trim();
}
