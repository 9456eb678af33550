import { type FormName, hasForm } from '../../../core/fields/forms.ts';
import { requestId } from '../../support/records.ts';

/** For each form: values that CloudFront writes, and values that CloudFront does not write. */
const values: Readonly<Record<FormName, readonly [usual: readonly string[], others: readonly string[]]>> = {
  epochSeconds: [
    ['1669021069.951', '1795179600.000', '12345678901.123'],
    ['1669021069', '1669021069.9', '1669021069.9511', '16690210.951', '1e999', '1669021069,951', ''],
  ],
  seconds: [
    ['0.000', '0.042', '12345678.999'],
    ['0', '0.04', '.042', '-0.042', '123456789.000', '0.042s', '1669021069.951'],
  ],
  status: [
    ['200', '000', '504'],
    ['20', '2000', '2OO', ''],
  ],
  digits: [
    ['0', '64496', '9223372036854775807'],
    ['', '-1', '1.5', 'abc', '12345678901234567890'],
  ],
  address: [
    [
      '192.0.2.1',
      '255.255.255.255',
      '2001:db8::1',
      '::1',
      '::',
      '2001:db8:2328:7f60:fc5c:8867:7522:1bef',
      '::ffff:192.0.2.1',
    ],
    ['192.0.2', '192.0.2.1.5', '192.0.2.1:443', 'www.example.com', 'abc', 'a:b', '2001:db8::g', '12:34', ''],
  ],
  protocol: [
    ['http', 'https', 'ws', 'wss', 'grpcs'],
    ['HTTP', 'h', 'HTTP/2.0', 'https:', ''],
  ],
  edgeLocation: [
    ['SFO53-P9', 'HAM50-C2', 'DFW3', 'DFW3-C1'],
    ['sfo53-P9', 'SFO', 'SFO53-', 'SFO53-9', '53-P9', ''],
  ],
  requestId: [
    [requestId(7), '6PfZe0cc_AjXUjFuGnL9pGOmFdUx8xR8ZU8nr44JYJWi-DaeJjcxkw=='],
    ['GET', 'too-short', '/index.html?a=bbbbbbbbbbbbbbbbb', 'with%20escapes%20in%20it', ''],
  ],
  ipVersion: [
    ['IPv4', 'IPv6'],
    ['IPv5', 'ipv4', 'IPv46', ''],
  ],
  resultType: [
    ['Hit', 'RefreshHit', 'OriginShieldHit', 'MissGeneratedResponse', 'OriginDnsError', 'ClientCommError'],
    ['hit', 'HIT', 'Hit2', 'Hit Miss', 'H', ''],
  ],
  tlsProtocol: [
    ['TLSv1.3', 'TLSv1', 'SSLv3'],
    ['TLS', 'tlsv1.3', 'TLSv1.3.1', 'TLS_AES_128_GCM_SHA256'],
  ],
  tlsCipher: [
    ['ECDHE-RSA-AES128-GCM-SHA256', 'TLS_AES_128_GCM_SHA256', 'RC4-MD5'],
    ['TLSv1.3', 'US', 'aes-128', 'Hit', ''],
  ],
  country: [
    ['US', 'DE', 'T1'],
    ['us', 'USA', 'U', '12', ''],
  ],
  distributionId: [
    ['EDFDVBD6EXAMPLE', 'E1ABCDEFGHIJKL'],
    ['EDF', 'XDFDVBD6EXAMPLE', 'edfdvbd6example', '64496', '0.031'],
  ],
  distributionDomain: [
    ['d111111abcdef8.cloudfront.net', 'd111111abcdef8.cloudfront.cn'],
    ['www.example.com', 'd111111abcdef8.cloudfront.net.example.com', 'cloudfront.net', '0.045'],
  ],
};

const table = Object.entries(values) as [FormName, (typeof values)[FormName]][];

describe.each(table)('the form %s', (form, [usual, others]) => {
  it('matches what CloudFront writes', () => {
    expect(usual.filter((value) => !hasForm(form, value))).toEqual([]);
  });

  it('does not match other text', () => {
    expect(others.filter((value) => hasForm(form, value))).toEqual([]);
  });
});
