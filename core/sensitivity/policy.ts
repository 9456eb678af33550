/**
 * What becomes of sensitive text: `keep` leaves it; `drop` leaves nothing of it (a column stays empty, a part of
 * a column reads `REDACTED`); `truncate` keeps the network of an address, /24 of IPv4 and /48 of IPv6; `hash`
 * replaces it by a keyed hash, so that equal texts can still be counted and joined.
 */
export const addressHandlings = ['keep', 'drop', 'truncate', 'hash'] as const;
export type AddressHandling = (typeof addressHandlings)[number];
export const textHandlings = ['keep', 'drop', 'hash'] as const;
export type TextHandling = (typeof textHandlings)[number];

/** What becomes of sensitive text, by kind. */
export interface SensitivityPolicy {
  /** The viewer's address: `c-ip`, `x-forwarded-for` and the headers that repeat it. Default `keep`. */
  readonly addresses: AddressHandling;
  /** `cs-cookie`, and the cookie headers in `cs-headers`. Default `drop`. */
  readonly cookies: TextHandling;
  /** Values of secret headers in `cs-headers`, see `secretHeaders`. Default `drop`. */
  readonly headers: TextHandling;
  /** Values of secret query parameters wherever a URL is logged, see `secretParameters`. Default `drop`. */
  readonly urls: TextHandling;
  /** What CloudFront Functions write into `viewer-request-log-data` and `viewer-response-log-data`. Default `keep`. */
  readonly custom: TextHandling;
  /** Key of the hashes; needed where something is hashed. */
  readonly hashKey?: string | undefined;
}

export const defaultSensitivityPolicy: SensitivityPolicy = {
  addresses: 'keep',
  cookies: 'drop',
  headers: 'drop',
  urls: 'drop',
  custom: 'keep',
};
