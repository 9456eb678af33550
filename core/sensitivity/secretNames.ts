import { hashBytes, lowBytes } from '../columns/hashBytes.ts';
import { isSecretName } from './secretWords.ts';

/** Longest name whose result is cached, in bytes. */
const longestRemembered = 64;

/** Number of cached results; a power of two. */
const remembered = 1024;

/** Names of parameters and headers that a policy adds to or removes from those of `secretWords.ts`. */
export interface ListedNames {
  readonly redactNames?: readonly string[] | undefined;
  readonly keepNames?: readonly string[] | undefined;
}

/**
 * Recognizes names whose values are secret. Records repeat a small number of names, so results are
 * cached by the bytes of the name, in memory of a fixed size.
 */
export class SecretNames {
  readonly #redacted: ReadonlySet<string>;
  readonly #kept: ReadonlySet<string>;
  readonly #names = Buffer.alloc(remembered * longestRemembered + 8);
  readonly #view = new DataView(this.#names.buffer, this.#names.byteOffset, this.#names.length);
  /** Length of the name at each place; 0 if the place is empty. */
  readonly #lengths = new Uint8Array(remembered);
  readonly #answers = new Uint8Array(remembered);

  constructor({ redactNames = [], keepNames = [] }: ListedNames = {}) {
    this.#redacted = new Set(redactNames.map(plainName));
    this.#kept = new Set(keepNames.map(plainName));
  }

  /**
   * Whether a name is secret.
   *
   * @param isWhole whether this is the complete name of a parameter or header
   */
  has(name: string, isWhole = true): boolean {
    if (this.redacts(name)) return true;
    return !isListed(name, this.#kept) && isSecretName(name, isWhole);
  }

  /** Whether the policy lists a name as secret. */
  redacts(name: string): boolean {
    return isListed(name, this.#redacted);
  }

  /** Whether the policy lists a name as not secret, and doesn't also list it as secret. */
  keeps(name: string): boolean {
    return isListed(name, this.#kept) && !this.redacts(name);
  }

  /**
   * Whether the bytes from `start` to `end` are a secret name. Reads up to 3 bytes after `end`.
   *
   * @param view view of the same memory as `bytes`
   */
  matches(bytes: Buffer, view: DataView, start: number, end: number, isWhole: boolean): boolean {
    const length = end - start;
    if (length <= 0) return false;
    if (length > longestRemembered) return this.has(bytes.toString('latin1', start, end), isWhole);
    const place = ((hashBytes(view, start, end) << 1) | (isWhole ? 1 : 0)) & (remembered - 1);
    if (this.#isAt(place, view, start, length)) return this.#answers[place] === 1;
    const answer = this.has(bytes.toString('latin1', start, end), isWhole);
    bytes.copy(this.#names, place * longestRemembered, start, end);
    this.#lengths[place] = length;
    this.#answers[place] = answer ? 1 : 0;
    return answer;
  }

  #isAt(place: number, view: DataView, start: number, length: number): boolean {
    if (this.#lengths[place] !== length) return false;
    const from = place * longestRemembered;
    let offset = 0;
    for (; offset + 4 <= length; offset += 4) {
      if (view.getInt32(start + offset, true) !== this.#view.getInt32(from + offset, true)) return false;
    }
    if (offset === length) return true;
    const difference = view.getInt32(start + offset, true) ^ this.#view.getInt32(from + offset, true);
    return (difference & lowBytes[length - offset]) === 0;
  }
}

const namesOfPolicies = new WeakMap<ListedNames, SecretNames>();

/** Returns the names of a policy. All fields share one instance, so that each name is recognized once. */
export function secretNamesOf(policy: ListedNames): SecretNames {
  let names = namesOfPolicies.get(policy);
  if (names === undefined) {
    names = new SecretNames(policy);
    namesOfPolicies.set(policy, names);
  }
  return names;
}

function isListed(name: string, listed: ReadonlySet<string>): boolean {
  return listed.size > 0 && (listed.has(plainName(name)) || listed.has(plainName(lastSegment(name))));
}

/** Normalizes a name: removes differences in case, separators, and brackets. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9\u0080-\uffff]/g, '');
}

/** Returns the last part of a nested name: `ssn` for `user[ssn]`, `user.ssn`, and `user[ssn][]`. */
function lastSegment(name: string): string {
  const parts = name.split(/[[\].]/);
  return parts.findLast((part) => part !== '') ?? name;
}
