import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { secretHeaderParts } from '../../../core/sensitivity/headers.ts';
import { defaultSensitivityPolicy, type SensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import { SecretNames } from '../../../core/sensitivity/secretNames.ts';
import { TextMarks } from '../../../core/sensitivity/textMarks.ts';
import { columnText } from '../../support/fieldTexts.ts';
import { headersAsLogged } from '../../support/logging.ts';
import { keepAll } from '../../support/transforming.ts';

type Header = readonly [name: string, value: string | Uint8Array];

const secretHeaders = [
  'Authorization',
  'Proxy-Authorization',
  'Cookie',
  'Set-Cookie',
  'X-Api-Key',
  'X-Amz-Security-Token',
  'X-Csrf-Token',
  'X-Client-Secret',
  'Ocp-Apim-Subscription-Key',
];
const secret = 's3cr3t';
const hashKey = 'hash key';

function hash(value: string): string {
  return createHmac('sha256', hashKey).update(value).digest('hex').slice(0, 32);
}

/** Returns the value of the column for headers that a viewer sent. */
function redact(headers: readonly Header[], policy: Partial<SensitivityPolicy> = {}): string | null {
  return columnText('cs-headers', headersAsLogged(headers), {
    ...defaultSensitivityPolicy,
    hashKey,
    ...policy,
  });
}

/** Returns the decoded text of headers. */
function textOf(headers: readonly Header[]): string {
  return headers.map(([name, value]) => `${name}:${value}\n`).join('');
}

const usualHeaders: Header[] = [
  ['Host', 'www.example.com'],
  ['User-Agent', 'Mozilla/5.0 (X11; Linux x86_64)'],
  ['Accept', 'text/html;q=0.9,*/*;q=0.8'],
  ['Accept-Language', 'de-CH,é'],
  ['X-Keys', 'a=b&c=d'],
  ['X-Max-Tokens', '1'],
  ['Monkey', '1'],
  ['Cookies', '1'],
  ['X-Forwarded-For', '203.0.113.7, 2001:db8::1'],
];

describe('cs-headers', () => {
  it('ends at its end, no matter what follows in memory', () => {
    const text = 'X-Csrf-Token:a%ff%';
    const bytes = Buffer.from(`${text}0A and what an earlier text has left`);
    const marks = new TextMarks();
    marks.noteAll(bytes, 0, text.length);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const headers = { bytes, view, start: 0, end: text.length, decoded: false, marks };
    expect(secretHeaderParts(headers, new SecretNames(), defaultSensitivityPolicy)).toEqual([
      { start: text.indexOf('a%ff'), end: text.length, text: 'REDACTED' },
    ]);
  });

  it('is unchanged if it contains no secret', () => {
    expect(redact(usualHeaders)).toBe(textOf(usualHeaders));
  });

  it.each(secretHeaders)('has the value of %s redacted, in any case of letters', (name) => {
    for (const spelled of [name, name.toUpperCase(), name.toLowerCase()]) {
      const headers: Header[] = [
        ['Host', 'a'],
        [spelled, `Bearer ${secret}; a=b:c`],
        ['Accept', '*/*'],
      ];
      expect(redact(headers)).toBe(`Host:a\n${spelled}:REDACTED\nAccept:*/*\n`);
    }
  });

  it.each(secretHeaders)('has the value of %s redacted first, last, alone, and in truncated text', (name) => {
    expect(
      redact([
        [name, secret],
        ['Host', 'a'],
      ]),
    ).toBe(`${name}:REDACTED\nHost:a\n`);
    expect(
      redact([
        ['Host', 'a'],
        [name, secret],
      ]),
    ).toBe(`Host:a\n${name}:REDACTED\n`);
    expect(columnText('cs-headers', `${name}:${secret}`)).toBe(`${name}:REDACTED`);
    expect(columnText('cs-headers', `Host:a%0A${name}:${secret}%0`)).toBe(`Host:a\n${name}:REDACTED`);
    expect(columnText('cs-headers', `Host:a%0A${name}:`)).toBe(`Host:a\n${name}:`);
    expect(columnText('cs-headers', `Host:a%0A${name}`)).toBe(`Host:a\n${name}`);
  });

  it.each([
    'bearer, S',
    'base64url.bearer.authorization.k8s.io.S, base64.binary.k8s.io',
    'graphql-ws, Token.S',
    'header-S, aws-appsync-event-ws',
  ])('redacts the WebSocket protocols %s', (protocols) => {
    const value = protocols.replace('S', secret);
    expect(redact([['Sec-WebSocket-Protocol', value]])).toBe('Sec-WebSocket-Protocol:REDACTED\n');
    expect(redact([['sec-websocket-protocol', value]], { headers: 'keep' })).toContain(secret);
  });

  it('redacts or keeps the WebSocket protocols that the policy lists', () => {
    const headers: Header[] = [['Sec-WebSocket-Protocol', 'bearer, a']];
    expect(redact(headers, { keepNames: ['sec-websocket-protocol'] })).toBe(textOf(headers));
    expect(redact(headers, { keepNames: ['bearer'] })).toBe(textOf(headers));
    const chat: Header[] = [['Sec-WebSocket-Protocol', 'chat']];
    for (const name of ['chat', 'Sec-WebSocket-Protocol'])
      expect(redact(chat, { redactNames: [name] })).toBe('Sec-WebSocket-Protocol:REDACTED\n');
  });

  it('keeps WebSocket protocols without a token', () => {
    const headers: Header[] = [['Sec-WebSocket-Protocol', 'graphql-transport-ws, chat']];
    expect(redact(headers)).toBe(textOf(headers));
  });

  it('redacts a value that continues on the next line, and secrets on a line without a name', () => {
    const logged = `Authorization:%0A a:${secret}%0A%09${secret}%0AHost:a%0A/?token=${secret}%0A Cookie:${secret}%0A`;
    expect(columnText('cs-headers', logged)).toBe(
      'Authorization:\nREDACTED\nREDACTED\nHost:a\n/?token=REDACTED\n Cookie:REDACTED\n',
    );
  });

  it('has every secret header of several redacted', () => {
    const headers: Header[] = [
      ['X-Api-Key', secret],
      ['X-Api-Key', secret],
      ['Host', 'a'],
      ['Cookie', secret],
    ];
    expect(redact(headers)).toBe('X-Api-Key:REDACTED\nX-Api-Key:REDACTED\nHost:a\nCookie:REDACTED\n');
  });

  it('keeps or hashes secret headers according to the policy', () => {
    const headers: Header[] = [
      ['X-Api-Key', `a ${secret}é`],
      ['Host', 'a'],
    ];
    expect(redact(headers, { headers: 'keep' })).toBe(textOf(headers));
    expect(redact(headers, { headers: 'hash' })).toBe(`X-Api-Key:${hash(`a ${secret}é`)}\nHost:a\n`);
  });

  // A cookie is also a secret header. The stricter of the two settings applies.
  it.each([
    ['keep', 'keep', 'a=1'],
    ['keep', 'hash', hash('a=1')],
    ['keep', 'drop', 'REDACTED'],
    ['hash', 'keep', hash('a=1')],
    ['hash', 'hash', hash('a=1')],
    ['hash', 'drop', 'REDACTED'],
    ['drop', 'keep', 'REDACTED'],
    ['drop', 'hash', 'REDACTED'],
    ['drop', 'drop', 'REDACTED'],
  ] as const)('handles cookies with the stricter of cookies: %s and headers: %s', (cookies, headers, expected) => {
    expect(
      redact(
        [
          ['Cookie', 'a=1'],
          ['Set-Cookie', 'a=1'],
        ],
        { cookies, headers },
      ),
    ).toBe(`Cookie:${expected}\nSet-Cookie:${expected}\n`);
  });

  it('handles other secret headers with the setting for headers, regardless of cookies', () => {
    expect(redact([['X-Api-Key', 'a']], { cookies: 'drop', headers: 'keep' })).toBe('X-Api-Key:a\n');
  });

  it('redacts secret parameters in headers with URLs', () => {
    const headers: Header[] = [
      ['Referer', `https://www.example.com/?a=1&token=${secret}&b=2`],
      ['X-Original-Url', `/a?u=%2Fb%3Fcode%3D${secret}%26c%3D1`],
      ['Host', 'a'],
    ];
    expect(redact(headers)).toBe(textOf(headers).replaceAll(secret, 'REDACTED'));
    expect(redact(headers, { urls: 'keep' })).toBe(textOf(headers));
    expect(redact(headers, { urls: 'hash' })).toBe(textOf(headers).replaceAll(secret, hash(secret)));
  });

  it('ends a secret parameter at the end of its header', () => {
    const headers: Header[] = [
      ['Referer', `/?token=${secret} ${secret}`],
      ['Host', 'a'],
    ];
    expect(redact(headers)).toBe('Referer:/?token=REDACTED\nHost:a\n');
  });

  it.each([
    'X-Forwarded-For',
    'x-forwarded-for',
    'True-Client-IP',
    'X-Real-IP',
    'CF-Connecting-IP',
    'CloudFront-Viewer-Address',
    'Fastly-Client-IP',
    'X-Cluster-Client-IP',
    'X-Originating-IP',
  ])("handles the viewer's address in %s like c-ip", (name) => {
    const headers: Header[] = [
      [name, '203.0.113.7'],
      ['Host', 'www.example.com'],
    ];
    expect(redact(headers, { addresses: 'keep' })).toBe(textOf(headers));
    expect(redact(headers, { addresses: 'truncate' })).toBe(`${name}:203.0.113.0\nHost:www.example.com\n`);
    expect(redact(headers, { addresses: 'hash' })).toBe(
      `${name}:${hash('203.0.113.7')}\nHost:www.example.com\n`,
    );
    expect(redact(headers, { addresses: 'drop' })).toBe(`${name}:REDACTED\nHost:www.example.com\n`);
  });

  it('handles every address of a list, and drops other text', () => {
    const headers: Header[] = [['X-Forwarded-For', '203.0.113.7, 2001:db8:1:2::3, unknown']];
    expect(redact(headers, { addresses: 'truncate' })).toBe('X-Forwarded-For:203.0.113.0,2001:db8:1::\n');
    expect(redact([['X-Real-IP', 'unknown']], { addresses: 'truncate' })).toBe('X-Real-IP:REDACTED\n');
  });

  it.each([
    ['CF-Connecting-IPv6', '2001:db8:1:2::3', '2001:db8:1::'],
    ['X-ClientIP', '203.0.113.7', '203.0.113.0'],
    ['REMOTE_ADDR', '203.0.113.7', '203.0.113.0'],
    ['Via', '1.1 203.0.113.7 (squid), HTTP/1.1 203.0.113.8', '1.1 203.0.113.0 (squid), HTTP/1.1 203.0.113.0'],
    [
      'Forwarded',
      'for="[2001:db8:cafe::17]:4711";proto=https;by=203.0.113.43',
      'for="[2001:db8:cafe::]:4711";proto=https;by=203.0.113.0',
    ],
    ['Referer', 'https://203.0.113.7:8080/?ip=2001:db8:1:2::3', 'https://203.0.113.0:8080/?ip=2001:db8:1::'],
    ['X-Anything', 'seen from 203.0.113.7.', 'seen from 203.0.113.0.'],
  ])('recognizes addresses in %s by their form', (name, value, expected) => {
    expect(redact([[name, value]], { addresses: 'truncate' })).toBe(`${name}:${expected}\n`);
    expect(redact([[name, value]])).toBe(`${name}:${value}\n`);
    for (const addresses of ['hash', 'drop'] as const) {
      expect(redact([[name, value]], { addresses })).not.toMatch(/203\.0\.113|2001:db8/);
    }
  });

  it('has the same hash of an address in every header', () => {
    const headers: Header[] = [
      ['X-Forwarded-For', '2001:DB8:0::A'],
      ['CloudFront-Viewer-Address', '2001:db8::a:443'],
      ['Forwarded', 'for="[2001:db8::a]:51000"'],
    ];
    expect(redact(headers, { addresses: 'hash' })).toBe(
      `X-Forwarded-For:${hash('2001:db8::a')}\nCloudFront-Viewer-Address:${hash('2001:db8::a')}\n` +
        `Forwarded:for="[${hash('2001:db8::a')}]:51000"\n`,
    );
  });

  it.each([
    ['Sec-CH-UA-Full-Version', '"120.0.0.0"'],
    ['Sec-CH-UA', '"Not_A Brand";v="8.0.0.0", "Chromium";v="120.0.0.0"'],
    ['X-App-Version', '1.2.3.4'],
    ['User-Agent', 'Mozilla/5.0 (X11) Chrome/120.0.0.0 Safari/537.36'],
  ])('does not change versions in %s', (name, value) => {
    expect(redact([[name, value]], { addresses: 'drop' })).toBe(`${name}:${value}\n`);
  });

  it('reads the part before the second colon as the name of a pseudo-header', () => {
    const headers: Header[] = [
      [':path', '/a?b=c'],
      [':x-api-key', secret],
    ];
    expect(redact(headers)).not.toContain(secret);
  });

  it('never throws, and stays unchanged, if lines are not headers', () => {
    for (const text of ['', ':', '::', '\n', '\n\n', 'a', 'a\nb', ':a', 'a:', '=', 'a:=\n=:a', '\n:\n=']) {
      expect(columnText('cs-headers', headersAsLogged([]) + encodeURIComponent(text))).toBe(text);
    }
  });
});

describe('cs-headers that stay as logged because they are not UTF-8', () => {
  const invalid: Header = ['X-Name', Uint8Array.of(0x5a, 0xfc, 0x72, 0x69, 0x63, 0x68)];

  it('have secret values redacted', () => {
    const headers: Header[] = [
      invalid,
      ['Authorization', `Bearer ${secret}`],
      ['Referer', `/?code=${secret}&a=1`],
      ['Host', 'a'],
    ];
    expect(redact(headers)).toBe(
      'X-Name:Z%FCrich%0AAuthorization:REDACTED%0AReferer:/?code=REDACTED&a=1%0AHost:a%0A',
    );
  });

  it('have secrets with invalid bytes redacted', () => {
    const value = Buffer.concat([Buffer.from(secret), Uint8Array.of(0xff), Buffer.from(secret)]);
    expect(
      redact([
        ['X-Api-Key', value],
        ['Host', 'a'],
      ]),
    ).toBe('X-Api-Key:REDACTED%0AHost:a%0A');
  });

  it("have the viewer's address handled like c-ip", () => {
    const headers: Header[] = [invalid, ['X-Forwarded-For', '203.0.113.7']];
    expect(redact(headers, { addresses: 'truncate' })).toBe(
      'X-Name:Z%FCrich%0AX-Forwarded-For:203.0.113.0%0A',
    );
  });

  it('stay as logged if everything is kept', () => {
    const logged = headersAsLogged([invalid, ['Cookie', secret]]);
    expect(columnText('cs-headers', logged, keepAll)).toBe(logged);
  });
});

describe('secrets of headers', () => {
  const anyCase = (names: readonly string[]) =>
    fc
      .tuple(fc.constantFrom(...names), fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }))
      .map(([name, capitals]) =>
        [...name]
          .map((letter, place) => (capitals[place] ? letter.toUpperCase() : letter.toLowerCase()))
          .join(''),
      );
  const piece = fc.constantFrom(
    secret,
    secret,
    ' ',
    ':',
    '=',
    '&',
    ';',
    '%',
    '%0A',
    'é',
    ',',
    '"',
    '?',
    'token=',
  );
  const secretHeader = fc.tuple(
    anyCase(secretHeaders),
    fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join('')),
  );
  const urlHeader = fc.tuple(
    fc.constantFrom('Referer', 'X-Original-URL', 'Origin'),
    fc
      .tuple(
        anyCase(['token', 'X-Amz-Signature', 'code']),
        fc.array(fc.constantFrom(' ', '%26', '=', 'é', '%'), { maxLength: 4 }),
      )
      .map(
        ([name, separators]) =>
          `https://www.example.com/?a=1&${name}=${secret}${separators.map((one) => one + secret).join('')}&b=2`,
      ),
  );
  const otherHeader = fc.tuple(
    fc.constantFrom('Host', 'Accept', 'X-é', 'Dnt', ''),
    fc.oneof(
      fc.constantFrom('*/*', 'a=b', 'é', ':', '', '%', '=', '?token'),
      fc.constantFrom(Uint8Array.of(0xff), Uint8Array.of(0xc3), Uint8Array.of(0x25, 0xe9)),
    ),
  );
  const headers = fc.array(fc.oneof<fc.Arbitrary<Header>[]>(secretHeader, urlHeader, otherHeader), {
    maxLength: 8,
  });

  it('are never kept, for any other headers and any truncation', () => {
    fc.assert(
      fc.property(headers, fc.nat({ max: 1000 }), (all, cut) => {
        const logged = headersAsLogged(all);
        for (const text of [logged, logged.slice(0, cut)]) {
          // Nothing remains of a truncated secret either.
          expect(columnText('cs-headers', text)).not.toContain('s3c');
        }
      }),
      { numRuns: 1000 },
    );
  });
});
