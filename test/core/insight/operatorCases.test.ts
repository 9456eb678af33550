import { describeReport } from '../../../core/insight/describeReport.ts';
import { explainChange } from '../../../core/insight/explain.ts';
import type { FacetName } from '../../../core/insight/facets/facets.ts';
import { amountOf, type MeasureName, measureNamed } from '../../../core/insight/measures.ts';
import { reportExplanation } from '../../../core/insight/report.ts';
import { rowSource } from '../../../core/insight/sources/rowSource.ts';
import { Random } from '../../../harness/random.ts';

const stretches = 4;
const minutes = 60_000;

/** A request. Window 0 is the selection; the others are the baseline. */
interface Request {
  window: number;
  facets: Partial<Record<FacetName, string>>;
  status: number;
  bytes: number;
  seconds: number;
}

const networks = { US: '64496', DE: '64497', FR: '64498', JP: '64499' } as const;

/** Makes requests of a website with an API that has two origins. 0.4 % of the requests fail. */
function makeRequests(perWindow = 2_000): Request[] {
  const random = new Random(5);
  return Array.from({ length: perWindow * (stretches + 1) }, (_, index) => {
    const country = random.pick(['US', 'US', 'DE', 'FR', 'JP'] as const);
    const isApi = random.happens(0.3);
    const isHit = !isApi && random.happens(0.9);
    const path = isApi ? `/api/v${1 + random.below(3)}/orders` : `/static/app-${random.below(30)}.js`;
    const origin = isApi ? random.pick(['a.example.com', 'b.example.com']) : undefined;
    const fails = random.happens(0.004);
    return {
      window: index % (stretches + 1),
      facets: {
        behavior: isApi ? '/api/*' : '/static/*',
        path,
        ...(origin !== undefined && { origin }),
        country,
        asn: networks[country],
        client: `192.0.2.${random.below(300)}`,
        result: fails ? 'Error' : isHit ? 'Hit' : 'Miss',
      },
      status: fails ? 502 : 200,
      bytes: 1_000 + random.below(20_000),
      seconds: (isHit ? 0.01 : 0.1) * Math.exp(random.next() + random.next()),
    };
  });
}

const baseline = makeRequests();

/** Returns what `cfrl explain` says about the cause, after the sentence about the change. */
async function explain(name: MeasureName, requests: readonly Request[]): Promise<string[]> {
  const measure = measureNamed(name);
  const names = new Set(requests.flatMap(({ facets }) => Object.keys(facets) as FacetName[]));
  const facets = new Map(
    [...names].map((facet) => {
      const values = [...new Set(requests.flatMap((request) => request.facets[facet] ?? []))];
      const codes = new Map(values.map((value, code) => [value, code]));
      const codeOf = (request: Request) => codes.get(request.facets[facet] ?? '') ?? -1;
      return [facet, { codes: Int32Array.from(requests, codeOf), values }] as const;
    }),
  );
  const fieldOf = ({ status, bytes, seconds, facets: { result = '-' } }: Request) => {
    const fields: Partial<Record<MeasureName, string | number>> = { bytes, ttfb: seconds, misses: result };
    return fields[name] ?? status;
  };
  const rows = {
    rows: requests.length,
    windows: Uint8Array.from(requests, ({ window }) => window),
    stretches,
    amounts: Float64Array.from(requests, (request) => amountOf(name, fieldOf(request)) ?? Number.NaN),
    facets,
    clients: facets.get('client'),
  };
  const question = { measure, selectionLength: 1, baselineLength: stretches };
  const explanation = await explainChange(rowSource(rows, measure), question);
  const from = Date.UTC(2026, 10, 20, 13);
  const windows = {
    from,
    to: from + 15 * minutes,
    baselineFrom: from - 60 * minutes,
    baselineTo: from,
    stretches,
  };
  return describeReport(reportExplanation(explanation, question, windows)).slice(1);
}

/** Returns the requests, after a change to those of the selection that meet a condition. */
const change = (isChanged: (request: Request) => boolean, changed: Partial<Request>, result?: string) =>
  baseline.map((request) => {
    if (request.window !== 0 || !isChanged(request)) return request;
    return { ...request, ...changed, facets: { ...request.facets, ...(result !== undefined && { result }) } };
  });

const addToSelection = (count: number, make: (index: number) => Partial<Request['facets']>) => [
  ...baseline,
  ...Array.from({ length: count }, (_, index) => {
    const like = baseline[index * (stretches + 1)] as Request;
    return { ...like, facets: { ...like.facets, ...make(index) } };
  }),
];

const nothing =
  'Nothing stands out: no value or pair of values changed differently from the other requests by more than chance and the usual variation explain.';

describe('what an operator reads', () => {
  it.each<[string, MeasureName, () => Request[], RegExp]>([
    [
      'if a deployment breaks a path',
      '5xx',
      () => change(({ facets }) => facets.path === '/api/v2/orders', { status: 500 }, 'Error'),
      /^100% of the additional 5xx responses: path \/api\/v2\/orders; .* 100\.0% of requests now /,
    ],
    [
      'if one of two origins fails',
      '5xx',
      () => change(({ facets }) => facets.origin === 'b.example.com', { status: 502 }, 'Error'),
      /^100% of the additional 5xx responses: origin b\.example\.com; .* 100\.0% of requests now /,
    ],
    [
      'if the requests of a country are slow',
      'ttfb',
      () => change(({ facets }) => facets.country === 'JP', { seconds: 3 }),
      /^\d+% of the additional slow first bytes: network AS 64499, country JP; /,
    ],
    [
      'if the cache was purged',
      'misses',
      () => change(({ facets }) => facets.result === 'Hit', {}, 'Miss'),
      /^100% of the additional cache misses: behavior \/static\/\*; /,
    ],
    [
      'if a network scrapes the website',
      'requests',
      () =>
        addToSelection(1_500, (index) => ({
          asn: '64511',
          client: `203.0.113.${index % 200}`,
          behavior: '/api/*',
          path: `/api/v${1 + (index % 3)}/orders`,
          country: 'US',
        })),
      /^100% of the additional requests: network AS 64511; no requests before, 100 requests per minute now\.$/,
    ],
    [
      'if many clients download a new file',
      'requests',
      () =>
        addToSelection(1_500, (index) => ({
          path: '/static/new.zip',
          behavior: '/static/*',
          client: `198.51.100.${index}`,
        })),
      /^100% of the additional requests: path \/static\/new\.zip; no requests before, /,
    ],
  ])('%s', async (_, measure, make, first) => {
    expect((await explain(measure, make()))[0]).toMatch(first);
  });

  it.each<[string, MeasureName, () => Request[]]>([
    [
      'all traffic doubled',
      'requests',
      () => [...baseline, ...baseline.filter(({ window }) => window === 0)],
    ],
    ['everything fails', '5xx', () => change(() => true, { status: 503 }, 'Error')],
    [
      'the three requests of a window fail',
      '5xx',
      () => change(() => true, { status: 503 }).filter(({ window }, index) => window !== 0 || index < 15),
    ],
    ['nothing ever fails', '5xx', () => baseline.map((request) => ({ ...request, status: 200 }))],
  ])('is nothing about a cause if %s', async (_, measure, make) => {
    expect(await explain(measure, make())).toEqual([nothing]);
  });

  it('names a cause of errors if there were none before', async () => {
    const requests = change(({ facets }) => facets.path === '/api/v2/orders', { status: 500 }).map(
      (request) => (request.status === 502 ? { ...request, status: 200 } : request),
    );
    expect((await explain('5xx', requests))[0]).toMatch(
      /: path \/api\/v2\/orders; 0% of requests before, 100\.0% of requests now\.$/,
    );
  });
});
