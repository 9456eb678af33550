import { isIPv4, isIPv6 } from 'node:net';
import { addressBeforePort, replaceAddress } from './addresses.ts';
import { ExpandedText } from './expandedText.ts';
import type { SensitivityPolicy } from './policy.ts';
import { isProductVersion } from './productVersions.ts';
import { type Replacement, redacted } from './replacement.ts';

/** Matches what every address contains: a quick test that excludes most texts. */
const hint = /\d\.\d|:[\da-fA-F]*:|%/;

const ipv4 = /(?<![0-9A-Za-z.])\d{1,3}(?:\.\d{1,3}){3}(?![0-9A-Za-z]|\.\d)/g;

/** The characters in IPv6 addresses, including their ports and the IPv4 addresses in them. */
const ipv6Run = /[0-9A-Fa-f:.]{3,}/g;

/** Characters of the longest IPv6 address with a port. */
const longestAddress = 52;

const expanded = new ExpandedText();

/**
 * Finds the IPv4 and IPv6 addresses of a text, as parts to replace, in ascending order. Product versions are not
 * addresses, nor is `::` alone.
 *
 * @param start start of the part of the text to search
 */
export function addressLiterals(
  bytes: Buffer,
  start: number,
  end: number,
  policy: SensitivityPolicy,
): Replacement[] {
  const text = bytes.toString('latin1', start, end);
  if (!hint.test(text)) return [];
  if (!text.includes('%')) return findAddresses(text).map((found) => replacement(found, start, policy));
  expanded.expand(bytes, start, end);
  const { starts, length } = expanded;
  return findAddresses(expanded.bytes.toString('latin1', 0, length)).map(({ at, address, length }) => ({
    start: starts[at],
    end: starts[at + length],
    text: replaceAddress(address, policy) ?? redacted,
  }));
}

/** An address in a text, and the part of the text to replace, which doesn't include the port. */
interface FoundAddress {
  readonly at: number;
  readonly length: number;
  readonly address: string;
}

function replacement(
  { at, length, address }: FoundAddress,
  start: number,
  policy: SensitivityPolicy,
): Replacement {
  return { start: start + at, end: start + at + length, text: replaceAddress(address, policy) ?? redacted };
}

function findAddresses(text: string): FoundAddress[] {
  const found: FoundAddress[] = [];
  let ipv6From = 0;
  const ofIpv6 = findIpv6(text);
  for (const { 0: address, index: at } of text.matchAll(ipv4)) {
    while (ipv6From < ofIpv6.length && ofIpv6[ipv6From].at <= at) found.push(ofIpv6[ipv6From++]);
    const before = found.at(-1);
    if (before !== undefined && at < before.at + before.length) continue;
    if (isIPv4(address) && !isProductVersion(text, at, address))
      found.push({ at, length: address.length, address });
  }
  return [...found, ...ofIpv6.slice(ipv6From)];
}

function findIpv6(text: string): FoundAddress[] {
  const found: FoundAddress[] = [];
  for (const { 0: run, index } of text.matchAll(ipv6Run)) {
    const address = ipv6In(run, /[0-9A-Za-z]/.test(text[index - 1] ?? ''));
    if (address === undefined) continue;
    const at = index + run.indexOf(address);
    if (!/[0-9A-Za-z]/.test(text[at + address.length] ?? ''))
      found.push({ at, length: address.length, address });
  }
  return found;
}

/**
 * Finds the IPv6 address in a run of its characters, which may begin with the end of a name (`node:2001:db8::1`) and
 * end with a port or a point.
 */
function ipv6In(run: string, isBehindLetter: boolean): string | undefined {
  const afterName = isBehindLetter ? run.slice(run.indexOf(':') + 1) : run.replace(/^[.:](?!:)/, '');
  // Text after a name with two colons is not an address: `std::dec`.
  if (isBehindLetter && (!run.includes(':') || afterName.startsWith(':'))) return undefined;
  const text = afterName.replace(/\.$|(?<!:):$/, '');
  if (text.length > longestAddress || !text.includes(':')) return undefined;
  const address = isIPv6(text) ? text : addressBeforePort(text);
  // Addresses contain a digit, unlike words with colons such as `a::b`, and more than one group or a beginning.
  return isIPv6(address) && /\d/.test(address) && !/^[0-9A-Fa-f]+::$/.test(address) ? address : undefined;
}
