import { findField } from '../fields/catalog.ts';
import type { FormName } from '../fields/forms.ts';

/** Path in the request of a test record. */
export const testPath = '/cfrl-destination-test';

/** An example value for each form that edge servers write. */
const values: Readonly<Record<FormName, string>> = {
  epochSeconds: '0000000000.000',
  seconds: '0.001',
  status: '200',
  digits: '0',
  address: '192.0.2.1',
  protocol: 'https',
  edgeLocation: 'SFO53-P9',
  requestId: 'cfrl-destination-test',
  ipVersion: 'IPv4',
  resultType: 'Hit',
  tlsProtocol: 'TLSv1.3',
  tlsCipher: 'TLS_AES_128_GCM_SHA256',
  country: 'US',
  distributionId: 'E1CFRLTEST',
  distributionDomain: 'd111111abcdef8.cloudfront.net',
};

/** Returns the request ID of a test record. It contains the time of the test, so it is unique. */
export function testRequestId(time: number): string {
  return `cfrl-destination-test-${time}-`.padEnd(54, 'x').padEnd(56, '=');
}

/**
 * Returns a record in CloudFront's format for a test of a destination. It matches the layout of `fields`, and is marked
 * in its path, user agent, and request ID.
 *
 * @param fields fields of the layout
 * @param time epoch milliseconds
 */
export function testRecord(fields: readonly string[], time: number): string {
  const marked: Readonly<Record<string, string>> = {
    timestamp: (time / 1000).toFixed(3),
    'x-edge-request-id': testRequestId(time),
    'cs-uri-stem': testPath,
    'cs-user-agent': 'cfrl%20destination%20test',
    'cs-method': 'GET',
  };
  return fields
    .map((name) => {
      const form = findField(name)?.form;
      return marked[name] ?? (form === undefined ? '-' : values[form]);
    })
    .join('\t');
}
