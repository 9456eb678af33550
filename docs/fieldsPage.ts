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

/** Returns the text of docs/fields.md: all fields of the catalog, and how records become values. */
export function fieldsPage(): string {
  return `# Fields

<!-- Generated from core/fields/catalog.ts by \`npm run docs\`; make changes there. -->

The ${fields.length} fields of CloudFront's real-time logs, in CloudFront's order. The order in the configuration doesn't matter. Each field has a column in the table \`requests_raw\`. If a field isn't logged, its column is NULL.

${table(fields)}

The positions of fields 70 and 71 are assumed, because their announcement doesn't name them.

*Decided by* is who chooses the bytes of a value: the edge server itself, the viewer with the request, the origin with the response, or the owner of the distribution with the configuration and functions.

## How the layout of a record is chosen

A record has no field names, only values separated by tabs, so it is read by a known layout: the ordered list of its fields. First, the number of fields must match. Then layouts with that number are compared by the forms of values that the edge itself writes, such as timestamps, durations, statuses, addresses, and result types. Values that viewers choose never affect the result. The layout with the fewest mismatches is used, with at most one allowed. If several layouts are equal, a layout that CloudFront has confirmed takes precedence over an expected one, and a newer one over an older one.

Fields 42 to 46 have two published orders. The other one is \`origin-fbl\`, \`origin-lbl\`, \`asn\`, \`primary-distribution-id\`, \`primary-distribution-dns-name\`. Both are expected until CloudFront has confirmed one.

Records that match no layout, empty lines, lines over ${longestLine / 1024} KB, and lines that aren't text go to quarantine with their bytes and the reason.

To log a field that is newer than this list, add its position: \`x-new-field:after=asn\`. It becomes a string column.

## How values are read

- \`-\` alone is NULL.
- Strings are percent-decoded once, which restores the text that the viewer sent. Invalid escapes, and a truncated character at the end, are kept as logged. If the decoded text isn't UTF-8, the whole text is kept as logged. A plus sign isn't decoded.
- Timestamps are in UTC, with milliseconds. Durations are in seconds, with fractions.
- A value that doesn't parse as its column's type is NULL there. The column \`malformed_values\` contains its first 64 bytes as \`name=value\`. Several values are separated by tabs. The row is kept.
- \`sequence_number\` identifies a row whose \`x-edge-request-id\` is NULL: \`<shardId>-<sequence number>\`, followed by \`.2\`, \`.3\`, and so on from the second line of a record. For converted files it is \`<source id>-<line>\`.

## Sensitive text

Each kind has a setting: \`keep\`, \`drop\`, or \`hash\` (HMAC-SHA-256 with a key, so that equal texts have equal hashes). Addresses also support \`truncate\` (to /24 for IPv4 and /48 for IPv6). A dropped part of a text is replaced by \`REDACTED\`. [security.md](security.md#secrets) lists the words and forms by which secrets are recognized.

| Kind | Default | What it applies to |
| --- | --- | --- |
| address | ${handling.addresses} | the viewer's addresses, and every address in any other text |
| cookie | ${handling.cookies} | cookies, including those in headers |
| headers | ${handling.headers} | values of headers whose names are secret |
| url | ${handling.urls} | values of parameters whose names are secret, passwords in URLs, JSON Web Tokens, and AWS access keys, in any text |
| custom | ${handling.custom} | everything that CloudFront Functions write |
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
