/** Form of an absent value in URLs. {@link writeValue} never writes a text like this. */
const absent = '!null';

/**
 * Writes a value for a URL. A text that begins with `!` is prefixed with another `!`, so that no text equals
 * an absent value.
 */
export function writeValue(value: string | null): string {
  if (value === null) return absent;
  return value.startsWith('!') ? `!${value}` : value;
}

/** Reads a value that {@link writeValue} wrote. */
export function readValue(text: string): string | null {
  if (text === absent) return null;
  return text.startsWith('!!') ? text.slice(1) : text;
}
