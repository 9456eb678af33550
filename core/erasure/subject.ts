import type { Dialect } from '../lake/compaction/target.ts';
import { normalizeAddress } from '../sensitivity/addresses.ts';
import { sqlText } from '../sql/literals.ts';

/** Whose data to erase: how to recognize rows and text. */
export interface Subject {
  /** Description of the subject, such as `the address 192.0.2.7`. */
  readonly description: string;
  /**
   * Returns an SQL condition for the subject's rows in the lake. It is never NULL.
   *
   * @param textColumns names of the table's text columns
   */
  sql(textColumns: readonly string[], dialect: Dialect): string;
  /** Whether text contains the subject's address or hash; undefined if the subject is a condition on fields. */
  readonly isIn: ((text: string) => boolean) | undefined;
}

/** Patterns for what may directly precede and follow an IPv4 address that isn't part of something longer. */
const aroundIpv4 = ['(^|[^0-9A-Za-z.])', '($|[^0-9A-Za-z.]|[.]($|[^0-9]))'] as const;
const aroundIpv6 = ['(^|[^0-9A-Za-z:.])', '($|[^0-9A-Za-z:.]|[.]($|[^0-9]))'] as const;
const aroundHash = ['(^|[^0-9A-Za-z])', '($|[^0-9A-Za-z])'] as const;

/**
 * Creates a subject from an address and its hashes.
 *
 * @param address IP address in any notation
 * @param hashes hexadecimal digits
 */
export function subjectOfTexts(address: string | undefined, hashes: readonly string[]): Subject {
  const forms = address === undefined ? [] : addressForms(address);
  const patterns = [
    ...forms.map((form) => patternOf(form, form.includes(':') ? aroundIpv6 : aroundIpv4)),
    ...hashes.map((hash) => patternOf(hash, aroundHash)),
  ];
  const pattern = `(?i)${patterns.join('|')}`;
  const expression = new RegExp(patterns.join('|'), 'i');
  const parts = [
    ...(address === undefined ? [] : [`the address ${address}`]),
    ...hashes.map((hash) => `the hash ${hash}`),
  ];
  return {
    description: parts.join(' or '),
    sql(textColumns, dialect) {
      const matches = dialect === 'duckdb' ? 'regexp_matches' : 'regexp_like';
      return textColumns
        .map((name) => `coalesce(${matches}("${name}", ${sqlText(pattern)}), FALSE)`)
        .join(' OR ');
    },
    // Records of the stream contain percent escapes, which are decoded in rows.
    isIn: (text) => expression.test(text) || expression.test(decodePercent(text)),
  };
}

/**
 * Creates a subject from a condition on fields.
 *
 * @param text the condition as the user wrote it
 * @param sql the same condition in SQL, never NULL
 */
export function subjectOfCondition(text: string, sql: string): Subject {
  return { description: `requests with ${text}`, sql: () => sql, isIn: undefined };
}

/**
 * Returns the notations of an address: the shortest one and, for IPv6, all eight groups with and without leading zeros.
 */
export function addressForms(address: string): string[] {
  const shortest = normalizeAddress(address) ?? address;
  if (!shortest.includes(':')) return [shortest];
  const [head = '', tail] = shortest.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
  return [...new Set([shortest, groups.join(':'), groups.map((group) => group.padStart(4, '0')).join(':')])];
}

function patternOf(text: string, [before, after]: readonly [string, string]): string {
  return `${before}${text.replaceAll('.', '[.]')}${after}`;
}

function decodePercent(text: string): string {
  return text.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}
