import { readHosts } from '../../../core/metrics/hosts.ts';
import { textColumn } from '../../support/columns.ts';

const domain = 'd111111abcdef8.cloudfront.net';
const other = 'd222222abcdef8.cloudfront.net';

type Texts = readonly (string | null)[];

/** Returns the host of each row. An undefined column is not logged. */
function hostsOf(xHostHeader: Texts | undefined, csHost: Texts | undefined): (string | undefined)[] {
  const columns = {
    xHostHeader: xHostHeader && textColumn(xHostHeader),
    csHost: csHost && textColumn(csHost),
  };
  const { names, hostOfRow } = readHosts(columns);
  const rows = (xHostHeader ?? csHost ?? [null]).length;
  return Array.from({ length: rows }, (_, row) => names[hostOfRow(row)]);
}

describe('the host that identifies the distribution', () => {
  it.each([
    ['x-host-header if it is a domain of CloudFront', [domain], ['www.example.com'], [domain]],
    ['cs-host if that one is', ['www.example.com'], [domain], [domain]],
    ['x-host-header if both are', [domain], [other], [domain]],
    ['x-host-header if neither is', ['www.example.com'], ['shop.example.com'], ['www.example.com']],
    ['cs-host if x-host-header is absent', [null], [domain], [domain]],
    [
      'cs-host if x-host-header is absent, though no domain of CloudFront',
      [null],
      ['www.example.com'],
      ['www.example.com'],
    ],
    ['none if both are absent', [null], [null], ['']],
    ['the one logged, domain or not', ['www.example.com'], undefined, ['www.example.com']],
    ['cs-host if it alone is logged', undefined, ['www.example.com'], ['www.example.com']],
    ['none if none is logged', undefined, undefined, ['']],
    [
      'a domain in China, too',
      ['www.example.com'],
      ['d111111abcdef8.cloudfront.cn'],
      ['d111111abcdef8.cloudfront.cn'],
    ],
    ['no name that only contains a domain of CloudFront', [`${domain}.example.com`], [domain], [domain]],
  ])('is %s', (_, xHostHeader, csHost, expected) => {
    expect(hostsOf(xHostHeader, csHost)).toEqual(expected);
  });

  it.each([
    ['WWW.Example.com', 'www.example.com'],
    ['www.example.com.', 'www.example.com'],
    ['www.example.com:443', 'www.example.com'],
    ['Www.example.com.:8443', 'www.example.com'],
    ['D111111ABCDEF8.cloudfront.net:443', domain],
    ['[2001:DB8::1]:443', '[2001:db8::1]'],
    ['[2001:db8::1]', '[2001:db8::1]'],
  ])('has one name, no matter how a viewer writes it: %s', (written, name) => {
    expect(hostsOf([written], undefined)).toEqual([name]);
    expect(hostsOf([null], [written])).toEqual([name]);
  });

  it('is chosen row by row', () => {
    const xHostHeader = [domain, 'www.example.com', null, 'www.example.com', domain];
    const csHost = ['www.example.com', other, domain, 'shop.example.com', null];
    expect(hostsOf(xHostHeader, csHost)).toEqual([domain, other, domain, 'www.example.com', domain]);
  });

  it('is cs-host in rows without x-host-header, even if all others have a domain', () => {
    expect(hostsOf([domain, null, domain], [null, other, null])).toEqual([domain, other, domain]);
  });
});
