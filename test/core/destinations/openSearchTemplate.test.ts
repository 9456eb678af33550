import { openSearchPolicy, openSearchTemplate } from '../../../core/destinations/openSearchTemplate.ts';
import { tableColumns } from '../../../core/lake/table.ts';
import type { AddressHandling } from '../../../core/sensitivity/policy.ts';

/** Returns the mapping of each member of a document. */
function mappingsFor(addresses: AddressHandling): Record<string, object> {
  const template = openSearchTemplate({ index: 'requests', addresses }) as {
    template: { mappings: { properties: Record<string, object> } };
  };
  return template.template.mappings.properties;
}

describe('the index template', () => {
  it('matches the index with and without the suffix of a rotation', () => {
    expect(openSearchTemplate({ index: 'requests', addresses: 'keep' })).toMatchObject({
      index_patterns: ['requests*'],
      template: { settings: { index: { codec: 'best_compression' } } },
    });
  });

  it('contains every column of the lake, and the time under both names', () => {
    const columns = tableColumns().map(({ name }) => name);
    expect(Object.keys(mappingsFor('keep'))).toEqual(['@timestamp', ...columns]);
    expect(mappingsFor('keep')).toMatchObject({
      '@timestamp': { type: 'date' },
      timestamp: { type: 'alias', path: '@timestamp' },
    });
  });

  it('contains the types of the values', () => {
    expect(mappingsFor('keep')).toMatchObject({
      sc_status: { type: 'integer' },
      sc_bytes: { type: 'long' },
      time_taken: { type: 'double' },
      c_country: { type: 'keyword', ignore_above: 1024 },
      cs_uri_query: { type: 'keyword', ignore_above: 8191 },
      cs_headers: { type: 'keyword', ignore_above: 8191 },
      malformed_values: { type: 'keyword', ignore_above: 8191 },
    });
  });

  it.each([
    ['keep', 'ip'],
    ['truncate', 'ip'],
    ['hash', 'keyword'],
    ['drop', 'keyword'],
  ] as const)('maps addresses with the handling %s to %s, and the address of the edge server to ip', (addresses, type) => {
    expect(mappingsFor(addresses)).toMatchObject({ c_ip: { type }, s_ip: { type: 'ip' } });
  });
});

describe('the policy', () => {
  it('deletes indices by age', () => {
    expect(openSearchPolicy('requests', 30)).toMatchObject({
      policy: {
        states: [
          { name: 'kept', transitions: [{ state_name: 'deleted', conditions: { min_index_age: '30d' } }] },
          { name: 'deleted', actions: [{ delete: {} }] },
        ],
        ism_template: [{ index_patterns: ['requests*'] }],
      },
    });
  });
});
