import type { FieldType } from '../fields/catalog.ts';
import type { AddressHandling } from '../sensitivity/policy.ts';
import { type DocumentColumn, documentColumns } from './documentColumns.ts';

/** Characters up to which a text is searchable. Lucene refuses terms above 32,766 bytes, four bytes a character. */
const longestTerm = 8191;
const usualTerm = 1024;

/** What a template follows from. */
export interface OpenSearchTemplateOptions {
  /** Name of the index, without what a rotation appends. */
  readonly index: string;
  /** How the pipeline handles addresses: only an address that is kept or truncated has the type `ip`. */
  readonly addresses: AddressHandling;
}

const numberTypes: Readonly<Record<Exclude<FieldType, 'string' | 'timestamp'>, string>> = {
  int: 'integer',
  bigint: 'long',
  double: 'double',
};

/**
 * The index template of the documents, to be put before the first one is delivered: without it OpenSearch takes the
 * type of a number from the first document, and a `time_taken` that begins with 0 loses its fractions.
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

/** A text that is found as a whole. A longer one is kept in the document and not searchable. */
function keyword(ignoreAbove: number): object {
  return { type: 'keyword', ignore_above: ignoreAbove };
}

/**
 * The Index State Management policy that deletes indices.
 *
 * @param index name of the index, without what a rotation appends
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
