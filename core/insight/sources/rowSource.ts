import type {
  ClientGroup,
  ClientSpread,
  Count,
  FacetCell,
  FacetValue,
  InsightSource,
  MaskCell,
  PathQueries,
  RateGrowth,
} from '../cells.ts';
import { likelihoodOfClient } from '../clientLikelihood.ts';
import type { FacetName } from '../facets/facets.ts';
import { facetsOfMeasure, type Measure, type MeasureKind } from '../measures.ts';

/** Window number of a row outside all windows. */
export const noWindow = 255;

/** Requests in memory, as columns with one element per request. */
export interface InsightRows {
  readonly rows: number;
  /** Window of each request: 0 for the selection, 1 and up for a stretch of the baseline, `noWindow` for neither. */
  readonly windows: Uint8Array;
  /** Number of stretches of the baseline. */
  readonly stretches: number;
  /** The amount that each request adds to the measure; for a latency, its seconds. NaN excludes a request. */
  readonly amounts: Float64Array;
  /** Codes of each facet's values; negative if the request has no value. */
  readonly facets: ReadonlyMap<FacetName, FacetCodes>;
  /** Codes of the clients, if they are known. */
  readonly clients?: FacetCodes | undefined;
  /** Query strings of cache misses, if they were counted. */
  readonly queries?: readonly PathQueries[] | undefined;
}

/** A facet's values: `codes` are indexes into `values`. */
export interface FacetCodes {
  readonly codes: Int32Array;
  readonly values: readonly string[];
}

/** Maximum number of values of a facet to consider. */
const maxValues = 5_000;

/** A mutable count. */
interface Sum {
  n: number;
  k: number;
}

/** Returns a source that counts rows in memory. */
export function rowSource(rows: InsightRows, measure: Measure): InsightSource {
  const { kind } = measure;
  const threshold = kind === 'latency' ? percentile95(rows) : undefined;
  const table = threshold === undefined ? rows : { ...rows, amounts: slowerThan(rows.amounts, threshold) };
  const names = [...rows.facets.keys()].map((name) => ({ name }));
  const facets = facetsOfMeasure(measure, names).map(
    ({ name }) => [name, rows.facets.get(name) as FacetCodes] as const,
  );
  return {
    singles: async () => {
      const { totals, squares } = totalsOf(table);
      const cells = facets.flatMap(([name, codes]) => cellsOf(table, name, codes, kind, totals));
      return { totals, squares, ...(threshold !== undefined && { threshold }), cells };
    },
    masks: async (values) => maskCells(table, values),
    clients: async (groups) => {
      const { clients } = table;
      return clients && groups.map((group) => spreadOf(table, clients, group));
    },
    ...(rows.queries !== undefined && { queries: async () => rows.queries ?? [] }),
  };
}

function totalsOf({ rows, windows, stretches, amounts }: InsightRows): { totals: Sum[]; squares: number } {
  const totals = Array.from({ length: stretches + 1 }, () => ({ n: 0, k: 0 }));
  let squares = 0;
  for (let row = 0; row < rows; row++) {
    const amount = amounts[row];
    if (windows[row] === noWindow || Number.isNaN(amount)) continue;
    const total = totals[windows[row]];
    total.n++;
    total.k += amount;
    squares += amount * amount;
  }
  return { totals, squares };
}

function cellsOf(
  { rows, windows, stretches, amounts }: InsightRows,
  facet: FacetName,
  { codes, values }: FacetCodes,
  kind: MeasureKind,
  totals: readonly Count[],
): FacetCell[] {
  const width = stretches + 1;
  const n = new Float64Array(values.length * width);
  const k = new Float64Array(values.length * width);
  for (let row = 0; row < rows; row++) {
    const amount = amounts[row];
    if (codes[row] < 0 || windows[row] === noWindow || Number.isNaN(amount)) continue;
    const place = codes[row] * width + windows[row];
    n[place]++;
    k[place] += amount;
  }
  return largestCodes(k, width).map((code) => ({
    facet,
    value: values[code],
    counts: totals.map((total, window) => ({
      n: kind === 'volume' ? total.n : n[code * width + window],
      k: k[code * width + window],
    })),
  }));
}

/** Returns the codes of values with events. If there are very many, such as clients, returns the largest ones. */
function largestCodes(k: Float64Array, width: number): number[] {
  const sums = new Float64Array(k.length / width);
  for (let place = 0; place < k.length; place++) sums[Math.floor(place / width)] += k[place];
  const min = sums.length > maxValues ? sums.toSorted()[sums.length - maxValues] : 0;
  const codes: number[] = [];
  for (let code = 0; code < sums.length; code++) if (sums[code] > 0 && sums[code] >= min) codes.push(code);
  return codes;
}

/** Returns a bit mask for each code of a facet: 2^i if the code is value `i`. */
function bitsOf(rows: InsightRows, values: readonly FacetValue[]) {
  const facets = Map.groupBy(
    values.map((value, bit) => ({ ...value, bit })),
    ({ facet }) => facet,
  );
  return [...facets].map(([facet, wanted]) => {
    const { codes, values: texts } = rows.facets.get(facet) as FacetCodes;
    const bits = new Float64Array(texts.length);
    for (const { value, bit } of wanted) {
      const code = texts.indexOf(value);
      if (code >= 0) bits[code] += 2 ** bit;
    }
    return { codes, bits };
  });
}

function maskCells(table: InsightRows, values: readonly FacetValue[]): MaskCell[] {
  const facets = bitsOf(table, values);
  const cells = new Map<number, { mask: number; selection: Sum; baseline: Sum }>();
  for (let row = 0; row < table.rows; row++) {
    const amount = table.amounts[row];
    if (table.windows[row] === noWindow || Number.isNaN(amount)) continue;
    let mask = 0;
    for (const { codes, bits } of facets) if (codes[row] >= 0) mask += bits[codes[row]];
    let cell = cells.get(mask);
    if (cell === undefined) {
      cell = { mask, selection: { n: 0, k: 0 }, baseline: { n: 0, k: 0 } };
      cells.set(mask, cell);
    }
    const sum = table.windows[row] === 0 ? cell.selection : cell.baseline;
    sum.n++;
    sum.k += amount;
  }
  return [...cells.values()];
}

function spreadOf(
  table: InsightRows,
  clients: FacetCodes,
  { values: group, growth }: ClientGroup,
): ClientSpread {
  const facets = bitsOf(table, group);
  const all = 2 ** group.length - 1;
  const byClient = new Map<number, { selection: Sum; baseline: Sum }>();
  for (let row = 0; row < table.rows; row++) {
    const amount = table.amounts[row];
    if (table.windows[row] === noWindow || Number.isNaN(amount)) continue;
    let mask = 0;
    for (const { codes, bits } of facets) if (codes[row] >= 0) mask += bits[codes[row]];
    if (mask !== all) continue;
    let sums = byClient.get(clients.codes[row]);
    if (sums === undefined) {
      sums = { selection: { n: 0, k: 0 }, baseline: { n: 0, k: 0 } };
      byClient.set(clients.codes[row], sums);
    }
    const sum = table.windows[row] === 0 ? sums.selection : sums.baseline;
    sum.n++;
    sum.k += amount;
  }
  return addClients([...byClient.values()], growth);
}

function addClients(
  clients: readonly { selection: Count; baseline: Count }[],
  growth: RateGrowth | undefined,
): ClientSpread {
  const sums = () => ({ clients: 0, affected: 0, n: 0, k: 0, nn: 0, kk: 0, kn: 0 });
  const [selection, baseline] = [sums(), sums()];
  const add = (sum: ReturnType<typeof sums>, { n, k }: Count) => {
    if (n > 0) sum.clients++;
    if (k > 0) sum.affected++;
    sum.n += n;
    sum.k += k;
    sum.nn += n * n;
    sum.kk += k * k;
    sum.kn += k * n;
  };
  let [product, likelihood] = [0, 0];
  for (const client of clients) {
    add(selection, client.selection);
    add(baseline, client.baseline);
    product += client.selection.k * client.baseline.k;
    if (growth === undefined) continue;
    const [before, after] = growth.falls
      ? [client.selection, client.baseline]
      : [client.baseline, client.selection];
    likelihood += likelihoodOfClient(before, after, growth);
  }
  return { clients: clients.length, selection, baseline, product, likelihood };
}

function percentile95({ rows, windows, amounts }: InsightRows): number {
  const baseline: number[] = [];
  for (let row = 0; row < rows; row++) {
    if (windows[row] > 0 && windows[row] !== noWindow && !Number.isNaN(amounts[row]))
      baseline.push(amounts[row]);
  }
  const sorted = Float64Array.from(baseline).sort();
  return sorted[Math.floor(0.95 * (sorted.length - 1))] ?? 0;
}

function slowerThan(amounts: Float64Array, threshold: number): Float64Array {
  return amounts.map((seconds) => (Number.isNaN(seconds) ? seconds : Number(seconds > threshold)));
}
