import { isIPv4, isIPv6 } from 'node:net';
import type { SensitivityPolicy } from './policy.ts';
import { keyedHash } from './replacement.ts';

/**
 * An address as the policy has it, or undefined where nothing of it is to stay: what is no address cannot be
 * truncated and is dropped.
 */
export function replaceAddress(address: string, policy: SensitivityPolicy): string | undefined {
  switch (policy.addresses) {
    case 'keep':
      return address;
    case 'hash':
      return keyedHash(address, policy);
    case 'truncate':
      return truncateAddress(address);
    case 'drop':
      return undefined;
  }
}

/** The addresses of a list, separated by commas, as the policy has them. */
export function replaceAddresses(list: string, policy: SensitivityPolicy): string | undefined {
  if (policy.addresses === 'keep') return list;
  const kept = list
    .split(',')
    .map((address) => replaceAddress(address.trim(), policy))
    .filter((address) => address !== undefined);
  return kept.length === 0 ? undefined : kept.join(',');
}

/** An IPv4 address written as an IPv6 address: its prefix, and the first three of its numbers. */
const ipv4InIpv6 = /^(::(?:ffff:)?|0:0:0:0:0:ffff:|64:ff9b::)(\d+\.\d+\.\d+)\.\d+$/i;

/** The network of an address: /24 of IPv4, /48 of IPv6; undefined where it is neither. A port is dropped. */
function truncateAddress(address: string): string | undefined {
  const withoutPort = address
    .replace(/^\[(.+)\](?::\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
  if (isIPv4(withoutPort)) return `${withoutPort.split('.').slice(0, 3).join('.')}.0`;
  if (!isIPv6(withoutPort) || withoutPort.includes('%')) return undefined;
  const [, prefix, numbers] = ipv4InIpv6.exec(withoutPort) ?? [];
  if (prefix !== undefined) return `${prefix}${numbers}.0`;
  const [head = '', tail] = withoutPort.replace(/[\d.]+\.\d+$/, '0:0').split('::');
  const groups = head === '' ? [] : head.split(':');
  const tailGroups = tail === undefined || tail === '' ? [] : tail.split(':');
  if (tail !== undefined)
    groups.push(...Array<string>(8 - groups.length - tailGroups.length).fill('0'), ...tailGroups);
  return `${groups
    .slice(0, 3)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::`;
}
