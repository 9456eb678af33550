import { columnName, type Field, fields } from '../core/fields/catalog.ts';
import { longestLine } from '../core/records/lines.ts';
import { defaultSensitivityPolicy as handling } from '../core/sensitivity/policy.ts';

const headings = [
  '#',
  'Field',
  'Column',
  'Type',
  'Unit',
  'Meaning',
  'Decided by',
  'Sensitive',
  'In the list of',
];

/** The text of docs/fields.md: every field of the catalogue, and how records become values. */
export function fieldsPage(): string {
  return `# Fields

<!-- Made from core/fields/catalog.ts by \`npm run docs\`; change it there. -->

The ${fields.length} fields of CloudFront's real-time logs, in the order in which CloudFront sends them whatever order a configuration lists. Each has a column of its own in the table \`requests_raw\`; where a field is not logged its column reads NULL.

${table(fields)}

The places of fields 70 and 71 are assumed: their announcement names none.

*Decided by* tells who chooses the bytes of a value: the edge server itself, the viewer by its request, the origin by its response, or the owner of the distribution by its configuration and functions.

## How the layout of a record is chosen

A record has no names in it, only values separated by tabs, so it is read by a known layout: the ordered list of its fields. First the number of columns must be right. Among layouts of that number the strict forms of what the edge itself writes decide (timestamps, durations, statuses, addresses, result types and the like), never what a viewer chooses. The layout whose forms are missed least is taken, with one miss at most; among equals a layout that CloudFront has confirmed comes before an expected one, and a newer one before an older one.

The two published orders of fields 42 to 46 differ: beside the one above there is \`origin-fbl\`, \`origin-lbl\`, \`asn\`, \`primary-distribution-id\`, \`primary-distribution-dns-name\`. Both are expected until CloudFront has confirmed one.

A record that fits no layout, an empty line, a line of more than ${longestLine / 1024} KB and one that is no text go to quarantine with their bytes and the reason.

A field that is newer than this list is given with its place, \`x-new-field:after=asn\`, and becomes a column of strings.

## How values are read

- \`-\` alone is NULL.
- Strings are percent-decoded once, which gives what the viewer sent; a broken escape stays as it is, and so do a character that is cut off at the end and a whole text that would not be UTF-8 otherwise. A plus sign stays a plus sign.
- Timestamps have milliseconds and are UTC. Durations are seconds with fractions.
- A value that is none of its column's type is NULL there and stands in the column \`malformed_values\` as \`name=value\`, its first 64 bytes, several separated by tabs; the row stays.
- \`sequence_number\` identifies a row whose \`x-edge-request-id\` is NULL: \`<shardId>-<sequence number>\`, with \`.2\` and so on from the second line of a record on. For converted files it is \`<source id>-<line>\`.

## Sensitive text

What happens to each kind is a setting: \`keep\`, \`drop\` or \`hash\` (HMAC-SHA-256 with a key, so that equal texts stay equal), and for addresses also \`truncate\` (to /24 of IPv4, /48 of IPv6). A part of a text that is dropped reads \`REDACTED\`. [security.md](security.md#secrets) lists the words and forms by which secrets are recognized.

| Kind | Default | What it applies to |
| --- | --- | --- |
| address | ${handling.addresses} | the viewer's addresses, and every address in any other text |
| cookie | ${handling.cookies} | the cookies, also in the headers |
| headers | ${handling.headers} | values of headers whose names are secret |
| url | ${handling.urls} | values of parameters whose names are secret, passwords in URLs, JSON Web Tokens and AWS access keys, in any text |
| custom | ${handling.custom} | all that CloudFront Functions write |
`;
}

function table(rows: readonly Field[]): string {
  const lines = [headings, headings.map(() => '---'), ...rows.map(cells)];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

function cells({ position, name, type, unit, meaning, decidedBy, sensitivity, since }: Field): string[] {
  const escaped = meaning.replaceAll(/[|*]/g, '\\$&');
  return [
    `${position}`,
    `\`${name}\``,
    `\`${columnName(name)}\``,
    type,
    type === 'timestamp' ? '' : (unit ?? ''),
    escaped,
    decidedBy,
    sensitivity ?? '',
    since,
  ];
}
