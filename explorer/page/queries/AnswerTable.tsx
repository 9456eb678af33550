import type { QueryAnswer } from '../../sources/source.ts';
import { escapeControls } from '../format.ts';

const numeric = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/**
 * A query result as a table. Cells of the first numeric column contain a bar that is relative to the column's
 * maximum.
 */
export function AnswerTable({ answer }: { readonly answer: QueryAnswer }) {
  const { columns, rows } = answer;
  const isNumber = columns.map(
    (_, column) =>
      rows.length > 0 && rows.every((row) => row[column] === null || numeric.test(row[column] ?? '')),
  );
  const drawn = isNumber.indexOf(true);
  const largest = Math.max(1e-9, ...rows.map((row) => Number(row[drawn] ?? 0)));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys scroll a wide table
    <section class="answer" tabIndex={0} aria-label="Answer">
      <table>
        <thead>
          <tr>
            {columns.map((name, column) => (
              <th key={name} scope="col" class={isNumber[column] ? 'number' : ''}>
                {escapeControls(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((value, column) => (
                <td key={columns[column]} class={isNumber[column] ? 'number' : ''}>
                  {column === drawn && value !== null && (
                    <i
                      class="cell-bar"
                      style={{ width: `${Math.max(0, (100 * Number(value)) / largest)}%` }}
                    />
                  )}
                  <bdi dir="ltr">
                    {value === null ? '–' : isNumber[column] ? withCommas(value) : escapeControls(value)}
                  </bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function withCommas(value: string): string {
  return /^-?\d{4,15}$/.test(value) ? Number(value).toLocaleString('en-US') : value;
}
