import {
  addressHeaders,
  cookieHeaders,
  SecretNames,
  secretHeaders,
  secretParameters,
} from '../../../core/sensitivity/secretNames.ts';

const names = new SecretNames(['key', 'password'], ['-token']);

function matches(set: SecretNames, name: string): boolean {
  const bytes = Buffer.from(`before ${name} behind`);
  return set.matches(bytes, 7, 7 + Buffer.byteLength(name));
}

describe('SecretNames', () => {
  it.each([
    'key',
    'KEY',
    'Password',
    'a-token',
    'X-Csrf-TOKEN',
    '-token',
    `${'x'.repeat(500)}-token`,
  ])('hold %s', (name) => {
    expect([names.has(name), matches(names, name)]).toEqual([true, true]);
  });

  it.each([
    '',
    'ke',
    'keys',
    'monkey',
    'token',
    'a-tokens',
    'a_token',
    'passwort',
    'kéy',
    `${'x'.repeat(500)}password`,
  ])('do not hold %s', (name) => {
    expect([names.has(name), matches(names, name)]).toEqual([false, false]);
  });
});

describe('the names that make a value a secret', () => {
  it('hold the headers of credentials and what ends like them', () => {
    const found = [
      'Authorization',
      'Set-Cookie',
      'X-Vault-Token',
      'X-Secret',
      'Client-Secret',
      'X-Functions-Key',
    ];
    expect(found.filter((name) => secretHeaders.has(name))).toEqual(found);
    expect(['Host', 'Keys', 'Tokens', 'X-Key-Id'].filter((name) => secretHeaders.has(name))).toEqual([]);
  });

  it('hold cookies as headers of their own', () => {
    expect(['Cookie', 'set-cookie', 'x-api-key'].map((name) => cookieHeaders.has(name))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('hold the parameters of signed URLs, sign-in flows and API keys', () => {
    const found = ['Key-Pair-Id', 'x-amz-credential', 'refresh_token', 'apikey'];
    expect(found.filter((name) => secretParameters.has(name))).toEqual(found);
    expect(['state', 'keys', 'expires'].filter((name) => secretParameters.has(name))).toEqual([]);
  });

  it("hold the headers that repeat the viewer's address", () => {
    const found = [
      'X-Forwarded-For',
      'True-Client-IP',
      'CloudFront-Viewer-Address',
      'X-Real-IP',
      'Forwarded',
    ];
    expect(found.filter((name) => addressHeaders.has(name))).toEqual(found);
    expect(['Host', 'Ship', 'Via'].filter((name) => addressHeaders.has(name))).toEqual([]);
  });
});
