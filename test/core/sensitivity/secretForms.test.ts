import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import { columnText } from '../../support/fieldTexts.ts';
import { asLogged, headersAsLogged } from '../../support/logging.ts';

const secret = 's3cr3t';
const webToken =
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U';
const accessKey = 'AKIAIOSFODNN7EXAMPLE';
const accessSecret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

/** Fields with texts that a viewer, an origin, or the owner of a distribution decides. */
const textFields = [
  'cs-uri-stem',
  'cs-uri-query',
  'cs-referer',
  'cs-user-agent',
  'cs-host',
  'cs-accept',
  'cmcd-content-id',
  'cmcd-next-object-request',
  'viewer-request-log-data',
  'viewer-response-log-data',
  'sc-content-type',
  'x-forwarded-for',
  'a-field-that-the-catalog-does-not-know',
];

/** Returns the value of a column for a text that a viewer sent. */
function redact(sent: string, field = 'cs-referer', policy = defaultSensitivityPolicy): string | null {
  return columnText(field, asLogged(sent), policy);
}

describe.each(textFields)('in %s', (field) => {
  it.each([
    [
      'a password in a URL',
      `a https://user:${secret}@www.example.com/b?c=1`,
      'a https://user:REDACTED@www.example.com/b?c=1',
    ],
    ['a JSON Web Token', `a ${webToken} b`, 'a REDACTED b'],
    ['an AWS access key', `a ${accessKey}:${accessSecret} b`, 'a REDACTED:REDACTED b'],
    ['a parameter', `/a?b=1&access_token=${secret}`, '/a?b=1&access_token=REDACTED'],
  ])('%s is redacted', (_, sent, expected) => {
    expect(redact(sent, field)).toBe(expected);
  });
});

describe('a password in a URL', () => {
  it.each([
    ['https://user:S@www.example.com/a?b=1', 'https://user:R@www.example.com/a?b=1'],
    ['//user:S@www.example.com', '//user:R@www.example.com'],
    ['redis://:S@cache.example.com:6379/0', 'redis://:R@cache.example.com:6379/0'],
    ['https://user:S@S@www.example.com/a@b', 'https://user:R@www.example.com/a@b'],
    ['https://user:S:S=S&S@www.example.com/', 'https://user:R@www.example.com/'],
    ['https://u%40x:S%2FS@www.example.com/', 'https://u%40x:R@www.example.com/'],
    [
      '/?u=https://user:S@www.example.com/&email=a@example.com',
      '/?u=https://user:R@www.example.com/&email=a@example.com',
    ],
    [
      '/?u=https://user:S@www.example.com&email=a@example.com',
      '/?u=https://user:R@www.example.com&email=a@example.com',
    ],
    [
      '/?u=https%3A%2F%2Fuser%3AS%40www.example.com%2F&b=1',
      '/?u=https%3A%2F%2Fuser%3AR%40www.example.com%2F&b=1',
    ],
    [
      '/?u=https%253A%252F%252Fuser%253AS%2540www.example.com',
      '/?u=https%253A%252F%252Fuser%253AR%2540www.example.com',
    ],
    [
      'https://a:S@x.example.com/ https://b:S@y.example.com/',
      'https://a:R@x.example.com/ https://b:R@y.example.com/',
    ],
    ['https://TOKEN-0123456789abcdef@www.example.com/a', 'https://R@www.example.com/a'],
    ['https://TOKEN_0123456789ABCDEF:x-oauth-basic@www.example.com/', 'https://R@www.example.com/'],
    ['https%3A%2F%2Fk0123456789abcdefghi%3A%40www.example.com', 'https%3A%2F%2FR%40www.example.com'],
  ])('%s reads %s', (sent, expected) => {
    expect(redact(sent.replaceAll('S', secret))).toBe(expected.replaceAll('R', 'REDACTED'));
  });

  it.each([
    'https://www.example.com/@user:name',
    'mailto:user@example.com',
    'https://user@www.example.com/',
    'https://user:@www.example.com/',
    'https://www.example.com:8080/a@b',
    '/@scope/package@1.2.3',
    'a:b@c',
    '@',
    '//@',
    '//:@',
  ])('is not in %s', (sent) => {
    expect(redact(sent)).toBe(sent);
  });

  it('is redacted in headers, and hashed or kept according to the setting urls', () => {
    const sent = `https://user:${secret}@www.example.com/`;
    const logged = headersAsLogged([['Referer', sent]]);
    expect(columnText('cs-headers', logged)).toBe('Referer:https://user:REDACTED@www.example.com/\n');
    const hash = createHmac('sha256', 'key').update(secret).digest('hex').slice(0, 32);
    const hashed = { ...defaultSensitivityPolicy, urls: 'hash', hashKey: 'key' } as const;
    expect(redact(sent, 'cs-referer', hashed)).toBe(`https://user:${hash}@www.example.com/`);
    expect(redact(sent, 'cs-referer', { ...defaultSensitivityPolicy, urls: 'keep' })).toBe(sent);
  });
});

describe('a JSON Web Token', () => {
  it.each([
    [`/login/${webToken}/done`, '/login/REDACTED/done'],
    [`Bearer%20${webToken}`, 'Bearer%20REDACTED'],
    [`x=${webToken}&y=${webToken}`, 'x=REDACTED&y=REDACTED'],
    ['eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.', 'REDACTED'],
    ['eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM', 'REDACTED'],
    ['eyJhbGciOiJSU0EifQ.a.b.c.d e', 'REDACTED e'],
    [encodeURIComponent(encodeURIComponent(`"${webToken}"`)), '%2522REDACTED%2522'],
  ])('%s reads %s', (sent, expected) => {
    expect(redact(sent, 'cs-user-agent')).toBe(expected);
  });

  it.each([
    'eyJ',
    'eyJ.',
    'eyJ.a',
    'eyJhbGci.min',
    'eyJpbWFnZSI6ImEuanBnIn0',
    'J.J.J',
    'yJ.a.b',
    '/eyJeyJeyJ',
  ])('is not %s', (sent) => {
    expect(redact(sent)).toBe(sent);
  });
});

describe('an AWS access key ID', () => {
  it.each([
    [`${accessKey}`, 'REDACTED'],
    [`id ASIAIOSFODNN7EXAMPLE, ${accessSecret}.`, 'id REDACTED, REDACTED.'],
    [`${accessSecret} ${accessKey}`, 'REDACTED REDACTED'],
    [`/put/${accessKey}/${accessSecret}/now`, '/put/REDACTED/REDACTED'],
    [`a=${accessKey}&b=${encodeURIComponent(accessSecret)}&c=1`, 'a=REDACTED&b=REDACTED&c=1'],
    [`${accessKey} ${'FwoGZXIvYXdzE'.repeat(20)}== x`, 'REDACTED REDACTED x'],
  ])('%s reads %s', (sent, expected) => {
    const text = redact(sent, 'cs-user-agent');
    expect(text).not.toMatch(/wJalr|AKIA|ASIA|FwoG/);
    expect(text?.startsWith(expected)).toBe(true);
  });

  it.each([
    'AKIA',
    'AKIAIOSFODNN7EXAMPL',
    'AKIAiosfodnn7example',
    `A/${accessSecret}`,
    'MAKIAVELLI',
    'I',
    'AI',
  ])('is not %s', (sent) => {
    expect(redact(sent)).toBe(sent);
  });
});

describe('secrets by form', () => {
  const noise = fc.constantFrom(
    'a',
    'https://',
    '//',
    '/',
    ':',
    '@',
    '"',
    '=',
    '&',
    '%',
    '%40',
    '%2F%2F',
    'eyJ',
    '.',
    'AKIA',
    ' ',
    'é',
    '\n',
    '{',
    '}',
    'token',
  );
  const text = fc.array(noise, { maxLength: 8 }).map((pieces) => pieces.join(''));

  it('are never kept, for any surrounding text and any number of encodings', () => {
    const found = fc.constantFrom(
      ` https://user:${secret}@www.example.com/ `,
      ` ${webToken.replaceAll('.', `.${secret}`)} `,
      ` ${accessKey} `,
    );
    fc.assert(
      fc.property(text, found, text, fc.integer({ min: 0, max: 3 }), (before, one, behind, times) => {
        let sent = before + one + behind;
        for (let time = 0; time < times; time++) sent = encodeURIComponent(sent);
        expect(redact(sent, 'cs-user-agent')).not.toMatch(/s3cr3t|AKIAIOSFODNN7/);
      }),
      { numRuns: 1000 },
    );
  });
});
