import fc from 'fast-check';
import { findField } from '../../core/fields/catalog.ts';
import type { FormName } from '../../core/fields/forms.ts';

/** Values of each form as CloudFront writes them. */
export const valuesOfForm: Readonly<Record<FormName, fc.Arbitrary<string>>> = {
  epochSeconds: fc.stringMatching(/^1[6-9]\d{8}\.\d{3}$/),
  seconds: fc.stringMatching(/^\d{1,4}\.\d{3}$/),
  status: fc.stringMatching(/^[0-5]\d{2}$/),
  digits: fc.stringMatching(/^\d{1,12}$/),
  address: fc.oneof(fc.ipV4(), fc.ipV6()),
  protocol: fc.constantFrom('http', 'https', 'ws', 'wss', 'grpcs'),
  edgeLocation: fc.stringMatching(/^[A-Z]{3}\d{1,4}(?:-[A-Z]{1,3}\d{1,4})?$/),
  requestId: fc.stringMatching(/^[\w-]{54}==$/),
  ipVersion: fc.constantFrom('IPv4', 'IPv6'),
  resultType: fc.constantFrom(
    'Hit',
    'Miss',
    'RefreshHit',
    'CapacityExceeded',
    'OriginContentRangeLengthError',
  ),
  tlsProtocol: fc.constantFrom('TLSv1', 'TLSv1.3', 'SSLv3'),
  tlsCipher: fc.constantFrom('TLS_AES_128_GCM_SHA256', 'ECDHE-RSA-AES128-GCM-SHA256', 'RC4-MD5'),
  country: fc.stringMatching(/^[A-Z][A-Z0-9]$/),
  distributionId: fc.stringMatching(/^E[A-Z0-9]{6,14}$/),
  distributionDomain: fc.stringMatching(/^d[a-z0-9]{13}\.cloudfront\.net$/),
};

/** Values that a viewer may send to imitate other values. */
const anyValue = fc.oneof(fc.constant('-'), fc.constant('GET'), ...Object.values(valuesOfForm));

/** Generates values of a field in records that CloudFront may send. */
export function valuesOfField(name: string): fc.Arbitrary<string> {
  const field = findField(name);
  if (field?.form === undefined) return anyValue;
  const values = valuesOfForm[field.form];
  return field.always ? values : fc.oneof(fc.constant('-'), values);
}

/** Generates the values of a record that CloudFront may send. */
export function recordsOf(fields: readonly string[]): fc.Arbitrary<string[]> {
  return fc.tuple(...fields.map(valuesOfField));
}
