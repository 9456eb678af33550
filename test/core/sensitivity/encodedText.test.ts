import { defaultSensitivityPolicy, type SensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import { columnText } from '../../support/fieldTexts.ts';
import { asLogged, headersAsLogged } from '../../support/logging.ts';

/** Returns the value of the column `cs_uri_query` for a query that a viewer sent. */
function redact(sent: string, policy: Partial<SensitivityPolicy> = {}): string | null {
  return columnText('cs-uri-query', asLogged(sent), { ...defaultSensitivityPolicy, ...policy });
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function base64Url(text: string): string {
  return Buffer.from(text).toString('base64url');
}

const session = '{"user":"ü","access_token":"s3cr3t","page":1}';
const signedUrl = 'https://www.example.com/a?b=1&X-Amz-Signature=s3cr3t';

describe('base64 of JSON or of a URL', () => {
  it.each([
    ['JSON', `state=${base64(session)}&a=1`, 'state=REDACTED&a=1'],
    ['JSON in the alphabet of URLs', `state=${base64Url(session)}`, 'state=REDACTED'],
    ['JSON with escaped padding', `state=${encodeURIComponent(base64(session))}&a=1`, 'state=REDACTED&a=1'],
    ['JSON that is cut off', `state=${base64(session).slice(0, 50)}`, 'state=REDACTED'],
    [
      'the headers of AppSync',
      `header=${base64('{"host":"a","x-api-key":"b"}')}&payload=e30=`,
      'header=REDACTED&payload=e30=',
    ],
    ['a URL', `u=${base64(signedUrl)}&a=1`, 'u=REDACTED&a=1'],
    ['a URL with a password', `u=${base64('http://user:s3cr3t@www.example.com/')}`, 'u=REDACTED'],
    [
      'a URL with an escaped URL',
      `u=${base64(`https://a.example.com/?u=${encodeURIComponent(signedUrl)}`)}`,
      'u=REDACTED',
    ],
    [
      'several texts',
      `a=${base64Url(session)}/${base64Url('{"a":1}')}/${base64Url(signedUrl)}`,
      `a=REDACTED/${base64Url('{"a":1}')}/REDACTED`,
    ],
    [
      'a JSON Web Token behind JSON',
      `a=${base64Url('{"a":1}')}+eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.x`,
      `a=${base64Url('{"a":1}')}+REDACTED`,
    ],
  ])('is redacted if it contains a secret: %s', (_, sent, expected) => {
    expect(redact(sent)).toBe(expected);
  });

  it.each([
    ['the edits of an image', base64('{"bucket":"images","key":"a/b.jpg","edits":{"resize":{"width":200}}}')],
    ['a cursor', base64('{"id":123,"sort_key":"2026"}')],
    ['claims without a secret', base64('{"sub":"1234567890","exp":1}')],
    ['a URL', base64('https://www.example.com/a.jpg?width=200')],
    ['another text', base64('password=s3cr3t')],
    ['base64 within base64', base64(`{"a":"${base64(session)}"}`)],
    ['short beginnings', 'eyJ aHR0c eyJ/eyJ+aHR0c'],
  ])('is unchanged otherwise: %s', (_, text) => {
    expect(redact(`a=${text}`)).toBe(`a=${text}`);
    expect(redact(`a/${text}/b`)).toBe(`a/${text}/b`);
  });

  it('is redacted in headers, and handled as the policy says', () => {
    const text = base64(session);
    expect(columnText('cs-headers', headersAsLogged([['X-State', text]]))).toBe('X-State:REDACTED\n');
    expect(redact(`a=${text}`, { keepNames: ['access_token'] })).toBe(`a=${text}`);
    expect(redact(`a=${base64('{"page":2}')}`, { redactNames: ['page'] })).toBe('a=REDACTED');
    expect(redact(`a=${text}`, { urls: 'keep' })).toBe(`a=${text}`);
    expect(redact(`a=${text}`, { urls: 'hash', hashKey: 'key' })).toMatch(/^a=[0-9a-f]{32}$/);
  });
});
