import { UsageError } from '../../terminal/usageError.ts';

/** Numbers that an option allows. */
export interface NumberRange {
  readonly smallest: number;
  readonly largest: number;
  /** Only whole numbers. */
  readonly whole?: true;
}

/**
 * A reader for an option that is a number.
 *
 * @param option its name, such as `--headroom`
 * @throws UsageError if the value isn't a number, or out of range
 */
export function numberOption(option: string, { smallest, largest, whole }: NumberRange) {
  return (value: string): number => {
    const number = value.trim() === '' ? Number.NaN : Number(value);
    const isAllowed = number >= smallest && number <= largest && (!whole || Number.isInteger(number));
    if (isAllowed) return number;
    const kind = whole ? 'a whole number' : 'a number';
    const range = `${smallest.toLocaleString('en-US')} to ${largest.toLocaleString('en-US')}`;
    throw new UsageError(`${option}: expected ${kind} from ${range}, got '${value}'`);
  };
}
