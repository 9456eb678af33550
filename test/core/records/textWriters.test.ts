import { createHmac } from 'node:crypto';
import { fields } from '../../../core/fields/catalog.ts';
import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import { columnText } from '../../support/fieldTexts.ts';

const hashKey = 'hash key';
const policyOf = (policy: Partial<typeof defaultSensitivityPolicy>) => ({
  ...defaultSensitivityPolicy,
  hashKey,
  ...policy,
});

function hash(value: string): string {
  return createHmac('sha256', hashKey).update(value).digest('hex').slice(0, 32);
}

describe('the text of a field', () => {
  it.each(
    fields.filter(({ type, form, sensitivity }) => type === 'string' && !form && !sensitivity),
  )('is decoded once if others decide it: $name', ({ name }) => {
    expect(columnText(name, 'a%20%2520%C3%A9')).toBe('a %20é');
  });

  it.each(
    fields.filter(({ type, form, sensitivity }) => type === 'string' && form && !sensitivity),
  )('is as logged if the edge writes it in a strict form: $name', ({ name }) => {
    expect(columnText(name, 'Hit')).toBe('Hit');
    expect(columnText(name, 'a%20b')).toBe('a%20b');
  });

  it('of a field that is not in the catalog is decoded once', () => {
    expect(columnText('x-new-field', 'a%20%2520')).toBe('a %20');
  });
});

describe.each([
  'cs-cookie',
  'viewer-request-log-data',
  'viewer-response-log-data',
])('the text of %s', (field) => {
  const kind = field === 'cs-cookie' ? 'cookies' : 'custom';

  it.each([
    ['keep', 'session=1; é'],
    ['drop', null],
    ['hash', hash('session=1; é')],
  ] as const)('is handled completely according to the policy: %s', (handling, expected) => {
    expect(columnText(field, 'session=1;%20%C3%A9', policyOf({ [kind]: handling }))).toBe(expected);
  });

  it('is handled completely also if it stays as logged', () => {
    expect(columnText(field, 'session=%FF', policyOf({ [kind]: 'hash' }))).toBe(hash('session=%FF'));
    expect(columnText(field, 'session=%FF', policyOf({ [kind]: 'drop' }))).toBeNull();
  });
});

it('of a cookie is dropped, and of functions is kept, by default', () => {
  expect(columnText('cs-cookie', 'a=1')).toBeNull();
  expect(columnText('viewer-request-log-data', 'a=1')).toBe('a=1');
});

describe("the viewer's address", () => {
  it.each([
    ['keep', '192.0.2.17', '2001:db8:1:2::3'],
    ['truncate', '192.0.2.0', '2001:db8:1::'],
    ['hash', hash('192.0.2.17'), hash('2001:db8:1:2::3')],
    ['drop', null, null],
  ] as const)('is handled in c-ip according to the policy: %s', (addresses, ofIpv4, ofIpv6) => {
    const policy = policyOf({ addresses });
    expect(columnText('c-ip', '192.0.2.17', policy)).toBe(ofIpv4);
    expect(columnText('c-ip', '2001:db8:1:2::3', policy)).toBe(ofIpv6);
  });

  it.each([
    ['keep', '203.0.113.7, 2001:db8:1:2::3'],
    ['truncate', '203.0.113.0,2001:db8:1::'],
    ['hash', `${hash('203.0.113.7')},${hash('2001:db8:1:2::3')}`],
    ['drop', null],
  ] as const)('is handled in x-forwarded-for according to the policy: %s', (addresses, expected) => {
    const logged = '203.0.113.7,%202001:db8:1:2::3';
    expect(columnText('x-forwarded-for', logged, policyOf({ addresses }))).toBe(expected);
  });

  it('has the same hash in every place', () => {
    const policy = policyOf({ addresses: 'hash' });
    expect([
      columnText('c-ip', '203.0.113.7', policy),
      columnText('x-forwarded-for', '203.0.113.7', policy),
      columnText('cs-headers', 'X-Forwarded-For:%20203.0.113.7%0A', policy),
    ]).toEqual([hash('203.0.113.7'), hash('203.0.113.7'), `X-Forwarded-For:${hash('203.0.113.7')}\n`]);
  });

  it('of the edge server is not handled', () => {
    expect(columnText('s-ip', '198.51.100.4', policyOf({ addresses: 'drop' }))).toBe('198.51.100.4');
  });
});
