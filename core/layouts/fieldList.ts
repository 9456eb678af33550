import type { ConfiguredField } from './layout.ts';

const unknownFieldWithPlace = /^([a-z0-9][a-z0-9-]*):after=([a-z0-9][a-z0-9-]*)$/;

/**
 * Reads fields from a text: names separated by commas, white space, or lines. `#` starts a comment up to the end of
 * its line. A field that the catalog doesn't know needs its position: `x-new-field:after=asn`.
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
