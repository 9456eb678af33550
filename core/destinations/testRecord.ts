import { findField } from '../fields/catalog.ts';
import type { FormName } from '../fields/forms.ts';

/** Path of the request that a test record is about. */
export const testPath = '/cfrl-destination-test';

/** A value of each form that the edge writes. */
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

/** The request ID of a test record, which is unique by the moment of the test. */
export function testRequestId(time: number): string {
  return `cfrl-destination-test-${time}-`.padEnd(54, 'x').padEnd(56, '=');
}

/**
 * A record as CloudFront logs it, for a test of a destination: readable by the layout of its fields, and marked in its
 * path, user agent, and request ID.
 *
 * @param fields of the layout
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
