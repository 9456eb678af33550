import fc from 'fast-check';
import { ByteWriter } from '../../../core/columns/byteWriter.ts';
import { headersDecoder } from '../../../core/sensitivity/decodeHeaders.ts';
import { HeaderLines, type HeadersDecoder } from '../../../core/sensitivity/headerLines.ts';
import { defaultSensitivityPolicy, type SensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import { linesOfFields } from '../../support/columns.ts';
import { propertyRuns } from '../../support/propertyRuns.ts';

/** The results of `append` for headers as logged, one after the other. */
function appended(append: (...written: Parameters<HeadersDecoder>) => unknown, logged: string): string {
  const lines = linesOfFields([[logged]]);
  const heap = new ByteWriter(16);
  append(lines, lines.bounds[0] + 1, lines.bounds[1], heap);
  return heap.used().toString('latin1');
}

/** Lines of headers that call a writer, and the texts with which they called it. */
function observedLines(): { readonly lines: HeaderLines; readonly written: string[] } {
  const written: string[] = [];
  const decode = headersDecoder(defaultSensitivityPolicy);
  const lines = new HeaderLines((source, start, end, heap) => {
    written.push(source.bytes.toString('latin1', start, end));
    return decode(source, start, end, heap);
  });
  return { lines, written };
}

const pieces = [
  ...[
    'Host:',
    'cookie:',
    'X-Api-Key:',
    'X-Forwarded-For:',
    'Refe%72er:',
    ':',
    'www.example.com',
    'a',
    ' ',
    '%20',
  ],
  ...[
    '?token=abc',
    '&',
    '%3D',
    '%22token%22:%22x%22',
    'eyJhbGciOiJI.eyJzdWIi.c2ln',
    'eyJ',
    'AKIAABCDEFGHIJKLMNOP',
  ],
  ...[
    'https://u:p@h',
    '192.0.2.1',
    '2001:db8::1',
    '%C3%A9',
    '%C3',
    '%E2%82',
    '%FF',
    'é',
    '%',
    '%2',
    '%0',
    '0A',
    '%250A',
  ],
  'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEYxx',
];
const policies: SensitivityPolicy[] = [
  defaultSensitivityPolicy,
  { addresses: 'hash', cookies: 'hash', headers: 'hash', urls: 'hash', custom: 'keep', hashKey: 'key' },
  { ...defaultSensitivityPolicy, addresses: 'truncate', urls: 'keep' },
];

describe('HeaderLines', () => {
  it.each(policies)('produces the same text as writing all headers at once: %j', (policy) => {
    const decode = headersDecoder(policy);
    const lines = new HeaderLines(decode);
    const line = fc
      .tuple(
        fc.array(fc.constantFrom(...pieces), { maxLength: 4 }),
        fc.constantFrom('%0A', '%0a', '%0A%0A', '%%0A', ''),
      )
      .map(([texts, end]) => texts.join('') + end);
    // Repeated lines come from a short list, in any order.
    const texts = fc.array(line, { minLength: 3, maxLength: 6 }).chain((known) =>
      fc.array(
        fc.array(fc.oneof(fc.constantFrom(...known), line), { maxLength: 6 }).map((all) => all.join('')),
        { minLength: 4, maxLength: 8 },
      ),
    );
    fc.assert(
      fc.property(texts, (all) => {
        for (const text of all) {
          expect(appended(lines.append.bind(lines), text)).toBe(appended(decode, text));
        }
      }),
      { numRuns: propertyRuns(100) },
    );
  });

  it('does not take a line with the same hash for a remembered one', () => {
    const [remembered, other] = ['A:000034uiz5%0A', 'A:000051auzu%0A'];
    const { lines, written } = observedLines();
    const append = lines.append.bind(lines);
    for (const line of [remembered, remembered, remembered]) appended(append, line);
    expect(appended(append, `${other}B:1`)).toBe('A:000051auzu\nB:1');
    // If the hash function changes and the lines no longer collide, the new line is written with the one after it.
    expect(written.slice(2)).toEqual([other, 'B:1']);
  });

  it('writes a repeated line only twice', () => {
    const { lines, written } = observedLines();
    for (let index = 0; index < 4; index++) {
      appended(lines.append.bind(lines), `Host:www.example.com%0ATraceparent:${index}%0AAccept:*/*%0A`);
    }
    expect(written).toEqual([
      'Host:www.example.com%0ATraceparent:0%0AAccept:*/*%0A',
      'Host:www.example.com%0A',
      'Traceparent:1%0A',
      'Accept:*/*%0A',
      'Traceparent:2%0A',
      'Traceparent:3%0A',
    ]);
  });

  it.each([' ', '%20', '%09'])('writes headers together if a line begins with "%s"', (space) => {
    const { lines, written } = observedLines();
    const text = `Authorization:a%0A${space}b%0AHost:www.example.com%0A`;
    const results = [1, 2, 3].map(() => appended(lines.append.bind(lines), text));
    expect(results).toEqual(Array(3).fill('Authorization:REDACTED\nREDACTED\nHost:www.example.com\n'));
    expect(written.at(-1)).toBe(text);
  });

  it('stays correct when more lines repeat than it remembers', () => {
    const { lines } = observedLines();
    const texts = Array.from({ length: 1_500 }, (_, index) => `${'X'.repeat(400)}:%22${index}%22%0A`);
    for (const text of [...texts, ...texts, ...texts]) {
      expect(appended(lines.append.bind(lines), text)).toBe(text.replaceAll('%22', '"').replace('%0A', '\n'));
    }
  });
});
