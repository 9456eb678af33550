import { columnName, type Field, fields } from '../core/fields/catalog.ts';
import { longestLine } from '../core/records/lines.ts';
import { defaultSensitivityPolicy as handling } from '../core/sensitivity/policy.ts';

/** Field whose column shows how columns are named. */
const example = 'time-to-first-byte';

const headings = ['#', 'Field', 'Type', 'Meaning', 'Decided by', 'Sensitive', 'First listed in'];

/** Returns the text of docs/fields.md: all fields of the catalog, and how records become values. */
export function fieldsPage(): string {
  return `# Fields

<!-- Generated from core/fields/catalog.ts by \`npm run docs\`; make changes there. -->

CloudFront's real-time logs have ${fields.length} fields. CloudFront sends them in the order of this table, whatever the order in the configuration is.

In the lake, each field has a column, whose name has underscores instead of hyphens: \`${example}\` is the column \`${columnName(example)}\`. If a field isn't logged, its column is NULL.

${table(fields)}

The positions of fields 70 and 71 are assumed, because their announcement doesn't name them.

*Decided by* is who chooses the value: the edge server, the viewer with its request, the origin with its response, or the owner of the distribution with its configuration and functions.

To log a field that is newer than this list, add its position: \`x-new-field:after=asn\`. It becomes a string column.

## How the layout of a record is chosen

A record has values separated by tabs, but no field names. It is read with a known layout, which is the ordered list of its fields:

1. The number of fields must match.
2. Among layouts with that number, the values that the edge itself writes decide, such as timestamps, durations, statuses, addresses, and result types. Values that a viewer chooses don't count. The layout with the fewest mismatches is used, and at most one mismatch is allowed.
3. If several layouts are equal, a layout that CloudFront has confirmed is preferred to an expected one, and a newer one to an older one.

Fields 42 to 46 have two published orders: the one in the table, and \`origin-fbl\`, \`origin-lbl\`, \`asn\`, \`primary-distribution-id\`, \`primary-distribution-dns-name\`. Both are expected until CloudFront has confirmed one.

Records that fit no layout, empty lines, lines over ${longestLine / 1024} KB, and lines that aren't text go to quarantine with their bytes and the reason.

## How values are read

- The value \`-\` is NULL.
- Strings are percent-decoded once, which restores what the viewer sent. A broken escape, and a character that is cut off at the end, are kept as logged. If the decoded text isn't UTF-8, the whole text is kept as logged. A plus sign is not decoded.
- Timestamps are in UTC, with milliseconds. Durations are in seconds, with fractions.
- If a value doesn't parse as its column's type, the column is NULL, and the column \`malformed_values\` contains the first 64 bytes of the value as \`name=value\`. Several are separated by tabs.
- If \`x-edge-request-id\` is NULL, the column \`sequence_number\` identifies the row: see [row identity](decisions/row-identity.md).

## Sensitive text

An [option](configuration.md#sensitive-text) for each kind says what happens to it:

- \`keep\`: it is stored as sent.
- \`drop\`: it is removed. A part of a text is replaced with \`REDACTED\`.
- \`hash\`: it is replaced with an HMAC-SHA-256, so that equal values have equal hashes.
- \`truncate\`, only for addresses: IPv4 is cut to /24, and IPv6 to /48.

[security.md](security.md#secrets) describes how secrets are recognized.

| Kind | Default | Applies to |
| --- | --- | --- |
| address | ${handling.addresses} | the viewer's addresses and, unless it is \`keep\`, every address in any other text |
| cookie | ${handling.cookies} | cookies, also in headers |
| headers | ${handling.headers} | values of headers with secret names |
| url | ${handling.urls} | values of parameters with secret names, passwords in URLs, JSON Web Tokens, and AWS access keys, in any text |
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
    type === 'timestamp' || unit === undefined ? type : `${type}, ${unit}`,
    escaped,
    decidedBy,
    sensitivity ?? '',
    since,
  ];
}
