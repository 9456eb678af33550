import { partitionKeys, tableColumns } from '../../core/lake/table.ts';
import { parseFieldList } from '../../core/records/fieldList.ts';
import { columnName, findField } from '../../core/records/fields.ts';
import {
  type ConfiguredField,
  canonicalOrder,
  expectedLayouts,
  type Layout,
  type UnknownField,
} from '../../core/records/layout.ts';
import { ConfigurationError } from './configurationError.ts';

/** What a list of fields comes to. */
export interface FieldSettings {
  /** Names in CloudFront's order, whatever order was given. */
  readonly fieldNames: readonly string[];
  /** Names of those that the catalogue lacks. */
  readonly unknownFields: readonly string[];
  /** Layouts that records can be expected to have. */
  readonly layouts: readonly Layout[];
}

/**
 * Reads a list of fields.
 *
 * @throws ConfigurationError naming the field that is unknown, repeated or without a place
 */
export function resolveFields(value: string | readonly ConfiguredField[]): FieldSettings {
  const configured = listOfFields(value);
  const unknown = configured.filter((field) => typeof field !== 'string');
  try {
    rejectUnclearPlaces(unknown);
    rejectTakenColumns(unknown);
    return {
      fieldNames: canonicalOrder(configured),
      unknownFields: canonicalOrder(configured).filter((name) => findField(name) === undefined),
      layouts: expectedLayouts(configured),
    };
  } catch (error) {
    throw new ConfigurationError('fields', (error as Error).message);
  }
}

function listOfFields(value: string | readonly ConfiguredField[]): ConfiguredField[] {
  if (typeof value === 'string') return parseFieldList(value);
  return value.flatMap((field) => (typeof field === 'string' ? parseFieldList(field) : field));
}

function rejectUnclearPlaces(unknown: readonly UnknownField[]): void {
  for (const [index, { name, after }] of unknown.entries()) {
    if (findField(name)) {
      throw new Error(
        `expected '${name}' without a place, since its place is known, got '${name}:after=${after}'`,
      );
    }
    const rival = unknown.slice(0, index).find((field) => field.after === after);
    if (rival !== undefined && rival.name !== name) {
      throw new Error(
        `expected one field right after '${after}', got '${rival.name}' and '${name}', of which one follows the other`,
      );
    }
  }
}

function rejectTakenColumns(unknown: readonly UnknownField[]): void {
  const taken = new Set([...tableColumns(), ...partitionKeys].map((column) => column.name));
  const clash = unknown.find(({ name }) => taken.has(columnName(name)) || !/^[a-z]/.test(name));
  if (clash) {
    throw new Error(
      `expected a field whose column '${columnName(clash.name)}' is free and begins with a letter, got '${clash.name}'`,
    );
  }
}
