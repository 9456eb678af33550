import type { FieldType } from '../fields/catalog.ts';
import type { AddressHandling } from '../sensitivity/policy.ts';
import { type DocumentColumn, documentColumns } from './documentColumns.ts';

/**
 * Longest searchable text, in characters. Lucene rejects terms of more than 32,766 bytes, at up to four bytes per
 * character.
 */
const longestTerm = 8191;
const usualTerm = 1024;

/** Options of an index template. */
export interface OpenSearchTemplateOptions {
  /** Name of the index, without the suffix of a rotation. */
  readonly index: string;
  /** How the pipeline handles addresses. Only an address that is kept or truncated has the type `ip`. */
  readonly addresses: AddressHandling;
}

const numberTypes: Readonly<Record<Exclude<FieldType, 'string' | 'timestamp'>, string>> = {
  int: 'integer',
  bigint: 'long',
  double: 'double',
};

/**
 * Returns the index template for the documents. Put it before the first delivery. Otherwise, OpenSearch derives the
 * type of a number from the first document, and a `time_taken` column that starts with 0 loses its fractions.
 */
export function openSearchTemplate({ index, addresses }: OpenSearchTemplateOptions): object {
  const columns = documentColumns().filter(({ type }) => type !== 'timestamp');
  return {
    index_patterns: [`${index}*`],
    template: {
      settings: { index: { codec: 'best_compression' } },
      mappings: {
        dynamic_templates: [{ strings: { match_mapping_type: 'string', mapping: keyword(usualTerm) } }],
        properties: {
          '@timestamp': { type: 'date' },
          timestamp: { type: 'alias', path: '@timestamp' },
          ...Object.fromEntries(columns.map((column) => [column.name, mappingOf(column, addresses)])),
        },
      },
    },
  };
}

function mappingOf({ name, type, isAddress, isLong }: DocumentColumn, addresses: AddressHandling): object {
  if (type === 'int' || type === 'bigint' || type === 'double') return { type: numberTypes[type] };
  const isReadable = addresses === 'keep' || addresses === 'truncate' || name === 's_ip';
  if (isAddress && isReadable) return { type: 'ip', ignore_malformed: true };
  return keyword(isLong ? longestTerm : usualTerm);
}

/** Returns the mapping of a text that is matched as one term. Longer text is stored but not searchable. */
function keyword(ignoreAbove: number): object {
  return { type: 'keyword', ignore_above: ignoreAbove };
}

/**
 * Returns the Index State Management policy that deletes old indices.
 *
 * @param index name of the index, without the suffix of a rotation
 * @param days age at which an index is deleted
 */
export function openSearchPolicy(index: string, days: number): object {
  return {
    policy: {
      description: `Deletes indices of ${index} after ${days} days`,
      default_state: 'kept',
      states: [
        {
          name: 'kept',
          actions: [],
          transitions: [{ state_name: 'deleted', conditions: { min_index_age: `${days}d` } }],
        },
        { name: 'deleted', actions: [{ delete: {} }], transitions: [] },
      ],
      ism_template: [{ index_patterns: [`${index}*`], priority: 100 }],
    },
  };
}
