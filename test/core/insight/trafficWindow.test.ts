import { findCacheBusting } from '../../../core/insight/cacheBusting.ts';
import { TrafficWindow } from '../../../core/insight/trafficWindow.ts';

const second = 1_000;

function newWindow() {
  return new TrafficWindow({
    facets: [],
    ranking: 'requests',
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
      // Few query strings, hits, and no query strings are as they should be.
      add(window, time, path('/search', `q=${request % 20}`, 'Miss'));
      add(window, time, path('/cached', `q=${request}`, 'Hit'));
      add(window, time, path('/plain', '', 'Miss'));
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
