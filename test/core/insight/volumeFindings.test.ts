import { explainChange } from '../../../core/insight/explain.ts';
import type { FacetName } from '../../../core/insight/facets/facets.ts';
import { measureNamed } from '../../../core/insight/measures.ts';
import { type FacetCodes, rowSource } from '../../../core/insight/sources/rowSource.ts';

const stretches = 4;

/** Requests with the same values. */
interface Requests {
  readonly facets: Partial<Record<FacetName, string>>;
  readonly client?: string;
  /** Number of requests in each stretch of the baseline, or in all of them, and in the selection. */
  readonly before: number | readonly number[];
  readonly now: number;
}

const codesOf = (texts: readonly string[]): FacetCodes => {
  const values = [...new Set(texts)];
  const codes = new Map(values.map((value, code) => [value, code]));
  return { codes: Int32Array.from(texts, (text) => codes.get(text) ?? -1), values };
};

/** Returns direction and values of each finding on a change of the number of requests, without alternatives by default. */
async function explain(groups: readonly Requests[], withAlternatives = false): Promise<string[]> {
  const rows = groups.flatMap(({ facets, client = '', before, now }) => {
    const counts = [now, ...(typeof before === 'number' ? Array(stretches).fill(before) : before)];
    return counts.flatMap((count, window) =>
      Array.from({ length: count }, () => ({ window, facets, client })),
    );
  });
  const names = Object.keys(groups[0].facets) as FacetName[];
  const measure = measureNamed('requests');
  const source = rowSource(
    {
      rows: rows.length,
      windows: Uint8Array.from(rows, ({ window }) => window),
      stretches,
      amounts: new Float64Array(rows.length).fill(1),
      facets: new Map(names.map((name) => [name, codesOf(rows.map(({ facets }) => facets[name] ?? ''))])),
      clients: rows.some(({ client }) => client !== '')
        ? codesOf(rows.map(({ client }) => client))
        : undefined,
    },
    measure,
  );
  const { findings } = await explainChange(source, {
    measure,
    selectionLength: 1,
    baselineLength: stretches,
  });
  return findings
    .filter(({ isAlternative }) => withAlternatives || !isAlternative)
    .map(({ direction, values }) => `${direction} ${values.map(({ value }) => value).join(' and ')}`);
}

const others: Requests = { facets: { country: 'US' }, before: 10_000, now: 10_000 };

describe('findings on the number of requests', () => {
  it('need more evidence for a fall than for growth', async () => {
    const germany = { facets: { country: 'DE' }, before: 100 };
    expect(await explain([{ ...germany, now: 140 }, others])).toEqual(['more DE']);
    // The evidence is the same as that of the growth above.
    expect(await explain([{ ...germany, now: 66 }, others])).toEqual([]);
    expect(await explain([{ ...germany, now: 50 }, others])).toEqual(['less DE']);
  });

  it('need more than a trend that continues', async () => {
    const germany = { facets: { country: 'DE' }, now: 180 };
    expect(await explain([{ ...germany, before: 130 }, others])).toEqual(['more DE']);
    expect(await explain([{ ...germany, before: [100, 120, 140, 160] }, others])).toEqual([]);
  });

  it('need many clients, because the variation of few clients is uncertain', async () => {
    const growthOf = (clients: number): Requests[] =>
      Array.from({ length: clients }, (_, index) => ({
        facets: { country: 'DE' },
        client: `german ${index}`,
        before: 120 / clients,
        now: 240 / clients,
      }));
    const steady = Array.from({ length: 100 }, (_, index) => ({
      facets: { country: `country ${index}` },
      client: `steady ${index}`,
      before: 20,
      now: 20,
    }));
    expect(await explain([...growthOf(120), ...steady])).toEqual(['more DE']);
    expect(await explain([...growthOf(5), ...steady])).toEqual([]);
    // If each client has one request, they are independent, whoever sent the earlier requests.
    const once = Array.from({ length: 240 }, (_, index) => ({
      facets: { country: 'DE' },
      client: `once ${index}`,
      before: 0,
      now: 1,
    }));
    const regular = { facets: { country: 'DE' }, client: 'regular', before: 120, now: 0 };
    expect(await explain([...once, regular, ...steady])).toEqual(['more DE']);
  });

  it('name a value whose requests all grew, not the pair that grew most', async () => {
    const group = (country: string, behavior: string, before: number, now: number): Requests => ({
      facets: { country, behavior },
      before,
      now,
    });
    const rest = [group('US', '/a/*', 2_000, 2_000), group('US', '/b/*', 2_000, 2_000)];
    const busy = group('DE', '/a/*', 100, 1_000);
    expect(await explain([busy, group('DE', '/b/*', 100, 190), ...rest])).toEqual(['more DE']);
    expect(await explain([busy, group('DE', '/b/*', 200, 200), ...rest])).toEqual(['more DE and /a/*']);
  });

  it('name a new network first, not its country, in which nothing else grew', async () => {
    const scraper = (index: number) => ({
      facets: { country: 'DE', asn: '64511', path: `/page-${index % 4}` },
      client: `203.0.113.${index}`,
      before: 0,
      now: 20,
    });
    const reader = (index: number) => ({
      facets: {
        country: index < 200 ? 'DE' : 'US',
        asn: `${64496 + (index % 10)}`,
        path: `/page-${index % 4}`,
      },
      client: `198.51.100.${index}`,
      before: index < 200 ? 1 : 10,
      now: index < 200 ? 1 : 10,
    });
    const all = [
      ...Array.from({ length: 200 }, (_, index) => scraper(index)),
      ...Array.from({ length: 700 }, (_, index) => reader(index)),
    ];
    expect(await explain(all)).toEqual(['more 64511']);
  });

  it('do not list a part of a country whose requests are all missing', async () => {
    const edges = (now: number, country: string) =>
      Array.from({ length: 400 }, (_, index) => ({
        facets: { country, edge: `${country}50-C${index % 10 < 7 ? 1 : 2}` },
        client: `${country} ${index}`,
        before: 10,
        now,
      }));
    expect(await explain([...edges(10, 'US'), ...edges(0, 'DE')], true)).toEqual(['less DE']);
  });

  describe('by one client', () => {
    const ofClient = (client: string, before: Requests['before'], now: number): Requests => ({
      facets: { client },
      client,
      before,
      now,
    });
    const steady = Array.from({ length: 100 }, (_, index) => ofClient(`steady ${index}`, 20, 20));

    it('need more than the changes of the other clients', async () => {
      const growing = ofClient('growing', 100, 500);
      const changing = Array.from({ length: 2_000 }, (_, index) => [
        ofClient(`coming ${index}`, 0, 5),
        ofClient(`going ${index}`, 5, 0),
      ]).flat();
      expect(await explain([growing, ...steady])).toEqual(['more growing']);
      expect(await explain([growing, ...steady, ...changing])).toEqual([]);
    });

    it('need more than the largest bursts of clients in the baseline suggest', async () => {
      const growing = ofClient('growing', 0, 400);
      const bursts = Array.from({ length: 11 }, (_, index) =>
        ofClient(`burst ${index}`, [Math.round(7 * 2 ** (index / 2)), 0, 0, 0], 0),
      );
      expect(await explain([growing, ...steady])).toEqual(['more growing']);
      expect(await explain([growing, ...steady, ...bursts])).toEqual([]);
    });
  });
});
