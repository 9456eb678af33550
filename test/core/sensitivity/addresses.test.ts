import { createHmac } from 'node:crypto';
import { isIP } from 'node:net';
import fc from 'fast-check';
import {
  addressBeforePort,
  normalizeAddress,
  replaceAddress,
  replaceAddresses,
} from '../../../core/sensitivity/addresses.ts';
import { defaultSensitivityPolicy, type SensitivityPolicy } from '../../../core/sensitivity/policy.ts';

const policyOf = (addresses: SensitivityPolicy['addresses']): SensitivityPolicy => ({
  ...defaultSensitivityPolicy,
  addresses,
  hashKey: 'hash key',
});

function hash(value: string): string {
  return createHmac('sha256', 'hash key').update(value).digest('hex').slice(0, 32);
}

describe('an address', () => {
  it('is kept, hashed, or dropped according to the policy', () => {
    expect(replaceAddress('192.0.2.17', policyOf('keep'))).toBe('192.0.2.17');
    expect(replaceAddress('192.0.2.17', policyOf('hash'))).toBe(hash('192.0.2.17'));
    expect(replaceAddress('192.0.2.17', policyOf('drop'))).toBeUndefined();
  });

  it.each([
    ['192.0.2.17', '192.0.2.0'],
    ['192.0.2.17:443', '192.0.2.0'],
    ['255.255.255.255', '255.255.255.0'],
    ['2001:db8:2328:7f60:fc5c:8867:7522:1bef', '2001:db8:2328::'],
    ['2001:DB8:0ABC:1::', '2001:db8:abc::'],
    ['2001:db8::1', '2001:db8:0::'],
    ['::1', '0:0:0::'],
    ['::', '0:0:0::'],
    ['[2001:db8:1:2::3]', '2001:db8:1::'],
    ['[2001:db8:1:2::3]:443', '2001:db8:1::'],
    ['::ffff:192.0.2.17', '192.0.2.0'],
    ['::FFFF:c000:211', '192.0.2.0'],
    ['2001:db8:1:2:3:4:5:6:443', '2001:db8:1::'],
    ['fe80::1%eth0', 'fe80:0:0::'],
    [' "[2001:db8:1::2]" ', '2001:db8:1::'],
    ['64:ff9b::192.0.2.17', '64:ff9b::192.0.2.0'],
    ['2001:db8:1:2:3:4:192.0.2.17', '2001:db8:1::'],
  ])('%s is truncated to its network %s', (address, network) => {
    expect(replaceAddress(address, policyOf('truncate'))).toBe(network);
  });

  it.each([
    '',
    'unknown',
    '192.0.2',
    '192.0.2.256',
    'www.example.com',
    '_hidden',
    '2001:db8::g',
    '192.0.2.17:http',
    '1:2:3:4:5:6:7:8:9:10',
  ])('is dropped if it cannot be truncated because it is not an address: %p', (text) => {
    expect(replaceAddress(text, policyOf('truncate'))).toBeUndefined();
  });

  it('contains only 24 bits of a truncated IPv4 address', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const [a, b, c] = address.split('.');
        expect(replaceAddress(address, policyOf('truncate'))).toBe(`${a}.${b}.${c}.0`);
      }),
    );
  });

  it('contains only 48 bits of a truncated IPv6 address', () => {
    const groups = fc.array(fc.nat({ max: 0xffff }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(groups, (numbers) => {
        const address = numbers.map((number) => number.toString(16)).join(':');
        const network = replaceAddress(address, policyOf('truncate')) as string;
        expect(isIP(network)).toBe(6);
        expect(network).toBe(`${address.split(':').slice(0, 3).join(':')}::`);
      }),
    );
  });

  it('is still an address after truncation, in any notation', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const network = replaceAddress(address, policyOf('truncate')) as string;
        expect(isIP(network)).toBe(/^(?:0:){5}ffff:|^::ffff:[^:]+(?::[^:]+)?$/i.test(address) ? 4 : 6);
      }),
    );
  });
});

describe('the hash of an address', () => {
  it.each([
    [
      '192.0.2.17',
      [
        '192.0.2.17:443',
        ' 192.0.2.17',
        '::ffff:192.0.2.17',
        '[::ffff:192.0.2.17]:443',
        '::FFFF:C000:0211',
        '0:0:0:0:0:ffff:c000:211',
      ],
    ],
    [
      '2001:db8::a',
      [
        '2001:DB8::A',
        '2001:0db8:0000:0000:0000:0000:0000:000a',
        '2001:db8:0:0::a',
        '[2001:db8::a]',
        '[2001:db8::a]:443',
        '2001:db8::a:51000',
        '2001:db8:0:0:0:0:0:a:443',
        '2001:db8::a%eth0',
      ],
    ],
    ['2001:db8:0:1::', ['2001:db8:0:1:0:0:0:0', '2001:DB8::1:0:0:0:0']],
    ['::', ['0:0:0:0:0:0:0:0', '0::0']],
  ])('of %s is the same in every notation', (address, spellings) => {
    const hashes = spellings.map((spelling) => replaceAddress(spelling, policyOf('hash')));
    expect(hashes).toEqual(spellings.map(() => hash(address)));
  });

  it('is the hash of the RFC 5952 notation, for any groups', () => {
    const group = fc.oneof(fc.constant(0), fc.nat({ max: 0xffff }));
    fc.assert(
      fc.property(
        fc.array(group, { minLength: 8, maxLength: 8 }),
        fc.nat({ max: 65_535 }),
        (groups, port) => {
          const full = groups
            .map((number) => number.toString(16).padStart(4, '0'))
            .join(':')
            .toUpperCase();
          // The URL parser of Node.js is another implementation of RFC 5952.
          const expected = new URL(`http://[${full}]/`).hostname.slice(1, -1);
          fc.pre(!expected.startsWith('::ffff:'));
          expect(normalizeAddress(full)).toBe(expected);
          expect(normalizeAddress(`[${full}]:${port}`)).toBe(expected);
          expect(normalizeAddress(`${full}:${port}`)).toBe(expected);
        },
      ),
    );
  });

  it('of other text is the hash of the text', () => {
    expect(replaceAddress('unknown', policyOf('hash'))).toBe(hash('unknown'));
  });
});

describe('an address and its port without brackets', () => {
  it.each([
    ['2001:db8::a:443', '2001:db8::a'],
    ['2001:db8:0:0:0:0:0:a:51000', '2001:db8:0:0:0:0:0:a'],
    ['192.0.2.17:443', '192.0.2.17:443'],
    ['unknown', 'unknown'],
    ['', ''],
  ])('%p is the address %p', (text, address) => {
    expect(addressBeforePort(text)).toBe(address);
  });
});

describe('a list of addresses', () => {
  const list = '203.0.113.7, 2001:db8:1:2::3,unknown';

  it.each([
    ['keep', list],
    ['truncate', '203.0.113.0,2001:db8:1::'],
    ['hash', `${hash('203.0.113.7')},${hash('2001:db8:1:2::3')},${hash('unknown')}`],
    ['drop', undefined],
  ] as const)('is handled address by address according to the policy: %s', (addresses, expected) => {
    expect(replaceAddresses(list, policyOf(addresses))).toBe(expected);
  });

  it('is empty if nothing in it can be truncated', () => {
    expect(replaceAddresses('unknown, -', policyOf('truncate'))).toBeUndefined();
  });
});
