import '../support/countWork.ts';
import { isSafe } from 'redos-detector';
import { ByteStrings } from '../../core/columns/byteStrings.ts';
import { hashBytes } from '../../core/columns/hashBytes.ts';
import { formPatterns } from '../../core/fields/forms.ts';
import { expectedLayouts } from '../../core/layouts/layout.ts';
import { defaultSensitivityPolicy, type SensitivityPolicy } from '../../core/sensitivity/policy.ts';
import { batchOf } from '../support/batches.ts';
import { fields46 } from '../support/fieldLists.ts';
import { findFasterGrowth } from '../support/growth.ts';
import { asLogged } from '../support/logging.ts';
import { lineOf } from '../support/records.ts';
import { metricsSettings, newTransform } from '../support/transforming.ts';

const now = Date.parse('2026-11-20T13:05:00Z');
const truncate: SensitivityPolicy = { ...defaultSensitivityPolicy, addresses: 'truncate' };

/** A layout of the same length that has a field written by the edge instead of `cs-host`. */
function withAtHost(field: string): string[] {
  const by = fields46.indexOf(field) - fields46.indexOf('cs-host');
  return [...fields46.slice(by), ...fields46.slice(0, by)];
}
const formsAtHost = ['ssl-cipher', 'x-edge-request-id', 'x-edge-result-type', 'c-ip', 'origin-fbl'];
const layouts = [
  ...formsAtHost.map((field) => ({
    fields: withAtHost(field),
    status: 'confirmed' as const,
    since: '2026-11-20T00:00:00Z',
  })),
  ...expectedLayouts(fields46),
];

/** Parts that a client can repeat in a text. */
const repeated: readonly [name: string, part: string][] = [
  ['percent signs', '%'],
  ['broken escapes', '%2'],
  ['escapes of percent signs', '%25'],
  ['escapes of bytes that are not UTF-8', '%ff'],
  ['equals signs', '='],
  ['percent and equals signs', '%='],
  ['secrets', 'token=a&'],
  ['secrets after encoded equals signs', 'token%3Da%26'],
  ['secrets encoded twice', 'token%253Da%2526'],
  ['unterminated secrets', 'token%3D'],
  ['escaped names', '%74%6f%6b%65%6e='],
  ['header lines', 'a:\n'],
  ['headers with secrets', 'X-Token:a\n'],
  ['headers with addresses', 'X-Real-Ip:1.1.1.1,1.1.1.1\n'],
  ['colons', ':'],
  ['commas', ','],
  ['addresses', '1.1.1.1,'],
  ['brackets', '[]'],
  ['hyphens', '-'],
  ['capital letters', 'A'],
  ['capitalized words', 'Aa'],
  ['digits', '9'],
  ['dots', '.'],
  ['spaces', ' '],
  ['emoji', '\u{1f600}'],
  ['at signs', '@'],
  ['users of URLs', '//a@'],
  ['passwords of URLs', '//a:b@'],
  ['encoded passwords of URLs', '%2F%2Fa%3Ab%40'],
  ['beginnings of JSON Web Tokens', 'eyJ'],
  ['halves of JSON Web Tokens', 'eyJa.'],
  ['JSON Web Tokens', 'eyJa.b.c '],
  ['beginnings of JSON in base64', 'eyJ+'],
  ['beginnings of URLs in base64', 'aHR0c'],
  ['pairs with encoded colons', 'token%3A+'],
  ['unterminated pairs', "token: '"],
  ['access key ids', 'AKIAIOSFODNN7EXAMPLE'],
  ['quotes', '"'],
  ['secret JSON members', '"token":{'],
  ['brackets of names', 'a[b]='],
  ['names of many words', 'aB_'],
  ['beginnings of IPv6', 'a:'],
  ['double colons', '1::'],
  ['versions', 'a/1.1.1.1 '],
  ['quotes and versions', '"1.1.1.1'],
];
const fieldsOfClient = [
  'cs-uri-stem',
  'cs-uri-query',
  'cs-referer',
  'cs-headers',
  'x-forwarded-for',
  'cs-host',
  'cs-user-agent',
];

describe('text from a client', () => {
  const transform = newTransform(fields46, { layouts, policy: truncate, metrics: metricsSettings() });

  it.each(repeated)('made only of %s takes work proportional to its length', (_, part) => {
    // Eight times as much text in every field still fits into the maximum line of 256 KB.
    const faster = findFasterGrowth(200, (size) => {
      const text = part.repeat(size / part.length);
      const values = fieldsOfClient.map((field) => [field, asLogged(`?${text}!`)]);
      const line = lineOf(fields46, { ...Object.fromEntries(values), 'cs-host': asLogged(`A${text}!`) });
      const batch = batchOf([line]);
      expect(transform.transform(batch, now).health.rows).toBe(1);
      return () => transform.transform(batch, now);
    });
    expect(faster).toEqual([]);
  });
});

describe('values with colliding hashes', () => {
  /** Texts whose hashes share their lowest bits, so that all of them start at the same slot. */
  function makeCollidingTexts(count: number, mask: number): Buffer[] {
    const found: Buffer[] = [];
    const bytes = Buffer.alloc(32);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let number = 0; found.length < count; number++) {
      bytes.writeUInt32LE(number, 4);
      if ((hashBytes(view, 0, 12) & mask) === 0) found.push(Buffer.from(bytes.subarray(0, 12)));
    }
    return found;
  }

  it('require work proportional to their number', () => {
    const texts = makeCollidingTexts(400, 1023);
    const faster = findFasterGrowth(50, (size) => {
      const memory = Buffer.alloc(size * 12 + 16);
      memory.set(Buffer.concat(texts.slice(0, size)));
      const view = new DataView(memory.buffer, memory.byteOffset, memory.length);
      return () => {
        const strings = new ByteStrings();
        for (let round = 0; round < 20; round++) {
          for (let at = 0; at < size * 12; at += 12)
            strings.intern(view, at, 12, view.getInt32(at, true), view.getInt32(at + 8, true));
        }
      };
    });
    expect(faster).toEqual([]);
  });
});

describe('many distinct values', () => {
  const transform = newTransform(fields46, { metrics: metricsSettings() });

  // With as many cache behaviors as hosts, a table of hosts by behaviors would grow with the square of both.
  it.each([
    'x-host-header',
    ...fieldsOfClient,
  ])('of %s and of cache behaviors require work and memory proportional to their number', (field) => {
    const faster = findFasterGrowth(100, (size) => {
      const lines = Array.from({ length: size }, (_, index) =>
        lineOf(fields46, {
          [field]: `www${index}.example.com`,
          'cache-behavior-path-pattern': `/${index}/*`,
        }),
      );
      const batch = batchOf(lines);
      return () => transform.transform(batch, now);
    });
    expect(faster).toEqual([]);
  });
});

describe('a form that is matched with values from clients', () => {
  it.each(Object.entries(formPatterns))('backtracks a fixed number of times at most: %s', (_, pattern) => {
    expect(isSafe(pattern, { maxScore: 10 })).toMatchObject({ error: null, safe: true });
  });
});
