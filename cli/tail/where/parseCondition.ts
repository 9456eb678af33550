import { fields } from '../../../core/fields/catalog.ts';
import { fieldNamed, type RecordValue } from '../../../core/records/recordReader.ts';
import { nearest } from '../../../core/suggestion.ts';
import { comparison, type Operator, operators } from './comparison.ts';
import { comparisonSql } from './comparisonSql.ts';
import { Scanner } from './scanner.ts';

/** Tests a record by the values of its fields. */
export type Condition = (value: (field: string) => RecordValue) => boolean;

const fieldPattern = /[a-z][a-z0-9_-]*/iy;
const operatorPattern = new RegExp(
  operators.map((operator) => operator.replaceAll(/[*^]/g, '\\$&')).join('|'),
  'y',
);
const quotedPattern = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/y;
/** A value without quotes ends at a space or a closing parenthesis. */
const barePattern = /[^\s)"'][^\s)]*/y;

/** Maximum number of letters that differ between a field of the catalog and a misspelled name. */
const maxEdits = 2;

const example = 'a comparison such as sc-status>=500';
const operatorsShown = '= != < <= > >= ^= *=';

/**
 * Parses a condition: comparisons joined by `and` and `or`, with `not` and parentheses. `and` takes precedence over `or`.
 *
 * @param names names of the logged fields
 * @throws UsageError that shows the position of the mistake
 * @example parseCondition('sc-status>=500 and cs-uri-stem^=/api/', fields)
 */
export function parseCondition(text: string, names: readonly string[]): Condition {
  return parseWhere(text, names).test;
}

/** A condition for records of the stream, and the same condition in SQL for rows of the lake. */
export interface Where {
  readonly test: Condition;
  readonly sql: string;
  /** Names of the fields in the condition. */
  readonly fields: readonly string[];
}

/**
 * Parses a condition like {@link parseCondition}, and returns it also as SQL for Athena and DuckDB.
 *
 * @param option the option that contains the condition, for messages
 * @throws UsageError that shows the position of the mistake
 */
export function parseWhere(text: string, names: readonly string[], option = '--where'): Where {
  const scanner = new Scanner(text, option);
  const where = parseAlternatives(scanner, names);
  if (!scanner.ended) throw scanner.mistake("'and', 'or', or the end");
  return where;
}

/**
 * Checks a condition before the logged fields are known: its syntax, and names that look like a misspelled field of the
 * catalog.
 *
 * @throws UsageError that shows the position of the mistake
 */
export function checkCondition(text: string, option = '--where'): void {
  parseWhere(text, possibleFields(text), option);
}

/** Returns the names of the catalog's fields, and the names in a text that can be fields newer than the catalog. */
export function possibleFields(text: string): string[] {
  return [...fields.map(({ name }) => name), ...unknownNames(text)];
}

/** Returns the names in a condition that aren't in the catalog, and aren't similar to a name in it. */
function unknownNames(text: string): string[] {
  const names = text.match(/[a-z][a-z0-9_-]*/gi) ?? [];
  const known = fields.map(({ name }) => name);
  return names
    .map((name) => name.toLowerCase())
    .filter((name) => fieldNamed(name, known) === undefined && nearest(name, known, maxEdits) === undefined);
}

const join = (wheres: readonly Where[], word: 'AND' | 'OR') =>
  wheres.length === 1 ? wheres[0].sql : `(${wheres.map(({ sql }) => sql).join(` ${word} `)})`;

const fieldsOf = (wheres: readonly Where[]) => wheres.flatMap(({ fields }) => fields);

function parseAlternatives(scanner: Scanner, fields: readonly string[]): Where {
  const wheres = [parseAll(scanner, fields)];
  while (scanner.take(/or\b/iy)) wheres.push(parseAll(scanner, fields));
  return {
    test: (value) => wheres.some(({ test }) => test(value)),
    sql: join(wheres, 'OR'),
    fields: fieldsOf(wheres),
  };
}

function parseAll(scanner: Scanner, fields: readonly string[]): Where {
  const wheres = [parseOne(scanner, fields)];
  while (scanner.take(/and\b/iy)) wheres.push(parseOne(scanner, fields));
  return {
    test: (value) => wheres.every(({ test }) => test(value)),
    sql: join(wheres, 'AND'),
    fields: fieldsOf(wheres),
  };
}

function parseOne(scanner: Scanner, fields: readonly string[]): Where {
  if (scanner.take(/not\b/iy)) {
    const { test, sql, fields: used } = parseOne(scanner, fields);
    return { test: (value) => !test(value), sql: `NOT (${sql})`, fields: used };
  }
  if (!scanner.take(/\(/y)) return parseComparison(scanner, fields);
  const where = parseAlternatives(scanner, fields);
  if (!scanner.take(/\)/y)) throw scanner.mistake("'and', 'or', or ')'");
  return where;
}

function parseComparison(scanner: Scanner, fields: readonly string[]): Where {
  const name = scanner.take(fieldPattern)?.[0];
  if (name === undefined) throw scanner.mistake(example);
  const field = fieldNamed(name.toLowerCase(), fields);
  if (field === undefined)
    throw scanner.mistake(describeFields(name, fields), { got: `'${name}'`, atLast: true });
  const operator = scanner.take(operatorPattern)?.[0] as Operator | undefined;
  if (operator === undefined) throw scanner.mistake(`one of ${operatorsShown} after ${field}`);
  const quoted = scanner.take(quotedPattern);
  const operand = quoted ? withoutBackslashes(quoted[1] ?? quoted[2] ?? '') : scanner.take(barePattern)?.[0];
  if (operand === undefined) throw scanner.mistake(`a value after ${field}${operator}`);
  const test = comparison(field, operator, operand, quoted !== undefined);
  if ('expected' in test)
    throw scanner.mistake(test.expected, { got: `'${operator}${operand}'`, atLast: true });
  return {
    test: (value) => test(value(field)),
    sql: comparisonSql(field, operator, operand, quoted !== undefined),
    fields: [field],
  };
}

function withoutBackslashes(text: string): string {
  return text.replaceAll(/\\(.)/g, '$1');
}

/** Describes the logged fields. If some are similar to the name, only those are listed. */
function describeFields(name: string, fields: readonly string[]): string {
  const near = nearest(name.toLowerCase(), fields);
  const similar = fields.filter((field) => field === near || field.includes(name.toLowerCase()));
  const shown = similar.length > 0 ? similar : fields;
  return `a field that is logged (${shown.slice(0, 8).join(', ')}${shown.length > 8 ? ', …' : ''})`;
}
