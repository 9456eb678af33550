import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import { columnText } from '../../support/fieldTexts.ts';
import { asLogged } from '../../support/logging.ts';

const secretNames = [
  'Signature',
  'Policy',
  'Key-Pair-Id',
  'X-Amz-Signature',
  'X-Amz-Security-Token',
  'X-Amz-Credential',
  'access_token',
  'id_token',
  'refresh_token',
  'token',
  'code',
  'password',
  'secret',
  'api_key',
  'apikey',
  'key',
];

/** The secret value in all tests. No other text contains it. */
const secret = 's3cr3t';

const urlFields = ['cs-uri-stem', 'cs-uri-query', 'cs-referer', 'cmcd-next-object-request'];
const hashed = { ...defaultSensitivityPolicy, urls: 'hash', hashKey: 'hash key' } as const;

/** Escapes a character, and encodes it so that it is percent-encoded `times` times. */
function escapeTimes(character: string, times: number): string {
  return `%${'25'.repeat(times - 1)}${character.charCodeAt(0).toString(16)}`;
}

/** Returns the value of the column `cs_uri_stem` for a URL that a viewer sent. */
function redact(sent: string, policy = defaultSensitivityPolicy): string | null {
  return columnText('cs-uri-stem', asLogged(sent), policy);
}

describe.each(urlFields)('a URL in %s', (field) => {
  it.each(secretNames)('has the value of %s redacted, in any case of letters', (name) => {
    for (const spelled of [name, name.toUpperCase(), name.toLowerCase()]) {
      expect(columnText(field, `/a?${spelled}=${secret}&b=1`)).toBe(`/a?${spelled}=REDACTED&b=1`);
      expect(columnText(field, `/a?b=1&${spelled}=${secret}`)).toBe(`/a?b=1&${spelled}=REDACTED`);
    }
  });

  it('keeps secret values if the policy keeps them', () => {
    const policy = { ...defaultSensitivityPolicy, urls: 'keep' } as const;
    expect(columnText(field, `/a?token=${secret}&b=1`, policy)).toBe(`/a?token=${secret}&b=1`);
  });

  it('has each secret value hashed if the policy hashes them', () => {
    const hash = (value: string) => createHmac('sha256', 'hash key').update(value).digest('hex').slice(0, 32);
    expect(columnText(field, '/a?token=one&b=1&code=two', hashed)).toBe(
      `/a?token=${hash('one')}&b=1&code=${hash('two')}`,
    );
  });
});

describe('secret parameters of a URL', () => {
  it.each([
    ['in sequence', '/a?token=S&code=S&x=1&key=S', '/a?token=R&code=R&x=1&key=R'],
    ['of the same name', '/a?key=S&key=S', '/a?key=R&key=R'],
    ['with equals signs in the value', '/a?token=S=S==&b=1', '/a?token=R&b=1'],
    ['behind a semicolon', '/a?b=1;token=S', '/a?b=1;token=R'],
    [
      'in a fragment',
      'https://www.example.com/#access_token=S&b=1',
      'https://www.example.com/#access_token=R&b=1',
    ],
    ['before a fragment', '/a?token=S#part', '/a?token=R#part'],
    ['behind a second question mark', '/a?b=1?token=S', '/a?b=1?token=R'],
    ['of a path', '/a;token=S/b?c=1', '/a;token=R'],
    ['with escapes in the value', '/a?password=S%26S%3DS%20S%23S&b=1', '/a?password=R&b=1'],
    ['with spaces in the value', '/a?password=S S\tS&b=1', '/a?password=R&b=1'],
    ['with letters of several bytes in the value', '/a?password=SéS語S&b=é', '/a?password=R&b=é'],
    ['without a value', '/a?token=&b=1', '/a?token=&b=1'],
    ['without an equals sign', '/a?token&b=1', '/a?token&b=1'],
  ])('%s are redacted and nothing else', (_, sent, expected) => {
    expect(redact(sent.replaceAll('S', secret))).toBe(expected.replaceAll('R', 'REDACTED'));
  });

  it.each([
    '/a?monkey=1&keyword=2&decode=3&postcode=4&max_tokens=5&token_type=6',
    '/a?authority=1&codec=2&zipcode=3&session_count=4&sort_key=5&public_key=6',
    '/code=1/key=2',
    '/a?CMCD=bl%3D21300%2Csid%3D%22a1b2%22',
    '/a?data=QXV0aFNpZw==&b=1',
    '/a?b=token&c=key',
    '/a?b=key=1',
    '/?q=100%25&x=%zz&y=%',
    '/a?=1&&=2',
  ])('are not found in %s', (sent) => {
    expect(redact(sent)).toBe(sent);
  });

  it('are found at the beginning of a query string, but not of a path', () => {
    expect(columnText('cs-uri-query', `token=${secret}&b=1`)).toBe('token=REDACTED&b=1');
    expect(columnText('cs-uri-query', `%2574oken=${secret}`)).toBe('%74oken=REDACTED');
    expect(columnText('cs-uri-query', `code=${secret}&b=1`)).toBe('code=REDACTED&b=1');
    expect(columnText('cs-uri-stem', 'code=1')).toBe('code=1');
  });

  it.each([1, 2, 3])('are found in a URL that is a parameter, encoded %i times', (times) => {
    let inner = `https://www.example.com/?a=1&token=${secret}&b=2#c`;
    for (let time = 0; time < times; time++) inner = encodeURIComponent(inner);
    const sent = `/login?next=${inner}&d=3`;
    expect(redact(sent)).toBe(sent.replace(secret, 'REDACTED'));
  });

  it.each([
    1, 2, 3,
  ])('end at a separator of the same URL, not at one in the value, encoded %i times', (times) => {
    let inner = `https://www.example.com/?password=${encodeURIComponent(`${secret}&${secret}#${secret}`)}&b=2`;
    let after = '&b=2';
    for (let time = 0; time < times; time++) {
      inner = encodeURIComponent(inner);
      after = encodeURIComponent(after);
    }
    const kept = redact(`/login?next=${inner}&d=3`);
    expect(kept).not.toContain(secret);
    expect(kept).toMatch(new RegExp(`REDACTED${after}&d=3$`));
  });

  it.each(secretNames)('are found by %s with any of its letters escaped, up to four times', (name) => {
    for (let times = 1; times <= 4; times++) {
      const escaped = [...name].map((letter) => escapeTimes(letter, times));
      for (let place = 0; place < name.length; place++) {
        const spelled = name.slice(0, place) + escaped[place] + name.slice(place + 1);
        expect(redact(`/a?b=1&${spelled}=${secret}`)).toBe(`/a?b=1&${spelled}=REDACTED`);
      }
      expect(redact(`/a?b=1&${escaped.join('')}=${secret}`)).toBe(`/a?b=1&${escaped.join('')}=REDACTED`);
    }
  });

  it.each([
    ['an escaped equals sign', '/a?token%3DS'],
    ['an equals sign escaped in lowercase', '/a?token%3dS'],
    ['an equals sign escaped four times', '/a?token%2525253DS'],
    ['an escaped separator', '/a%3Ftoken=S'],
    ['everything escaped', '/a%3f%74%6f%6b%65%6e%3dS'],
    ['many escapes before it', `/a?b=${'%20'.repeat(300)}&token=S`],
    ['a long value before it', `/a?b=${'x'.repeat(5000)}&token=S`],
    ['a broken escape before it', '/a?b=%&token=S'],
    ['half an escape before it', '/a?b=%2&token=S'],
    ['an invalid one before it', '/a?b=%zz&token=S'],
    ['broken escapes in the value', '/a?token=S%S%zS%2'],
    ['no end', '/a?token=S%'],
  ])('are found with %s', (_, sent) => {
    expect(redact(sent.replaceAll('S', secret))).not.toContain(secret);
  });

  it('are found if the text stays as logged because it is not UTF-8', () => {
    const logged = `/a?b=%FF&token=${secret}%FE&c=1`;
    expect(columnText('cs-uri-stem', logged)).toBe('/a?b=%FF&token=REDACTED&c=1');
  });

  it('are never kept, for any nesting of URLs and any notation of names', () => {
    const value = fc
      .array(fc.constantFrom('&', '=', '#', '%', ';', '?', ' ', '+', '/', 'é', '%26', '%3D', ''))
      .map((separators) => separators.map((separator) => secret + separator).join('') + secret);
    const name = fc
      .tuple(
        fc.constantFrom(...secretNames),
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 20, maxLength: 20 }),
      )
      .map(([text, spellings]) =>
        [...text]
          .map((letter, place) => {
            const spelling = spellings[place];
            if (spelling === 0) return escapeTimes(letter, 1);
            return spelling === 1 ? letter.toUpperCase() : letter;
          })
          .join(''),
      );
    const others = fc.array(fc.constantFrom('a=1', 'b=é', 'c=%2', 'd', '=', 'e=?', 'f=%25', 'keys=1'), {
      maxLength: 4,
    });
    const query = fc
      .tuple(others, name, value, others)
      .map(([before, spelled, text, after]) =>
        [...before, `${spelled}=${encodeURIComponent(text)}`, ...after].join('&'),
      );
    fc.assert(
      fc.property(query, fc.integer({ min: 0, max: 3 }), fc.boolean(), (text, depth, isLast) => {
        let sent = `/path?${text}`;
        for (let level = 0; level < depth; level++) {
          sent = `/path?u=${encodeURIComponent(sent)}${isLast ? '' : '&z=1'}`;
        }
        expect(redact(sent)).not.toContain(secret);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('nested names', () => {
  it.each([
    'user[password]=S',
    'user%5Bpassword%5D=S',
    'user%255Bpassword%255D=S',
    'token[]=S',
    'tokens[0][value]=S',
    'user.password=S',
    'user[api_key][]=S',
    'filter%5Buser%5D%5BapiKey%5D=S',
    'a[b][c][accessToken]=S',
  ])('are recognized by their words: %s', (query) => {
    const logged = query.replace('S', secret);
    expect(columnText('cs-uri-query', logged)).toBe(decodeURIComponent(query).replace('=S', '=REDACTED'));
    expect(columnText('cs-referer', `https://www.example.com/?a=1&${logged}`)).not.toContain(secret);
    expect(columnText('cs-uri-stem', `/b?u=${encodeURIComponent(`/?${logged}`)}`)).not.toContain(secret);
  });
});

describe('JSON members with secret names', () => {
  it.each([
    ['{"token":"S","b":1}', '{"token":"R","b":1}'],
    ['{"a":1, "client_secret" : "S" }', '{"a":1, "client_secret" : "R" }'],
    ['{"password":S,"b":1}', '{"password":R,"b":1}'],
    ['{"user":{"password":"S\\"S"},"b":"c"}', '{"user":{"password":"R"},"b":"c"}'],
    ['{"tokens":["S","S"],"b":1}', '{"tokens":R,"b":1}'],
    ['{"credentials":{"a":{"b":"S"}},"b":1}', '{"credentials":R,"b":1}'],
    ['"{\\"token\\":\\"S\\",\\"b\\":1}"', '"{\\"token\\":\\"R\\",\\"b\\":1}"'],
    ['{"token":"S', '{"token":"R'],
    ['{"code":404,"key":"home","token":""}', '{"code":404,"key":"home","token":""}'],
    ['{"token":', '{"token":'],
    ['mutation{login(user:"a",password:"S"){id}}', 'mutation{login(user:"a",password:"R"){id}}'],
    ['{input:{api_key : "S\\"S", b: "c"}}', '{input:{api_key : "R", b: "c"}}'],
    ['{"query":"{a(token:\\"S\\",b:\\"c\\")}"}', '{"query":"{a(token:\\"R\\",b:\\"c\\")}"}'],
    ['{"a":"token:","b":"c"}', '{"a":"token:","b":"c"}'],
    ['a+failed+assertion+lacks+any+context:"c"', 'a+failed+assertion+lacks+any+context:"c"'],
    ['"token"', '"token"'],
  ])('%s reads %s', (sent, expected) => {
    const [text, redacted] = [sent.replaceAll('S', secret), expected.replaceAll('R', 'REDACTED')];
    expect(columnText('viewer-request-log-data', asLogged(text))).toBe(redacted);
    expect(columnText('cs-uri-query', `state=${asLogged(text)}`)).toBe(`state=${redacted}`);
    expect(columnText('cs-uri-query', `state=${asLogged(encodeURIComponent(text))}`)).not.toContain(secret);
  });
});
