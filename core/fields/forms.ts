/**
 * Strict forms of values that the edge server itself writes. They distinguish layouts with the same number of
 * fields, so each form is as narrow as every known value allows, and none depends on what a viewer sends. They are
 * also tested on values that a viewer chose, so none may backtrack more than a fixed number of steps.
 */
export const formPatterns = {
  /** `1669021069.951` */
  epochSeconds: /^\d{9,}\.\d{3}$/,
  /** `0.042` */
  seconds: /^\d{1,8}\.\d{3}$/,
  /** `200`, or `000` if the viewer disconnected first */
  status: /^\d{3}$/,
  /** Counts, sizes, ports and autonomous system numbers */
  digits: /^\d{1,19}$/,
  /** `192.0.2.1` or `2001:db8::1` */
  address: /^(?:\d{1,3}(?:\.\d{1,3}){3}|(?=[^:]*:[^:]*:)[0-9A-Fa-f:]+(?:\d{1,3}(?:\.\d{1,3}){3})?)$/,
  /** `http`, `https`, `ws`, `wss`, `grpcs` */
  protocol: /^[a-z]{2,8}$/,
  /** `SFO53-P9`, `DFW3` */
  edgeLocation: /^[A-Z]{3}\d{1,4}(?:-[A-Z]{1,3}\d{1,4})?$/,
  /** URL-safe base64; 56 characters in known records */
  requestId: /^[\w-]{16,}={0,2}$/,
  ipVersion: /^IPv[46]$/,
  /** `Hit`, `RefreshHit`, `OriginDnsError` and the other words in upper- and lowercase letters */
  resultType: /^(?:[A-Z][a-z]+)+$/,
  /** `TLSv1.3`, `SSLv3` */
  tlsProtocol: /^(?:TLS|SSL)v\d(?:\.\d)?$/,
  /** `ECDHE-RSA-AES128-GCM-SHA256`, `TLS_AES_128_GCM_SHA256` */
  tlsCipher: /^[A-Z][A-Za-z0-9]*[_-][\w-]+$/,
  country: /^[A-Z][A-Z0-9]$/,
  distributionId: /^E[A-Z0-9]{6,}$/,
  distributionDomain: /^[a-z0-9]+\.cloudfront\.(?:net|cn)$/,
} as const;

/** Name of a strict form. */
export type FormName = keyof typeof formPatterns;

/**
 * Forms whose fields change together: a new result type appears in several fields of a record, and a new notation of
 * durations appears in all of them. All mismatches of one of these forms in a record count as one.
 */
export const correlatedForms: ReadonlySet<FormName> = new Set(['resultType', 'seconds']);

/** Whether a value, as logged and not `-`, has the form. */
export function hasForm(form: FormName, value: string): boolean {
  return formPatterns[form].test(value);
}
