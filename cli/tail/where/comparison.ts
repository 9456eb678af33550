import { type FieldType, findField } from '../../../core/fields/catalog.ts';
import type { RecordValue } from '../../../core/records/recordReader.ts';
import { readTime } from '../../times.ts';

/** Operators, with longer operators first. */
export const operators = ['>=', '<=', '!=', '^=', '*=', '=', '>', '<'] as const;

/** `=`, `!=`, `<`, `<=`, `>`, `>=`, `^=` (starts with), or `*=` (contains). */
export type Operator = (typeof operators)[number];

/** Tests a value of a record. */
export type ValueTest = (value: RecordValue) => boolean;

/** An empty value, as in a log record. */
export const emptyMark = '-';

/**
 * Returns the test for a comparison. An empty value equals only `-`, and is neither less nor greater than any value.
 *
 * @param quoted whether the operand was in quotes, so that `-` is the character
 * @returns the test, or what was expected if the field doesn't support the comparison
 */
export function comparison(
  field: string,
  operator: Operator,
  operand: string,
  quoted: boolean,
): ValueTest | { readonly expected: string } {
  if (operand === emptyMark && !quoted && (operator === '=' || operator === '!=')) {
    return operator === '=' ? (value) => value === null : (value) => value !== null;
  }
  const type = findField(field)?.type ?? 'string';
  if (type === 'string') return compareTexts(operator, operand);
  if (operator === '^=' || operator === '*=') {
    return { expected: `=, !=, <, <=, >, or >= after ${field}, which is a number` };
  }
  const number = type === 'timestamp' ? readTime(operand) : readNumber(operand);
  return number === undefined ? { expected: operandOf(type, field) } : compareNumbers(operator, number);
}

function operandOf(type: FieldType, field: string): string {
  if (type === 'timestamp') return `a time such as 2026-11-20T13:05:00Z after ${field}`;
  return `a number after ${field}`;
}

function readNumber(text: string): number | undefined {
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}

function compareNumbers(operator: Operator, operand: number): ValueTest {
  return compare(operator, (value) => (value as number) - operand);
}

function compareTexts(operator: Operator, operand: string): ValueTest {
  if (operator === '^=') return (value) => typeof value === 'string' && value.startsWith(operand);
  if (operator === '*=') return (value) => typeof value === 'string' && value.includes(operand);
  return compare(operator, (value) => {
    if (value === operand) return 0;
    return (value as string) < operand ? -1 : 1;
  });
}

function compare(operator: Operator, order: (value: string | number) => number): ValueTest {
  switch (operator) {
    case '=':
      return (value) => value !== null && order(value) === 0;
    case '!=':
      return (value) => value === null || order(value) !== 0;
    case '<':
      return (value) => value !== null && order(value) < 0;
    case '<=':
      return (value) => value !== null && order(value) <= 0;
    case '>':
      return (value) => value !== null && order(value) > 0;
    default:
      return (value) => value !== null && order(value) >= 0;
  }
}
