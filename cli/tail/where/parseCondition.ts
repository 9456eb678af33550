import { fieldNamed, type RecordValue } from '../../../core/records/recordReader.ts';
import { comparison, type Operator, operators } from './comparison.ts';
import { Scanner } from './scanner.ts';

/** Decides about a record by the values of its fields. */
export type Condition = (value: (field: string) => RecordValue) => boolean;

const fieldPattern = /[a-z][a-z0-9_-]*/iy;
const operatorPattern = new RegExp(
  operators.map((operator) => operator.replaceAll(/[*^]/g, '\\$&')).join('|'),
  'y',
);
const quotedPattern = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/y;
/** A value without quotes ends at a space or a closing parenthesis. */
const barePattern = /[^\s)"'][^\s)]*/y;

const example = 'a comparison such as sc-status>=500';
const operatorsShown = '= != < <= > >= ^= *=';

/**
 * Reads a condition: comparisons joined by `and` and `or`, `and` first, with `not` and parentheses.
 *
 * @param fields names of the fields that records have
 * @throws UsageError that points at the place of the mistake
 * @example parseCondition('sc-status>=500 and cs-uri-stem^=/api/', fields)
 */
export function parseCondition(text: string, fields: readonly string[]): Condition {
  const scanner = new Scanner(text);
  const condition = parseAlternatives(scanner, fields);
  if (!scanner.ended) throw scanner.mistake("'and', 'or' or the end");
  return condition;
}

function parseAlternatives(scanner: Scanner, fields: readonly string[]): Condition {
  const conditions = [parseAll(scanner, fields)];
  while (scanner.take(/or\b/iy)) conditions.push(parseAll(scanner, fields));
  return (value) => conditions.some((condition) => condition(value));
}

function parseAll(scanner: Scanner, fields: readonly string[]): Condition {
  const conditions = [parseOne(scanner, fields)];
  while (scanner.take(/and\b/iy)) conditions.push(parseOne(scanner, fields));
  return (value) => conditions.every((condition) => condition(value));
}

function parseOne(scanner: Scanner, fields: readonly string[]): Condition {
  if (scanner.take(/not\b/iy)) {
    const condition = parseOne(scanner, fields);
    return (value) => !condition(value);
  }
  if (!scanner.take(/\(/y)) return parseComparison(scanner, fields);
  const condition = parseAlternatives(scanner, fields);
  if (!scanner.take(/\)/y)) throw scanner.mistake("'and', 'or' or ')'");
  return condition;
}

function parseComparison(scanner: Scanner, fields: readonly string[]): Condition {
  const name = scanner.take(fieldPattern)?.[0];
  if (name === undefined) throw scanner.mistake(example);
  const field = fieldNamed(name.toLowerCase(), fields);
  if (field === undefined)
    throw scanner.mistake(describeFields(name, fields), { got: `'${name}'`, atLast: true });
  const operator = scanner.take(operatorPattern)?.[0] as Operator | undefined;
  if (operator === undefined) throw scanner.mistake(`one of ${operatorsShown} behind ${field}`);
  const quoted = scanner.take(quotedPattern);
  const operand = quoted ? withoutBackslashes(quoted[1] ?? quoted[2] ?? '') : scanner.take(barePattern)?.[0];
  if (operand === undefined) throw scanner.mistake(`a value behind ${field}${operator}`);
  const test = comparison(field, operator, operand, quoted !== undefined);
  if ('expected' in test)
    throw scanner.mistake(test.expected, { got: `'${operator}${operand}'`, atLast: true });
  return (value) => test(value(field));
}

function withoutBackslashes(text: string): string {
  return text.replaceAll(/\\(.)/g, '$1');
}

/** What fields there are, those first that look like the name. */
function describeFields(name: string, fields: readonly string[]): string {
  const alike = fields.filter((field) => field.includes(name.toLowerCase()));
  const shown = alike.length > 0 ? alike : fields;
  return `a field that is logged (${shown.slice(0, 8).join(', ')}${shown.length > 8 ? ', …' : ''})`;
}
