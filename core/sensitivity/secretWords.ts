/**
 * Words in the name of a parameter, header, or JSON member that indicate that its value is a secret.
 * docs/security.md lists them; `test/core/sensitivity/secretWords.test.ts` compares both.
 */

/** Words that make a name secret anywhere in the name. */
export const secretWords: readonly string[] = [
  'token',
  'tokens',
  'secret',
  'secrets',
  'password',
  'passwords',
  'passwd',
  'passw',
  'pswd',
  'pwd',
  'passphrase',
  'passcode',
  'signature',
  'signatures',
  'sig',
  'hmac',
  'credential',
  'credentials',
  'creds',
  'authorization',
  'authentication',
  'auth',
  'jwt',
  'jws',
  'jwe',
  'bearer',
  'assertion',
  'verifier',
  'otp',
  'totp',
  'csrf',
  'xsrf',
  'hdnea',
  'hdntl',
  'hdnts',
  'tkn',
  'nonce',
  'wpnonce',
  'cvc',
  'cvv',
];

/** Neighboring words that make a name secret anywhere in the name. */
export const secretPhrases: readonly string[] = [
  'api key',
  'api keys',
  'access key',
  'access keys',
  'private key',
  'private keys',
  'key pair id',
  'session id',
  'sess id',
  'user session',
  'saml response',
  'saml request',
  'access code',
  'activation code',
  'confirmation code',
  'connect sid',
  'device code',
  'invitation code',
  'invite code',
  'login code',
  'magic link',
  'mfa code',
  'recovery code',
  'reset code',
  'security code',
  'one time code',
  'sms code',
  'user code',
  'verification code',
  'pass word',
  'user pass',
  'db pass',
  'backup code',
  'pairing code',
  'unlock code',
  'origin verify',
  'forwarded cookie',
  'set cookie',
];

/**
 * Complete names that are secret, also with a leading `x`: the name of a header, or of a parameter after `?`, `&`, `;`,
 * or `#`.
 */
export const secretWholeNames: readonly string[] = [
  'code',
  'key',
  'policy',
  'pass',
  'pin',
  'session',
  'sid',
  'cookie',
  'oauth',
  'ticket',
  'tok',
];

/** Text that makes a name secret if one of its words contains it, for names without separators. */
export const secretParts: readonly string[] = [
  'apikey',
  'accesskey',
  'privatekey',
  'secretkey',
  'authkey',
  'appkey',
  'clientkey',
  'consumerkey',
  'encryptionkey',
  'licensekey',
  'masterkey',
  'sessionkey',
  'sharedkey',
  'signingkey',
  'subscriptionkey',
  'keypairid',
  'sessionid',
  'sessid',
  'password',
  'passwd',
  'passphrase',
  'samlresponse',
  'samlrequest',
  'samlart',
  'tokenid',
  'passcode',
  'passkey',
  'codeverifier',
  'authcode',
];

/** Text that makes a name secret if one of its words ends with it. */
export const secretEndings: readonly string[] = [
  'token',
  'tokens',
  'secret',
  'secrets',
  'signature',
  'credential',
  'credentials',
  'authorization',
];

/** A name that ends with the word `key` is secret unless one of these words is before it. */
export const harmlessKeys: readonly string[] = [
  'arrow',
  'cache',
  'column',
  'field',
  'filter',
  'foreign',
  'group',
  'hot',
  'idempotency',
  'image',
  'index',
  'lookup',
  'map',
  'message',
  'object',
  'order',
  'partition',
  'primary',
  'public',
  'range',
  'routing',
  'row',
  'search',
  'shard',
  'sort',
  'surrogate',
  'translation',
  'unique',
];

/**
 * A name that ends with one of these words describes a secret but its value is not a secret: `token_type`, `SigAlg`.
 */
export const harmlessEndings: readonly string[] = [
  'age',
  'alg',
  'algo',
  'algorithm',
  'count',
  'date',
  'enabled',
  'endpoint',
  'exp',
  'expiration',
  'expires',
  'expiry',
  'format',
  'length',
  'level',
  'lifetime',
  'limit',
  'max',
  'method',
  'min',
  'mode',
  'policy',
  'provider',
  'required',
  'scheme',
  'size',
  'status',
  'strength',
  'time',
  'timeout',
  'timestamp',
  'ttl',
  'type',
  'types',
  'uri',
  'url',
  'version',
];

/** Words before `tokens` or `credentials` that make them a number or a switch: `max_tokens`. */
export const harmlessBeginnings: readonly string[] = [
  'allow',
  'include',
  'limit',
  'max',
  'min',
  'num',
  'remaining',
  'total',
  'with',
];

const words = new Set(secretWords);
const wholeNames = new Set(secretWholeNames);
const keys = new Set(harmlessKeys);
const endings = new Set(harmlessEndings);
const beginnings = new Set(harmlessBeginnings);

/** Matches what every secret name contains: a quick test that excludes most names. */
const hint = new RegExp(
  [
    ...new Set([
      ...secretWords,
      ...secretWholeNames,
      ...secretParts,
      'key',
      'sess',
      'saml',
      'code',
      'pass',
      'magic',
      'verify',
    ]),
  ].join('|'),
  'i',
);
const parts = new RegExp(`${secretParts.join('|')}|(?:${secretEndings.join('|')})$`);

/**
 * Whether a name indicates that its value is a secret.
 *
 * @param name name with decoded escapes, in any case, with any separators
 * @param isWhole whether this is the complete name of a parameter or header, so that it can match complete names
 */
export function isSecretName(name: string, isWhole: boolean): boolean {
  if (!hint.test(name)) return false;
  const byCase = wordsByCase(name);
  const bySeparator = wordsBySeparator(name);
  if (isWhole && (isWholeName(byCase) || isWholeName(bySeparator))) return true;
  if (isHarmless(byCase) || isHarmless(bySeparator)) return false;
  return hasSecretWord(byCase) || hasSecretWord(bySeparator);
}

/** Splits a name into words by case: `AWSAccessKeyId` becomes aws, access, key, and id. */
function wordsByCase(name: string): string[] {
  return (name.match(/[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+/g) ?? []).map((word) => word.toLowerCase());
}

/** Splits a name into words by separators, and ignores case: `aPiKeY` becomes apikey. */
function wordsBySeparator(name: string): string[] {
  return name.toLowerCase().match(/[a-z]+/g) ?? [];
}

function isWholeName(name: readonly string[]): boolean {
  const first = name.length > 1 && name[0] === 'x' ? 1 : 0;
  return name.length === first + 1 && wholeNames.has(name[first]);
}

function isHarmless(name: readonly string[]): boolean {
  const last = name.at(-1) ?? '';
  if (endings.has(last)) return true;
  return (last === 'tokens' || last === 'credentials') && beginnings.has(name.at(-2) ?? '');
}

function hasSecretWord(name: readonly string[]): boolean {
  if (name.some((word) => words.has(word) || parts.test(word))) return true;
  if (name.at(-1) === 'key' && name.length > 1 && !keys.has(name.at(-2) ?? '')) return true;
  const phrase = ` ${name.join(' ')} `;
  return secretPhrases.some((secret) => phrase.includes(` ${secret} `));
}
