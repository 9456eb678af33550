import { explainChange } from '../../../core/insight/explain.ts';
import type { FacetName } from '../../../core/insight/facets/facets.ts';
import { type MeasureName, measureNamed } from '../../../core/insight/measures.ts';
import { type FacetCodes, type InsightRows, rowSource } from '../../../core/insight/sources/rowSource.ts';
import { Random } from '../../../harness/random.ts';

const stretches = 4;
const requests = 50_000;

interface Request {
  readonly window: number;
  readonly facets: Partial<Record<FacetName, string>>;
  readonly amount: number;
}

/** Makes the requests of 5 windows, 10 per client and window. `chance` returns the probability of an error. */
function makeRequests(chance: (request: Omit<Request, 'amount'>) => number): Request[] {
  const random = new Random(7);
  return Array.from({ length: requests }, (_, index) => {
    const behavior = `/b${random.below(5)}/*`;
    const request = {
      window: index % (stretches + 1),
      facets: {
        behavior,
        origin: behavior === '/b1/*' ? 'b.example.com' : 'a.example.com',
        path: `${behavior.slice(0, -1)}${random.below(20)}`,
        country: random.pick(['DE', 'FR', 'US', 'JP']),
        client: `192.0.2.${Math.floor(index / 50)}`,
      },
    };
    return { ...request, amount: random.happens(chance(request)) ? 1 : 0 };
  });
}

function rowsOf(all: readonly Request[]): InsightRows {
  const names = Object.keys(all[0]?.facets ?? {}) as FacetName[];
  const facets = new Map(
    names.map((name): [FacetName, FacetCodes] => {
      const values = [...new Set(all.map((request) => request.facets[name] ?? ''))];
      const codes = new Map(values.map((value, code) => [value, code]));
      return [
        name,
        { codes: Int32Array.from(all, (request) => codes.get(request.facets[name] ?? '') ?? -1), values },
      ];
    }),
  );
  return {
    rows: all.length,
    windows: Uint8Array.from(all, ({ window }) => window),
    stretches,
    amounts: Float64Array.from(all, ({ amount }) => amount),
    facets,
    clients: facets.get('client'),
  };
}

function explain(all: readonly Request[], measure: MeasureName = '5xx') {
  return explainChange(rowSource(rowsOf(all), measureNamed(measure)), {
    measure: measureNamed(measure),
    selectionLength: 1,
    baselineLength: stretches,
  });
}

const summarize = ({ findings }: Awaited<ReturnType<typeof explain>>) =>
  findings.map(({ values, same, direction }) => ({
    direction,
    values: values.map(({ value }) => value),
    same: same.map(({ value }) => value),
  }));

describe('an explanation', () => {
  it('finds nothing if nothing changed', async () => {
    expect(summarize(await explain(makeRequests(() => 0.02)))).toEqual([]);
  });

  it('finds nothing if everything changed equally', async () => {
    expect(summarize(await explain(makeRequests(({ window }) => (window === 0 ? 0.1 : 0.02))))).toEqual([]);
  });

  it('reports a behavior and the origin that serves only it as one finding', async () => {
    const all = makeRequests(({ window, facets }) =>
      window === 0 && facets.behavior === '/b1/*' ? 0.2 : 0.01,
    );
    const explanation = await explain(all);
    expect(summarize(explanation)).toEqual([
      { direction: 'more', values: ['/b1/*'], same: ['b.example.com'] },
    ]);
    expect(explanation.findings[0]?.share).toBeGreaterThan(0.9);
  });

  it('reports a path without its behavior', async () => {
    const all = makeRequests(({ window, facets }) => (window === 0 && facets.path === '/b1/3' ? 0.5 : 0.01));
    expect(summarize(await explain(all))).toEqual([{ direction: 'more', values: ['/b1/3'], same: [] }]);
  });

  it('reports a pair of values if neither alone is the cause', async () => {
    const all = makeRequests(({ window, facets }) =>
      window === 0 && facets.behavior === '/b2/*' && facets.country === 'JP' ? 0.3 : 0.01,
    );
    expect(summarize(await explain(all))).toEqual([{ direction: 'more', values: ['/b2/*', 'JP'], same: [] }]);
  });

  it.each([
    ['content-type', 2],
    ['status', 1],
  ] as const)('of more requests from a country with the same %s names %d values', async (facet, count) => {
    const all = makeRequests(() => 1)
      .map((request, index) => ({
        ...request,
        facets: { ...request.facets, [facet]: Math.floor(index / 5) % 3 === 0 ? 'this' : 'other' },
      }))
      .filter(
        ({ window, facets }, index) =>
          window === 0 || facets.country !== 'DE' || facets[facet] !== 'this' || index % 4 === 1,
      );
    expect((await explain(all, 'requests')).findings[0]?.values).toHaveLength(count);
  });

  it('reports two causes, the larger one first', async () => {
    const all = makeRequests(({ window, facets }) => {
      if (window === 0 && facets.country === 'DE') return 0.1;
      return window === 0 && facets.path === '/b4/7' ? 0.4 : 0.01;
    });
    expect(summarize(await explain(all)).map(({ values }) => values)).toEqual([['DE'], ['/b4/7']]);
  });

  it('reports only a client, not the paths that it requested', async () => {
    const all = makeRequests(({ window, facets }) =>
      window === 0 && facets.client === '192.0.2.500' ? 1 : 0.01,
    );
    expect(summarize(await explain(all))).toEqual([{ direction: 'more', values: ['192.0.2.500'], same: [] }]);
  });

  it('reports a behavior, not the client that sends most of its requests', async () => {
    const changed = makeRequests(({ window, facets }) =>
      window === 0 && facets.behavior === '/b4/*' ? 0.3 : 0.01,
    ).map((request, index) => {
      const client = `198.51.100.${index % 3 === 0 ? index % 30 : 0}`;
      return request.facets.behavior === '/b4/*'
        ? { ...request, facets: { ...request.facets, client } }
        : request;
    });
    expect(summarize(await explain(changed))[0]?.values).toEqual(['/b4/*']);
  });

  it('reports a behavior although one of its clients had many errors in a part of the baseline', async () => {
    const burst = 500;
    let left = burst;
    const all = makeRequests(({ window, facets }) =>
      window === 0 && facets.behavior === '/b4/*' ? 0.15 : 0.01,
    ).map((request) => {
      if (request.window !== 3 || request.facets.behavior !== '/b4/*' || left-- <= 0) return request;
      return { ...request, amount: 1, facets: { ...request.facets, client: '198.51.100.7' } };
    });
    expect(summarize(await explain(all))[0]?.values).toEqual(['/b4/*']);
  });

  it('does not report a path that always fails if only the others fail less often', async () => {
    const all = makeRequests(({ window, facets }) => {
      if (facets.path === '/b1/3') return 1;
      return window === 0 ? 0.01 : 0.04;
    });
    const { findings } = await explain(all);
    expect(findings.filter(({ values: [{ value }] }) => value === '/b1/3')).toEqual([]);
  });

  it('reports a decrease of a volume', async () => {
    const all = makeRequests(() => 1).filter(
      ({ window, facets }, index) => window !== 0 || facets.country !== 'US' || index % 4 === 0,
    );
    expect(summarize(await explain(all, 'requests'))).toEqual([
      { direction: 'less', values: ['US'], same: [] },
    ]);
  });
});
