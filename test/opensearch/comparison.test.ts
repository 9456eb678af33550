import { DuckDBInstance } from '@duckdb/node-api';
import type { OpenSearchNode } from '../../emulator/destinations/openSearchNode.ts';
import type { Lake } from '../../emulator/lake.ts';
import { checkedColumns, indexedValue } from '../../opensearch/checks/columnChecks.ts';
import { compareIndex } from '../../opensearch/checks/compareIndex.ts';
import { withOddRecords } from '../../opensearch/oddRecords.ts';
import { readExample } from '../support/examples.ts';

describe('indexedValue', () => {
  it('equals the value in OpenSearch: without U+0000, and without text above the limit in UTF-16 units', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const value = indexedValue({ name: 't', type: 'keyword', ignoreAbove: 4 });
    const read = async (text: string) => {
      const reader = await connection.runAndReadAll(`SELECT ${value} AS v FROM (SELECT ${text} AS t)`);
      return reader.getRowObjectsJson()[0]['v'];
    };
    expect(await read("'abcd'")).toBe('abcd');
    expect(await read("'abcde'")).toBeNull();
    expect(await read("'😀😀'")).toBe('😀😀');
    expect(await read("'😀😀a'")).toBeNull();
    expect(await read("'a' || chr(0)")).toBe('a%00');
    connection.closeSync();
  });
});

describe('compareIndex', () => {
  it('reports every column whose groups differ', async () => {
    // A lake with one row without values, and an index with one document that has a status.
    const lake = {
      ask: async (sql: string) =>
        /AS first/.test(sql) ? [{ count: '1', first: '5', last: '5' }] : /GROUP BY/.test(sql) ? [] : [{}],
    };
    const node = {
      count: async () => 1,
      search: async (
        _: string,
        {
          aggs,
        }: { aggs: Record<string, { composite?: { sources: { value: { terms: { field: string } } }[] } }> },
      ) => {
        if (aggs['first']) return { aggregations: { first: { value: 5 }, last: { value: 5 } } };
        const field = aggs['groups']?.composite?.sources[0]?.value.terms.field;
        const buckets = field === 'sc_status' ? [{ key: { value: 200 }, doc_count: 1 }] : [];
        return { aggregations: { groups: { buckets }, min: {}, max: {}, sum: {} } };
      },
    };
    const { compared, differences } = await compareIndex(
      node as unknown as OpenSearchNode,
      'requests-*',
      {
        ask: async (sql: string) =>
          (await lake.ask(sql)).map((row) => ({ min: '0', max: '0', sum: '0', ...row })),
      } as unknown as Lake,
      'requests_raw',
    );
    expect(differences).toEqual(['groups of sc_status: expected none, got ["200",1]']);
    expect(compared).toBeGreaterThan(checkedColumns().length);
  });
});

describe('withOddRecords', () => {
  it('gives each record a unique ID, and some records unusual values', () => {
    const example = readExample('website-46-fields');
    const lines = withOddRecords('website', { ...example, lines: example.lines.slice(0, 100) }, 20);
    const place = example.fields.indexOf('x-edge-request-id');
    const ids = lines.map((line) => line.split('\t')[place]);
    expect([lines.length, new Set(ids).size]).toEqual([105, 105]);
    expect(ids.filter((id) => !/^[\w-]{16,54}={2}$/.test(id))).toEqual([]);
    expect(new Set(lines.map((line) => line.split('\t').length))).toEqual(new Set([46]));
  });
});
