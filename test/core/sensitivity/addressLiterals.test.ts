import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { type AddressHandling, defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import { columnText, columnTexts } from '../../support/fieldTexts.ts';
import { asLogged } from '../../support/logging.ts';

const policyOf = (addresses: AddressHandling) => ({ ...defaultSensitivityPolicy, addresses, hashKey: 'key' });

/** Returns the value of a column for a text that a viewer sent. */
function redact(sent: string, addresses: AddressHandling = 'truncate', field = 'cs-referer'): string | null {
  return columnText(field, asLogged(sent), policyOf(addresses));
}

function hash(address: string): string {
  return createHmac('sha256', 'key').update(address).digest('hex').slice(0, 32);
}

describe('addresses in a text', () => {
  it.each([
    ['203.0.113.7', '203.0.113.0'],
    ['a=203.0.113.7&b=198.51.100.9', 'a=203.0.113.0&b=198.51.100.0'],
    ['https://203.0.113.7:8080/a', 'https://203.0.113.0:8080/a'],
    ['from 203.0.113.7, then 203.0.113.8.', 'from 203.0.113.0, then 203.0.113.0.'],
    ['client_203.0.113.7_end', 'client_203.0.113.0_end'],
    ['203.0.113.7-203.0.113.9', '203.0.113.0-203.0.113.0'],
    ['/lookup/203.0.113.7', '/lookup/203.0.113.0'],
    ['/ip/8.8.8.8/whois', '/ip/8.8.8.0/whois'],
    ['/clientIp/8.8.8.8', '/clientIp/8.8.8.0'],
    ['?app=8.8.8.8', '?app=8.8.8.0'],
    ['2001:db8:1:2::3', '2001:db8:1::'],
    ['[2001:DB8:1:2::3]:443', '[2001:db8:1::]:443'],
    ['node:2001:db8:1:2::3.', 'node:2001:db8:1::.'],
    ['addr:2001:db8:1:2::3', 'addr:2001:db8:1::'],
    ['"2001:db8:1:2:3:4:5:6:51000"', '"2001:db8:1:::51000"'],
    ['::ffff:203.0.113.7', '203.0.113.0'],
    ['a ::1 b', 'a 0:0:0:: b'],
    ['?ip=2001%3Adb8%3A1%3A2%3A%3A3&a=1', '?ip=2001:db8:1::&a=1'],
    ['?u=%2F%3Fip%3D203.0.113.7%26b', '?u=%2F%3Fip%3D203.0.113.0%26b'],
  ])('%s reads %s', (sent, expected) => {
    expect(redact(sent)).toBe(expected);
    expect(redact(sent, 'keep')).toBe(sent);
    for (const addresses of ['hash', 'drop'] as const) expect(redact(sent, addresses)).not.toBe(sent);
  });

  it('are hashed like those of c-ip, and replaced with a word if dropped', () => {
    expect(redact('ip=[2001:DB8:0::A]:443;', 'hash')).toBe(`ip=[${hash('2001:db8::a')}]:443;`);
    expect(redact('ip=203.0.113.7;b=1', 'drop')).toBe('ip=REDACTED;b=1');
  });

  it.each([
    '::',
    'a :: b',
    'std::dec',
    'Foo::Bar',
    'a::b',
    'face::add',
    'c::',
    '12:34:56',
    '2026-11-20T12:34:56',
    'aa:bb:cc:dd:ee:ff',
    '00:11:22:33:44:55',
    '203.0.113',
    '203.0.113.7.8',
    '203.0.113.256',
    '1.203.0.113.7',
    'x203.0.113.7',
    '203.0.113.7x',
    ':',
    '...',
    '1:2',
    `${'a1:'.repeat(40)}`,
  ])('are not in %s', (sent) => {
    expect(redact(sent, 'drop')).toBe(sent);
  });

  it.each([
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.0.0',
    'okhttp/4.9.0.1',
    'Roku/DVP-12.0 (12.0.0.4182)',
    'Foo/203.0.113.7',
    '(compatible; Android 1.2.3.4; de)',
    '/jquery/3.4.1.0/jquery.js',
    '/releases/v1.2.3.4/app.js',
    '/app/10.0.0.25/main.js',
    '/chrome/120.0.0.0/a',
    'setup-1.2.3.4.exe',
    '/setup_1.2.3.4.zip',
    '?v=1.2.3.4',
    '?appVersion=1.2.3.4&b=1',
    '?ver=203.0.113.7',
    'Version: 1.2.3.4',
    '"Not_A Brand";v="8.0.0.0"',
    'rv:1.2.3.4',
    '?u=%2Fapp%2F1.2.3.4%2Fmain.js',
    'Windows NT 10.0.0.1',
  ])('are not versions: %s', (sent) => {
    expect(redact(sent, 'drop')).toBe(sent);
  });

  it('are handled in every kept text, except the address of the edge server', () => {
    const fields = [
      'cs-uri-stem',
      'cs-uri-query',
      'cs-user-agent',
      'cs-host',
      'x-host-header',
      'cmcd-session-id',
      'viewer-request-log-data',
      'r-host',
      'a-new-field',
    ];
    for (const field of fields) expect(redact('203.0.113.7', 'truncate', field)).toBe('203.0.113.0');
    expect(columnText('cs-cookie', 'ip=203.0.113.7', { ...policyOf('truncate'), cookies: 'keep' })).toBe(
      'ip=203.0.113.0',
    );
    expect(columnText('s-ip', '203.0.113.7', policyOf('drop'))).toBe('203.0.113.7');
  });
});

describe('the user agents of the examples', () => {
  const folder = join(import.meta.dirname, '../../../examples');
  const agents = ['video-62-fields', 'website-20-fields', 'website-46-fields'].flatMap((name) => {
    const fields = readFileSync(join(folder, `${name}.fields.txt`), 'utf8')
      .trim()
      .split(/[\s,]+/);
    const place = fields.indexOf('cs-user-agent');
    const lines = gunzipSync(readFileSync(join(folder, `${name}.tsv.gz`)))
      .toString()
      .trim()
      .split('\n');
    return lines.map((line) => line.split('\t')[place]);
  });

  it('contain no address, even though some contain four numbers with dots', () => {
    const distinct = [...new Set(agents)];
    expect(distinct.filter((agent) => /\d+\.0\.0\.0/.test(agent)).length).toBeGreaterThan(0);
    expect(columnTexts('cs-user-agent', distinct, policyOf('drop'))).toEqual(
      columnTexts('cs-user-agent', distinct),
    );
  });
});

describe('every address', () => {
  const separator = fc.constantFrom(' ', ', ', '=', '"', ';', '(', '&ip=', '?', '//', 'for=', '|');
  const end = fc.constantFrom(' ', ', ', '"', ';', ')', '&b=', '?', '/', '|', ':443 ');
  const encoded = fc.integer({ min: 0, max: 3 });
  const encode = (text: string, times: number) =>
    Array.from({ length: times }).reduce<string>((all) => encodeURIComponent(all), text);

  it('of IPv4 is replaced, no matter what separates it from the rest', () => {
    fc.assert(
      fc.property(fc.ipV4(), separator, end, encoded, (address, before, behind, times) => {
        const sent = encode(`${before}${address}${behind}`, times);
        expect(redact(sent, 'hash')).toContain(hash(address));
        expect(decodeURIComponent(redact(sent, 'hash') as string)).not.toContain(address);
      }),
    );
  });

  it('of IPv6 is replaced, no matter what separates it from the rest', () => {
    const groups = fc.array(fc.nat({ max: 0xffff }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(groups, separator, end, encoded, (numbers, before, behind, times) => {
        const address = [0x2001, ...numbers.slice(1)].map((number) => number.toString(16)).join(':');
        const sent = encode(`${before}${address}${behind}`, times);
        expect(redact(sent, 'drop')).toBe(
          encode(`${before}§${behind}`, times).replace(/%(25)*C2%(25)*A7|§/, 'REDACTED'),
        );
      }),
    );
  });
});
