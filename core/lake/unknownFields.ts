import { columnName, findField } from '../fields/catalog.ts';
import type { ConfiguredField } from '../layouts/layout.ts';
import { compactedColumns, fileColumn } from './requestsView.ts';

/**
 * Checks that each field that is not in the catalog has a unique place, and a column
 * name that no other field uses.
 *
 * @throws Error that names the first field without either
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
    const other = unknown.slice(0, index).find((field) => field.after === after);
    if (other !== undefined && other.name !== name) {
      throw new Error(
        `expected one field right after '${after}', got '${other.name}' and '${name}'; place one of them after the other`,
      );
    }
    if (taken.has(columnName(name)) || !/^[a-z]/.test(name)) {
      throw new Error(
        `expected a field whose column '${columnName(name)}' is unused and starts with a letter, got '${name}'`,
      );
    }
  }
}
