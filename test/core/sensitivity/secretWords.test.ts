import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  harmlessBeginnings,
  harmlessEndings,
  harmlessKeys,
  isSecretName,
  secretEndings,
  secretParts,
  secretPhrases,
  secretWholeNames,
  secretWords,
} from '../../../core/sensitivity/secretWords.ts';

describe('a secret name', () => {
  it.each([
    'client_secret',
    'sig',
    'private_token',
    'auth_token',
    'sessionid',
    'X-Goog-Signature',
    'AWSAccessKeyId',
    'x-api-key',
    'access-token',
    'accessToken',
    'apikey',
    'X_API_KEY',
    'X-AccessToken',
    'X-Auth',
    'token',
    'user[password]',
    'token[]',
    'csrfmiddlewaretoken',
    'PHPSESSID',
    'JSESSIONID',
    'ASP.NET_SessionId',
    'Key-Pair-Id',
    'SAMLResponse',
    'saml_request',
    'code_verifier',
    'codeVerifier',
    'otp',
    'jwt',
    'id_token_hint',
    'passphrase',
    'new_password2',
    'Ocp-Apim-Subscription-Key',
    'X-Functions-Key',
    'license_key',
    'consumerKey',
    'Proxy-Authorization',
    'Set-Cookie',
    'X-Hub-Signature-256',
    'oauth_signature',
    'X-Amz-Credential',
    'passwd',
    'aPiKeY',
    'ACCESS_TOKEN',
    'aCcEsS_tOkEn',
    'x.auth.token',
    'client assertion',
    'security-code',
    'X-OAuth',
    'mfa_code',
    'one_time_code',
    'connect.sid',
    'SAMLart',
    'ticket',
    'Passw0rd',
    'magic_link',
    'tokenid',
    'hdnts',
    '_wpnonce',
    'X-WP-Nonce',
    'X-Origin-Verify',
    'X-Forwarded-Cookie',
    'unlock_code',
  ])('is %s', (name) => {
    expect(isSecretName(name, true)).toBe(true);
  });

  it.each([
    'keyword',
    'keywords',
    'monkey',
    'token_type',
    'tokenType',
    'authority',
    ':authority',
    'author',
    'codec',
    'zipcode',
    'zip_code',
    'country_code',
    'promo_code',
    'time_code',
    'pincode',
    'pinterest',
    'tickets',
    'session_count',
    'sessionCount',
    'sort_key',
    'sortKey',
    'cache-key',
    'Surrogate-Key',
    'public_key',
    'max_tokens',
    'maxTokens',
    'password_length',
    'SigAlg',
    'signature_version',
    'design',
    'signup',
    'assign',
    'passenger',
    'compass',
    'bypass',
    'decode',
    'secretary',
    'betokened',
    'X-Keys',
    'keys',
    'Cookies',
    'state',
    'sign',
    'CMCD-Session',
    'CloudFront-Viewer-Address',
    'Host',
    'auth_time',
    'Access-Control-Allow-Credentials',
    'X-Amz-Algorithm',
    'X-Amz-SignedHeaders',
    'resid',
    'side',
    '',
    '-',
    '[]',
    '§',
  ])('is not %p', (name) => {
    expect(isSecretName(name, true)).toBe(false);
  });

  it.each(secretWholeNames)('is %s only as a whole', (name) => {
    const names = [name, `X-${name}`, `x_${name.toUpperCase()}`];
    expect(names.map((one) => isSecretName(one, true))).toEqual([true, true, true]);
    expect(isSecretName(name, false)).toBe(false);
    expect(isSecretName(`my_${name}_name`, true)).toBe(false);
  });

  it('contains one of the words and phrases anywhere', () => {
    const phrases = [...secretWords, ...secretPhrases].flatMap((phrase) => {
      const words = phrase.split(' ');
      const capitals = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
      return [
        words.join('_'),
        `my-${words.join('-')}`,
        `${words.join('.')}[0]`,
        capitals,
        `my${capitals}Value`,
      ];
    });
    expect(phrases.filter((name) => !isSecretName(name, true))).toEqual([]);
  });

  it('contains one of the parts in a word, or ends with one of the endings', () => {
    const names = [
      ...secretParts.flatMap((part) => [part, `my${part}`, `${part}value`]),
      ...secretEndings.map((ending) => `my${ending}`),
    ];
    expect(names.filter((name) => !isSecretName(name, false))).toEqual([]);
  });

  it('contains no word that makes it harmless', () => {
    const names = [
      ...harmlessKeys.map((word) => `${word}_key`),
      ...harmlessEndings.map((word) => `token_${word}`),
      ...harmlessBeginnings.map((word) => `${word}_tokens`),
    ];
    expect(names.filter((name) => isSecretName(name, true))).toEqual([]);
  });

  it('is described in docs/security.md with all words', () => {
    const text = readFileSync(join(import.meta.dirname, '../../../docs/security.md'), 'utf8');
    const listed = new Set([...text.matchAll(/`([a-z ]+)`/g)].map(([, word]) => word));
    const words = [
      ...secretWords,
      ...secretPhrases,
      ...secretWholeNames,
      ...secretParts,
      ...secretEndings,
      ...harmlessKeys,
      ...harmlessEndings,
      ...harmlessBeginnings,
    ];
    expect(words.filter((word) => !listed.has(word))).toEqual([]);
  });
});
