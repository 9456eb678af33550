/** A key: its name if it is a special key, otherwise the character. */
export type Key = 'left' | 'right' | 'enter' | 'escape' | 'backspace' | 'interrupt' | (string & {});

const special: Readonly<Record<string, Key>> = {
  '\u001b[D': 'left',
  '\u001b[C': 'right',
  '\u001b[Z': 'left',
  '\u001bOD': 'left',
  '\u001bOC': 'right',
  '\t': 'right',
  '\r': 'enter',
  '\n': 'enter',
  '\u001b': 'escape',
  '\u007f': 'backspace',
  '\b': 'backspace',
  '\u0003': 'interrupt',
  '\u0004': 'interrupt',
};

/** Returns the keys in a text that a terminal sends in raw mode. Unsupported sequences are left out. */
export function readKeys(text: string): Key[] {
  const keys: Key[] = [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what terminals send for keys
  for (const [sequence] of text.matchAll(/\u001b(?:\[[0-9;]*[A-Za-z~]|O[A-Za-z])|./gsu)) {
    const known = special[sequence];
    if (known !== undefined) keys.push(known);
    else if (sequence >= ' ' && !sequence.startsWith('\u001b')) keys.push(sequence);
  }
  return keys;
}
