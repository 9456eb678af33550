import { columnName, findField } from '../../../core/fields/catalog.ts';
import { sqlText } from '../../../core/sql/literals.ts';
import { readTime } from '../../times.ts';
import { emptyMark, type Operator } from './comparison.ts';

/**
 * Returns SQL, for Athena and DuckDB, of a comparison that `comparison` accepts. The result is never NULL, so that NOT
 * has the same effect as for records of the stream.
 */
export function comparisonSql(field: string, operator: Operator, operand: string, quoted: boolean): string {
  const column = `"${columnName(field)}"`;
  if (operand === emptyMark && !quoted && (operator === '=' || operator === '!=')) {
    return `${column} IS ${operator === '=' ? '' : 'NOT '}NULL`;
  }
  if (operator === '^=') return `coalesce(starts_with(${column}, ${sqlText(operand)}), FALSE)`;
  if (operator === '*=') return `coalesce(strpos(${column}, ${sqlText(operand)}) > 0, FALSE)`;
  const sql = `${column} ${operator === '!=' ? '<>' : operator} ${literal(field, operand)}`;
  return `coalesce(${sql}, ${operator === '!=' ? 'TRUE' : 'FALSE'})`;
}

function literal(field: string, operand: string): string {
  const type = findField(field)?.type ?? 'string';
  if (type === 'string') return sqlText(operand);
  if (type !== 'timestamp') return operand;
  return `TIMESTAMP '${new Date(readTime(operand) ?? 0).toISOString().replace('T', ' ').slice(0, -1)}'`;
}
