import type { FacetName } from '../../core/insight/facets/facets.ts';
import type { FacetCodes } from '../../core/insight/sources/rowSource.ts';
import type { Random } from '../../harness/random.ts';
import type { Requests } from './requests.ts';

/** Number of values of each facet that doesn't depend on another facet. */
const ownValues = {
  path: 2_000,
  country: 60,
  agent: 80,
  method: 5,
  protocol: 2,
  'http-version': 3,
  'content-type': 12,
} as const;

/** Number of values of one facet per value of another. */
const networksOfCountry = 12;
const edgesOfCountry = 3;
const clientsOfNetwork = 400;
const behaviors = 12;
const origins = 4;

/** Without a cause, error rates and latencies vary by path and country, and drift by the minute. */
const usualErrorRate = 0.004;
const usualLatency = 0.08;
const drift = 0.15;

/** Part of the largest country's requests that has moved to the second country at the end. */
const mixDrift = 0.05;

/**
 * Generates traffic from many clients whose requests don't depend on each other. Values follow Zipf's law.
 * Networks, edges, and clients depend on the country; behaviors and origins depend on the path. Volume, mix,
 * error rate, and latency drift.
 *
 * @param seconds duration of the traffic
 */
export function independentRequests(rows: number, seconds: number, random: Random): Requests {
  const columns = new Map<FacetName, Int32Array>();
  const column = (name: FacetName) => {
    const codes = new Int32Array(rows);
    columns.set(name, codes);
    return codes;
  };
  const own = Object.entries(ownValues).map(([name, values]) => ({
    codes: column(name as FacetName),
    draw: zipf(values, random),
  }));
  const [paths, countries] = [columns.get('path') as Int32Array, columns.get('country') as Int32Array];
  const [behavior, origin, asn, edge, airport, client, bot, host] = (
    ['behavior', 'origin', 'asn', 'edge', 'airport', 'client', 'bot', 'host'] as const
  ).map(column) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const agents = columns.get('agent') as Int32Array;
  const network = zipf(networksOfCountry, random);
  const times = new Float64Array(rows);
  const errorRates = new Float64Array(rows);
  const latencies = new Float64Array(rows);
  const ofPath = factors(ownValues.path, random);
  const ofCountry = factors(ownValues.country, random);
  const phase = random.next() * 2 * Math.PI;
  for (let row = 0; row < rows; row++) {
    const time = (seconds * row) / rows;
    times[row] = time;
    for (const { codes, draw } of own) codes[row] = draw();
    const wave = 1 + drift * Math.sin(phase + (4 * Math.PI * time) / seconds);
    if (countries[row] === 0 && random.happens((mixDrift * time) / seconds)) countries[row] = 1;
    const [path, country] = [paths[row], countries[row]];
    behavior[row] = path % behaviors;
    origin[row] = behavior[row] % origins;
    asn[row] = country * networksOfCountry + network();
    edge[row] = country * edgesOfCountry + (asn[row] % edgesOfCountry);
    airport[row] = Math.floor(edge[row] / 2);
    client[row] = asn[row] * clientsOfNetwork + random.below(clientsOfNetwork);
    bot[row] = agents[row] % 11 === 10 ? 1 + (agents[row] % 4) : 0;
    host[row] = path % 7 === 0 ? 1 : 0;
    errorRates[row] = Math.min(0.5, usualErrorRate * wave * ofPath[path] * ofCountry[country]);
    latencies[row] =
      usualLatency * wave * ofPath[path] * ofCountry[country] * Math.exp(0.8 * drawNormal(random));
  }
  return { rows, times, facets: named(columns), errorRates, latencies };
}

/** Returns a function that draws indexes from 0 on. The probability of the n-th index is proportional to 1/n. */
function zipf(values: number, random: Random): () => number {
  const sums = new Float64Array(values);
  let sum = 0;
  for (let value = 0; value < values; value++) sums[value] = sum += 1 / (value + 1);
  return () => {
    const drawn = random.next() * sum;
    let [low, high] = [0, values - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] > drawn) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

const factors = (values: number, random: Random) =>
  Float64Array.from({ length: values }, () => Math.exp(0.5 * drawNormal(random)));

/** Draws a number from the standard normal distribution. */
export function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

function named(columns: ReadonlyMap<FacetName, Int32Array>): Map<FacetName, FacetCodes> {
  return new Map(
    [...columns].map(([name, codes]) => {
      const values = codes.reduce((max, code) => Math.max(max, code), 0) + 1;
      return [name, { codes, values: Array.from({ length: values }, (_, code) => `${name}-${code}`) }];
    }),
  );
}
