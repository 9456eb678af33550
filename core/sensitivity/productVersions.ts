/** Words after which a number is a version. */
const versionWords: ReadonlySet<string> = new Set([
  'v',
  'ver',
  'version',
  'versions',
  'rv',
  'rev',
  'revision',
  'build',
  'release',
  'rel',
  'firmware',
  'sdk',
  'os',
  'ios',
  'nt',
  'android',
  'windows',
  'linux',
  'kernel',
]);

/** Words after which numbers are an address. */
const addressWords: ReadonlySet<string> = new Set([
  'ip',
  'ips',
  'ipv',
  'addr',
  'address',
  'addresses',
  'geoip',
  'whois',
]);

/** Number of characters before a number in which to search for a name. */
const longestContext = 64;

/** The first number of a version in a path is below this. The first number of most addresses isn't. */
const firstOfAddresses = 100;

/**
 * Whether four numbers with dots are the version of a product and not an address, which their form alone doesn't
 * show: `Chrome/120.0.0.0` in user agents, `/jquery/3.4.1.0/` in paths, `appVersion=1.2.3.4`.
 *
 * - After a word for versions (`v="8.0.0.0"`, `Android 1.2.3.4`), they are a version.
 * - After the name of a product and a slash, they are a version. In a path, where any name may precede them,
 *   including after a hyphen or an underscore, they are a version if their first number is below 100 or the last three are 0.
 * - After a word for addresses (`/ip/192.0.2.1`) and anywhere else, they are an address.
 *
 * @param start start of the numbers in the text
 * @param numbers as written, such as `120.0.0.0`
 */
export function isProductVersion(text: string, start: number, numbers: string): boolean {
  const first = Math.max(0, start - longestContext);
  let at = start - 1;
  while (at >= first && /["'\s]/.test(text[at])) at--;
  const separator = at < start - 1 && !/[=:/_-]/.test(text[at] ?? '') ? ' ' : text[at--];
  if (separator === undefined || !/[=: /_-]/.test(separator)) return false;
  while (at >= first && /["'\s]/.test(text[at])) at--;
  const nameEnd = at + 1;
  while (at >= first && /[\w.+-]/.test(text[at])) at--;
  const words = text.slice(at + 1, nameEnd).match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [];
  const last = words.at(-1)?.toLowerCase();
  if (last === undefined) return false;
  if (versionWords.has(last)) return true;
  if (!/[/_-]/.test(separator) || words.some((word) => addressWords.has(word.toLowerCase()))) return false;
  const isProduct = separator === '/' && text[at] !== '/';
  return isProduct || Number.parseInt(numbers, 10) < firstOfAddresses || numbers.endsWith('.0.0.0');
}
