import type { Dialect } from '../lake/compaction/target.ts';
import { normalizeAddress } from '../sensitivity/addresses.ts';
import { sqlText } from '../sql/literals.ts';

/** Whose data is erased: how rows and texts are recognized. */
export interface Subject {
  /** What it is, such as `the address 192.0.2.7`. */
  readonly says: string;
  /**
   * Condition that rows of the lake meet; never NULL.
   *
   * @param textColumns names of the table's columns that hold texts
   */
  sql(textColumns: readonly string[], dialect: Dialect): string;
  /** Whether a text has the subject's address or hash; undefined if a condition on fields decides. */
  readonly isIn: ((text: string) => boolean) | undefined;
}

/** Characters that a text may have directly before and after an IPv4 address that stands for itself. */
const aroundIpv4 = ['(^|[^0-9A-Za-z.])', '($|[^0-9A-Za-z.]|[.]($|[^0-9]))'] as const;
const aroundIpv6 = ['(^|[^0-9A-Za-z:.])', '($|[^0-9A-Za-z:.]|[.]($|[^0-9]))'] as const;
const aroundHash = ['(^|[^0-9A-Za-z])', '($|[^0-9A-Za-z])'] as const;

/**
 * The subject of an address and of the hashes that stand for it.
 *
 * @param address in any spelling
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
    says: parts.join(' or '),
    sql(textColumns, dialect) {
      const matches = dialect === 'duckdb' ? 'regexp_matches' : 'regexp_like';
      return textColumns
        .map((name) => `coalesce(${matches}("${name}", ${sqlText(pattern)}), FALSE)`)
        .join(' OR ');
    },
    // Records of the stream have percent escapes that rows no longer have.
    isIn: (text) => expression.test(text) || expression.test(decodePercent(text)),
  };
}

/**
 * The subject of a condition on fields.
 *
 * @param text the condition as it was given
 * @param sql the same in SQL, never NULL
 */
export function subjectOfCondition(text: string, sql: string): Subject {
  return { says: `requests with ${text}`, sql: () => sql, isIn: undefined };
}

/** Spellings of an address: the shortest one, and all eight groups with and without leading zeros for IPv6. */
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
