import { isIPv4, isIPv6 } from 'node:net';
import type { SensitivityPolicy } from './policy.ts';
import { keyedHash } from './replacement.ts';

/**
 * Returns an address in the form that the policy requires, or undefined if it is dropped. Text that isn't an
 * address can't be truncated, so it is dropped.
 */
export function replaceAddress(text: string, policy: SensitivityPolicy): string | undefined {
  switch (policy.addresses) {
    case 'keep':
      return text;
    case 'hash':
      return keyedHash(normalizeAddress(text) ?? text, policy);
    case 'truncate':
      return truncateAddress(text);
    case 'drop':
      return undefined;
  }
}

/** Returns the addresses of a comma-separated list in the form that the policy requires. */
export function replaceAddresses(list: string, policy: SensitivityPolicy): string | undefined {
  if (policy.addresses === 'keep') return list;
  const kept = list
    .split(',')
    .map((address) => replaceAddress(address.trim(), policy))
    .filter((address) => address !== undefined);
  return kept.length === 0 ? undefined : kept.join(',');
}

/**
 * Normalizes an address: IPv4 with dots, even if it was written as IPv6 (`::ffff:192.0.2.1`); IPv6 in
 * lowercase with the longest run of zeros omitted (RFC 5952). Without brackets, port, and zone.
 *
 * @param text an address, with or without brackets, port, and zone
 * @returns undefined if the text is not an address
 */
export function normalizeAddress(text: string): string | undefined {
  const address = withoutPort(text);
  if (address === undefined) return undefined;
  if (isIPv4(address)) return address;
  const groups = groupsOf(address);
  return ipv4Of(groups) ?? compress(groups);
}

/**
 * Returns the address of a text with an address and a port, in the form of CloudFront-Viewer-Address: IPv6 without
 * brackets, so the last group is the port, even if the complete text is a valid address.
 */
export function addressBeforePort(text: string): string {
  const [, address = ''] = /^\s*(.+):\d{1,5}\s*$/.exec(text) ?? [];
  return isIPv6(address) ? address : text;
}

/** Returns the address in a text; undefined if the text isn't an address. */
function withoutPort(text: string): string | undefined {
  const plain = text.trim().replace(/^"(.*)"$/, '$1');
  const address = plain
    .replace(/^\[([^\]]+)\](?::\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/%.*$/, '');
  if (isIPv4(address) || isIPv6(address)) return address;
  const beforePort = addressBeforePort(address);
  return isIPv6(beforePort) ? beforePort : undefined;
}

/** Returns the eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  const hexadecimal = address.replace(/\d+\.\d+\.\d+\.\d+$/, (ipv4) => {
    const [a, b, c, d] = ipv4.split('.').map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
  const [head, tail] = hexadecimal.split('::').map((part) => (part === '' ? [] : part.split(':')));
  const groups =
    tail === undefined ? head : [...head, ...Array(8 - head.length - tail.length).fill('0'), ...tail];
  return groups.map((group) => Number.parseInt(group, 16));
}

/** Returns the IPv4 address in an IPv6 address: `::ffff:192.0.2.1`. */
function ipv4Of(groups: readonly number[]): string | undefined {
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  return isMapped ? ipv4Text(groups) : undefined;
}

/** Formats the last two groups as an IPv4 address. */
function ipv4Text(groups: readonly number[]): string {
  return groups
    .slice(6)
    .flatMap((group) => [group >>> 8, group & 0xff])
    .join('.');
}

/** Formats IPv6 as in RFC 5952, section 4. */
function compress(groups: readonly number[]): string {
  const text = groups.map((group) => group.toString(16)).join(':');
  const runs = text.match(/(?<![^:])0(?::0)+(?![^:])/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  if (longest === '') return text;
  const at = text.search(new RegExp(`(?<![^:])${longest}(?![^:])`));
  const before = text.slice(0, at).replace(/:$/, '');
  const after = text.slice(at + longest.length).replace(/^:/, '');
  return `${before}::${after}`;
}

/** Returns the network of an address: /24 of IPv4, /48 of IPv6; undefined if the text is neither. */
function truncateAddress(text: string): string | undefined {
  const address = normalizeAddress(text);
  if (address === undefined) return undefined;
  if (isIPv4(address)) return `${address.split('.').slice(0, 3).join('.')}.0`;
  const groups = groupsOf(address);
  // The NAT64 prefix doesn't identify the network, but the embedded IPv4 address does.
  if (groups[0] === 0x64 && groups[1] === 0xff9b && groups.slice(2, 6).every((group) => group === 0)) {
    return `64:ff9b::${truncateAddress(ipv4Text(groups))}`;
  }
  return `${groups
    .slice(0, 3)
    .map((group) => group.toString(16))
    .join(':')}::`;
}
