import type { ConfiguredField } from './layout.ts';

const unknownFieldWithPlace = /^([a-z0-9][a-z0-9-]*):after=([a-z0-9][a-z0-9-]*)$/;

/**
 * Fields from a text: names separated by commas, white space or lines, `#` beginning a comment up to the end of
 * its line. A field that the catalog does not know is given with its place: `x-new-field:after=asn`.
 *
 * Whether the names are known is checked where a layout is made of them, see `expectedLayouts`.
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
