import type { ConfiguredField } from './layout.ts';

const unknownFieldWithPlace = /^([a-z0-9][a-z0-9-]*):after=([a-z0-9][a-z0-9-]*)$/;

/**
 * Parses a list of fields: names separated by commas, white space, or newlines. `#` starts a comment up to the end of
 * the line. A field that is not in the catalog needs its position: `x-new-field:after=asn`.
 *
 * `expectedLayouts` checks whether the names are known.
 */
export function parseFieldList(text: string): ConfiguredField[] {
  return text
    .replaceAll(/#.*$/gm, '')
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .map((word) => {
      const [, name, after] = unknownFieldWithPlace.exec(word) ?? [];
      return name !== undefined && after !== undefined ? { name, after } : word;
    });
}
