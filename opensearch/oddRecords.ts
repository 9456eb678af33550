import { Random } from '../harness/random.ts';

/**
 * Values that JSON receivers often handle incorrectly: escapes, multibyte characters, and text longer than
 * limits.
 */
const oddValues = [
  '-',
  '%00',
  '%22%5C%0A%09%01%7F',
  '"',
  '\\',
  '%E2%80%A8',
  '%F0%9F%98%80',
  '%ff',
  '1e3',
  '999999999999999999',
  '0.5',
  '-1',
  'x'.repeat(3_000),
  '%C3%A9'.repeat(9_000),
];

/**
 * Fields that aren't changed: the time, and fields that distinguish layouts or have a special type in
 * OpenSearch.
 */
const kept = new Set(['timestamp', 'c-ip', 's-ip', 'x-edge-request-id']);

/**
 * Returns the records, and copies of some of them with unusual values in a few fields. Each record has a
 * unique request ID, because OpenSearch stores one document per ID.
 *
 * @param name name of the records, which is part of the request IDs
 * @param share one in this many records also has a copy with unusual values
 */
export function withOddRecords(
  name: string,
  { fields, lines }: { readonly fields: readonly string[]; readonly lines: readonly string[] },
  share: number,
): string[] {
  const random = new Random(17);
  const places = [...fields.keys()].filter((place) => !kept.has(fields[place]));
  const idPlace = fields.indexOf('x-edge-request-id');
  return lines.flatMap((line, number) => {
    const values = line.split('\t');
    const text = withId(values, idPlace, `${name}-${number}`);
    if (number % share !== 0) return [text];
    for (let count = 1 + random.below(3); count > 0; count--)
      values[random.pick(places)] = random.pick(oddValues);
    return [text, withId(values, idPlace, `${name}-${number}-odd`)];
  });
}

function withId(values: string[], place: number, id: string): string {
  values[place] = `${id}-`.padEnd(54, 'x').padEnd(56, '=');
  return values.join('\t');
}
