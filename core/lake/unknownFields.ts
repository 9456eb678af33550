import { columnName, findField } from '../fields/catalog.ts';
import type { ConfiguredField } from '../layouts/layout.ts';
import { compactedColumns, fileColumn } from './requestsView.ts';

/**
 * Makes sure that the fields of a list which the catalog does not know have one clear place each, and a column
 * of the table that nothing else has.
 *
 * @throws Error naming the first field that has not
 */
export function checkUnknownFields(configured: readonly ConfiguredField[]): void {
  const unknown = configured.filter((field) => typeof field !== 'string');
  const taken = new Set([...compactedColumns(), fileColumn].map((column) => column.name));
  for (const [index, { name, after }] of unknown.entries()) {
    if (findField(name)) {
      throw new Error(
        `expected '${name}' without a place, since its place is known, got '${name}:after=${after}'`,
      );
    }
    const rival = unknown.slice(0, index).find((field) => field.after === after);
    if (rival !== undefined && rival.name !== name) {
      throw new Error(
        `expected one field right after '${after}', got '${rival.name}' and '${name}'; let one of them follow the other`,
      );
    }
    if (taken.has(columnName(name)) || !/^[a-z]/.test(name)) {
      throw new Error(
        `expected a field whose column '${columnName(name)}' is free and begins with a letter, got '${name}'`,
      );
    }
  }
}
