/**
 * Matches characters that a terminal can interpret as a command, or that change how the text around them is
 * displayed: control characters, line and paragraph separators, direction marks, and unpaired surrogates.
 */
const unsafe =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: matches control characters
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Escapes control characters in text of unknown origin, such as text from a viewer: `\x1b` replaces an escape
 * character.
 */
export function plainText(text: string): string {
  return text.replaceAll(unsafe, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x100 ? `\\x${hex(code, 2)}` : `\\u${hex(code, 4)}`;
  });
}

/** Returns JSON of a value with such characters in JSON's escaped form, which doesn't change the value. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(unsafe, (character) => `\\u${hex(character.charCodeAt(0), 4)}`);
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
