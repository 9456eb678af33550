import { defaultSensitivityPolicy, type SensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import { columnText } from '../../support/fieldTexts.ts';
import { asLogged, headersAsLogged } from '../../support/logging.ts';

/** Returns the value of a column for a text that a viewer sent. */
function redact(sent: string, policy: Partial<SensitivityPolicy> = {}, field = 'viewer-request-log-data') {
  return columnText(field, asLogged(sent), { ...defaultSensitivityPolicy, ...policy });
}

describe('a secret name, a colon, and a space in free text', () => {
  it.each([
    ['password: x', 'password: REDACTED'],
    ['user: bob, password: hunter2, page: 3', 'user: bob, password: REDACTED, page: 3'],
    ['Password : letmein; a', 'Password : REDACTED; a'],
    ['client_secret:  swordfish', 'client_secret:  REDACTED'],
    ['{token: 4fe9, id: 1}', '{token: REDACTED, id: 1}'],
    ["{password: 'a b', id: 1}", "{password: 'REDACTED', id: 1}"],
    ['login(otp: 123456){id}', 'login(otp: REDACTED){id}'],
    ['Authorization: Bearer 4fe9 ok', 'Authorization: Bearer REDACTED ok'],
    ['Authorization: Basic dXNlcjpwYXNz, a', 'Authorization: Basic REDACTED, a'],
    ['x-api-key: 4fe9|b', 'x-api-key: REDACTED|b'],
    ['a=1 password: x&b=2', 'a=1 password: REDACTED&b=2'],
  ])('makes the next word a secret: %s', (sent, expected) => {
    for (const field of ['viewer-request-log-data', 'cs-user-agent', 'cs-uri-query', 'cs-referer'])
      expect(redact(sent, {}, field)).toBe(expected);
    expect(columnText('cs-headers', headersAsLogged([['X-Debug', sent]]))).toBe(`X-Debug:${expected}\n`);
  });

  it.each([
    ['q=password%3A%20x&a=1', 'q=password%3A%20REDACTED&a=1'],
    ['q=a+password%3A+x+b', 'q=a+password%3A+REDACTED+b'],
    ['q=password:%20x', 'q=password:%20REDACTED'],
    ['q=password%253A%2520x%2520b', 'q=password%253A%2520REDACTED%2520b'],
  ])('can be escaped: %s', (sent, expected) => {
    expect(redact(sent, {}, 'cs-uri-query')).toBe(expected);
  });

  it.each([
    'Unexpected token: please sign in again.',
    'token: expired, auth: failed!',
    'Authorization: Bearer missing. auth: token expired, auth: Basic REQUIRED',
    'query($password: String!){ login(password: $password){ token: accessToken } }',
    'code: 404, key: 5, page: 3',
    'max_tokens: 100, token_type: x1',
    'scope=user:read token:read1',
    'arn:aws:secretsmanager:us-east-1:111122223333:secret:a1 b',
    'time 12:00: 5 and rv:109.0: 1',
    'password:',
    'password: ',
    'password: , a',
    ': x1',
    '"token": ',
  ])('does not make other text a secret: %s', (sent) => {
    expect(redact(sent)).toBe(sent);
    expect(redact(sent, {}, 'cs-user-agent')).toBe(sent);
  });

  it('obeys the names of the policy', () => {
    expect(redact('nickname: bob', { redactNames: ['nickname'] })).toBe('nickname: REDACTED');
    expect(redact('password: x', { keepNames: ['password'] })).toBe('password: x');
    expect(redact('password: x', { urls: 'keep' })).toBe('password: x');
  });
});
