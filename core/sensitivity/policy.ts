/**
 * How sensitive text is handled: `keep` leaves it unchanged; `drop` removes it (a column has no value, a part of a
 * column becomes `REDACTED`); `truncate` keeps the network of an address, /24 of IPv4 and /48 of IPv6; `hash` replaces
 * it with a keyed hash, so that equal texts can still be counted and joined.
 */
export const addressHandlings = ['keep', 'drop', 'truncate', 'hash'] as const;
export type AddressHandling = (typeof addressHandlings)[number];
export const textHandlings = ['keep', 'drop', 'hash'] as const;
export type TextHandling = (typeof textHandlings)[number];

/** How sensitive text is handled, by kind. */
export interface SensitivityPolicy {
  /** IP addresses: `c-ip`, `x-forwarded-for`, and every address in any other text. Default `keep`. */
  readonly addresses: AddressHandling;
  /** `cs-cookie`, and the cookie headers in `cs-headers`. Default `drop`. */
  readonly cookies: TextHandling;
  /** Values of headers in `cs-headers` whose names are secret, see `secretWords.ts`. Default `drop`. */
  readonly headers: TextHandling;
  /** Values of parameters whose names are secret, and secrets recognized by their form, in any text. Default `drop`. */
  readonly urls: TextHandling;
  /**
   * The complete text that CloudFront Functions write to `viewer-request-log-data` and `viewer-response-log-data`.
   * Default `keep`.
   */
  readonly custom: TextHandling;
  /** Additional names of parameters and headers whose values are secret. Default none. */
  readonly redactNames?: readonly string[] | undefined;
  /**
   * Names of parameters and headers whose values are not secret, even if the name contains a secret word. Default none.
   */
  readonly keepNames?: readonly string[] | undefined;
  /** Hash key. Required if a kind of text is hashed. */
  readonly hashKey?: string | undefined;
}

export const defaultSensitivityPolicy: SensitivityPolicy = {
  addresses: 'keep',
  cookies: 'drop',
  headers: 'drop',
  urls: 'drop',
  custom: 'keep',
};

/** Whether a policy hashes any text, so that it needs a key. */
export function hashesAnything({ addresses, cookies, headers, urls, custom }: SensitivityPolicy): boolean {
  return [addresses, cookies, headers, urls, custom].includes('hash');
}
