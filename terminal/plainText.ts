/**
 * What a terminal may take for a command, or what changes the look of the text around it: control characters of
 * both kinds, line and paragraph separators, marks of writing direction, and halves of surrogate pairs.
 */
const unsafe =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * A text of unknown origin, such as what a viewer sent, without control characters: `\x1b` replaces an escape
 * character.
 */
export function plainText(text: string): string {
  return text.replaceAll(unsafe, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x100 ? `\\x${hex(code, 2)}` : `\\u${hex(code, 4)}`;
  });
}

/** JSON of a value in which such characters are escaped as JSON escapes them: another spelling of the same value. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(unsafe, (character) => `\\u${hex(character.charCodeAt(0), 4)}`);
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
