import { findCacheBusting } from '../../../../core/insight/cacheBusting/cacheBusting.ts';
import { type FacetName, findFacet } from '../../../../core/insight/facets/facets.ts';
import type { Ranking } from '../../../../core/insight/top/rankings.ts';
import { TrafficWindow } from '../../../../core/insight/top/trafficWindow.ts';

const second = 1_000;

function newWindow(ranking: Ranking = 'requests', facets: readonly FacetName[] = []) {
  return new TrafficWindow({
    facets: facets.flatMap((name) => findFacet(name) ?? []),
    ranking,
    length: 10 * second,
    slice: 2 * second,
    resultField: 'x-edge-result-type',
  });
}

function add(window: TrafficWindow, arrival: number, values: Readonly<Record<string, string>>): void {
  window.add(arrival, (field) => values[field] ?? null);
}

describe('the window of top', () => {
  it('counts requests of each client in each second, over slices', () => {
    const window = newWindow();
    for (let request = 0; request < 50; request++) add(window, 5_400, { 'c-ip': '192.0.2.1' });
    for (let time = 0; time < 9; time++) add(window, time * second, { 'c-ip': '192.0.2.1' });
    for (let request = 0; request < 7; request++) add(window, 9_100, { 'c-ip': '2001:db8::1' });
    const { clientSeconds } = window.summarize(10 * second - 1);
    expect(clientSeconds.top(2)).toEqual([
      { key: '5 192.0.2.1', weight: 51, error: 0 },
      { key: '9 2001:db8::1', weight: 7, error: 0 },
    ]);
  });

  it('ranks every facet by the most requests of one slice', () => {
    const window = newWindow('peak', ['client']);
    // This client sends the most requests in total, but never many in one second.
    for (let request = 0; request < 60; request++) add(window, request * 160, { 'c-ip': '192.0.2.1' });
    for (let request = 0; request < 40; request++) add(window, 4_000 + request, { 'c-ip': '192.0.2.2' });
    const { lists, whole } = window.summarize(10 * second - 1);
    expect({ clients: lists.get('client'), whole }).toEqual({
      clients: [
        { key: '192.0.2.2', weight: 40, error: 0 },
        { key: '192.0.2.1', weight: 13, error: 0 },
      ],
      whole: 53,
    });
  });

  it('ranks every facet by different query strings of a path, including hits, each counted once', () => {
    const window = newWindow('queries', ['path', 'client']);
    for (let request = 0; request < 300; request++) {
      const time = request * 30;
      const requestOf = (client: string, stem: string, query: string) =>
        add(window, time, { 'c-ip': client, 'cs-uri-stem': stem, 'cs-uri-query': query });
      requestOf('192.0.2.1', `/orders/${request}`, `page=${request % 30}`);
      requestOf('192.0.2.2', '/search', `q=${request % 10}`);
      requestOf('192.0.2.2', `/help?topic=${request % 5}`, '');
      requestOf('192.0.2.3', '/plain', '');
    }
    const { lists, whole } = window.summarize(10 * second - 1);
    expect({ lists: Object.fromEntries(lists), whole }).toEqual({
      lists: {
        path: [
          { key: '/orders/{id}', weight: 30, error: 0 },
          { key: '/search', weight: 10, error: 0 },
          { key: '/help', weight: 5, error: 0 },
        ],
        client: [
          { key: '192.0.2.1', weight: 30, error: 0 },
          { key: '192.0.2.2', weight: 15, error: 0 },
        ],
      },
      whole: 45,
    });
  });

  it('finds the path whose query strings are nearly all new and miss the cache, and suggests a rule that only counts', () => {
    const window = newWindow();
    const path = (stem: string, query: string, type: string) => ({
      'cs-uri-stem': stem,
      'cs-uri-query': query,
      'x-edge-result-type': type,
    });
    for (let request = 0; request < 300; request++) {
      const time = request * 30;
      add(window, time, path(`/orders/${request}/items`, `r=${request}`, 'Miss'));
      // These are normal: few query strings, cache hits, no query strings, and a method that can't be cached.
      add(window, time, path('/search', `q=${request % 20}`, 'Miss'));
      add(window, time, path('/cached', `q=${request}`, 'Hit'));
      add(window, time, path('/plain', '', 'Miss'));
      add(window, time, { ...path('/form', `r=${request}`, 'Miss'), 'cs-method': 'POST' });
    }
    const found = findCacheBusting(window.summarize(10 * second - 1).missedQueries.top(10));
    expect(found.map(({ path, misses }) => [path, misses])).toEqual([['/orders/{id}/items', 300]]);
    const [{ queries, suggestion } = { queries: 0, suggestion: '' }] = found;
    expect(queries).toBeGreaterThan(240);
    const rule = JSON.parse(suggestion.slice(suggestion.indexOf('{')));
    expect(rule.Action).toEqual({ Count: {} });
    expect(rule.Statement.RateBasedStatement.ScopeDownStatement.ByteMatchStatement).toMatchObject({
      PositionalConstraint: 'STARTS_WITH',
      SearchString: '/orders/',
    });
  });
});
