import { findField } from '../../core/fields/catalog.ts';
import { checkUnknownFields } from '../../core/lake/unknownFields.ts';
import { parseFieldList } from '../../core/layouts/fieldList.ts';
import {
  type ConfiguredField,
  canonicalOrder,
  expectedLayouts,
  type Layout,
} from '../../core/layouts/layout.ts';
import { ConfigurationError } from './configurationError.ts';

/** Settings that are derived from a list of fields. */
export interface FieldSettings {
  /** Names of the fields in CloudFront's order, regardless of the given order. */
  readonly fieldNames: readonly string[];
  /** Names of fields that aren't in the catalog. */
  readonly unknownFields: readonly string[];
  /** Layouts that records may have. */
  readonly layouts: readonly Layout[];
}

/**
 * Validates a list of fields and puts it into CloudFront's order.
 *
 * @throws ConfigurationError if a field is unknown and has no position, or is repeated
 */
export function resolveFields(value: string | readonly ConfiguredField[]): FieldSettings {
  const configured = listOfFields(value);
  try {
    checkUnknownFields(configured);
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
