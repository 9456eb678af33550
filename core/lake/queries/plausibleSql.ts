import { columnName } from '../../fields/catalog.ts';
import { plausibleBounds } from '../../fields/plausibleBounds.ts';

/** No metric reads the buffer length. In milliseconds: players buffer seconds to minutes. */
const bounds = { ...plausibleBounds, 'cmcd-buffer-length': 3_600_000 };

/**
 * Returns SQL for a number that a viewer decides, and NULL if it is negative or above the bound that metrics also use.
 * Otherwise, one viewer could make an average meaningless.
 *
 * @param field a field with a bound
 */
export function plausibleSql(field: keyof typeof bounds): string {
  const column = columnName(field);
  return `CASE WHEN ${column} BETWEEN 0 AND ${bounds[field]} THEN ${column} END`;
}
