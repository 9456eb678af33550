/** How an absent value is written in URLs: no text is written like this, see {@link writeValue}. */
const absent = '!null';

/** A value as text for a URL: a text that begins with `!` gets a second one, so that absent differs from every text. */
export function writeValue(value: string | null): string {
  if (value === null) return absent;
  return value.startsWith('!') ? `!${value}` : value;
}

/** The value of such a text. */
export function readValue(text: string): string | null {
  if (text === absent) return null;
  return text.startsWith('!!') ? text.slice(1) : text;
}
