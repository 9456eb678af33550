import { UsageError } from '../../terminal/usageError.ts';

/** Valid numbers of an option. */
export interface NumberRange {
  readonly smallest: number;
  readonly largest: number;
  /** Whether only whole numbers are valid. */
  readonly whole?: true;
}

/**
 * Returns a parser for an option that is a number.
 *
 * @param option name of the option, such as `--headroom`
 * @throws UsageError if the value isn't a number or is out of range
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
