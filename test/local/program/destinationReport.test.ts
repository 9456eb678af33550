import type { OpenSearchNode } from '../../../emulator/destinations/openSearchNode.ts';
import { compareDestination } from '../../../local/program/destinationReport.ts';
import type { LocalDestination, StartedDelivery } from '../../../local/program/destinations.ts';

const lake = { ask: async () => [{ rows: '1200', ids: '1190' }] };
const found = (count: number) =>
  ({ version: '2.19.6', count: async () => count }) as unknown as OpenSearchNode;

function way(via: StartedDelivery['via'], delivered: number, before?: number): StartedDelivery {
  const delivery = {
    deployed: { name: via, type: 'http', via, functionName: via, failureBucket: 'failures' } as const,
    lastResult: undefined,
    invoke: () => Promise.reject(new Error('not invoked here')),
    counts: { delivered, failed: 1, unreadable: 0 },
    lastError: 'status 500',
    drain: async () => {},
    stop: async () => {},
  };
  return {
    via,
    delivery,
    indices: before === undefined ? undefined : { pattern: `requests-${via}-*`, before },
  };
}

const compare = (node: OpenSearchNode | undefined, ...ways: StartedDelivery[]) =>
  compareDestination(
    { url: 'http://192.0.2.1:9200', node, deliveries: ways } satisfies LocalDestination,
    lake,
  );

describe('compareDestination', () => {
  it('reports the documents of each delivery method', async () => {
    expect(await compare(undefined, way('direct', 1200), way('firehose', 1200))).toEqual({
      mistake: undefined,
      lines: [
        'Destination http://192.0.2.1:9200',
        '  directly     1,200 documents delivered, 1 stored in the failure bucket',
        '  by Firehose  1,200 documents delivered, 1 stored in the failure bucket',
        '  All 1,200 rows of the lake were delivered.',
      ],
    });
  });

  it('reports missing documents, with the last error', async () => {
    const { lines, mistake } = await compare(undefined, way('direct', 1199));
    expect(mistake).toBe(
      '1,200 rows in the lake, 1,199 documents delivered directly; the last error was: status 500',
    );
    expect(lines.at(-1)).toBe(`  The counts do NOT match: ${mistake}.`);
  });

  it('counts the documents in a new index: one per request id with direct delivery', async () => {
    expect(await compare(found(1190), way('direct', 1200, 0))).toMatchObject({
      mistake: undefined,
      lines: [
        'Destination http://192.0.2.1:9200, OpenSearch 2.19.6',
        '  directly     1,200 documents delivered, 1 stored in the failure bucket; requests-direct-* contains 1,190',
        expect.stringContaining('rows of the lake were delivered'),
      ],
    });
    expect((await compare(found(1190), way('firehose', 1200, 0))).mistake).toBe(
      '1,200 documents expected in requests-firehose-*, 1,190 found',
    );
    expect((await compare(found(1190), way('firehose', 1200, 5))).mistake).toBeUndefined();
  });
});
