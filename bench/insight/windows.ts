import { explainChange } from '../../core/insight/explain.ts';
import type { Explanation } from '../../core/insight/explanation.ts';
import { type MeasureName, measureNamed } from '../../core/insight/measures.ts';
import { noWindow, rowSource } from '../../core/insight/sources/rowSource.ts';
import type { Random } from '../../harness/random.ts';
import { deviationByChance } from './chance.ts';
import { type PlantedCause, rowsOf } from './plantedCause.ts';
import type { Requests } from './requests.ts';

/**
 * Number of parts of equal length into which requests are divided: one is the selection, the others the
 * baseline.
 */
export const parts = 5;

/** A plant and its explanation. */
export interface Trial {
  readonly measure: MeasureName;
  readonly plant: PlantedCause | undefined;
  /** Whether all requests of a client are in one part. */
  readonly hasWholeClients: boolean;
  readonly explanation: Explanation;
  /** For each finding, the Jaccard index of its requests and the plant's. */
  readonly overlaps: readonly number[];
  /**
   * Planted excess in standard deviations that the measure of all requests has if whole sessions fall into one part or
   * another by chance: how visible the change is before it is explained.
   */
  readonly sigma: number;
  /** The same, if whole clients fall into one part or another. */
  readonly clientSigma: number;
  /** The same as `sigma`, in standard deviations of the planted group alone. */
  readonly groupSigma: number;
}

/**
 * Optionally plants a cause into one part of the requests, and explains that part in comparison with the
 * others.
 */
export async function runTrial(
  requests: Requests,
  measure: MeasureName,
  plant: PlantedCause | undefined,
  selected: number,
  random: Random,
): Promise<Trial> {
  const windows = windowsOf(requests, selected);
  const amounts = amountsOf(requests, measure, random);
  const group = plant === undefined ? [] : rowsOf(requests, plant.values);
  const { excess, expected } =
    plant === undefined
      ? { excess: 0, expected: 0 }
      : applyPlant({ requests, measure, plant, group, windows, amounts, random });
  const rows = {
    rows: requests.rows,
    windows,
    stretches: parts - 1,
    amounts,
    facets: requests.facets,
    clients: requests.facets.get('client'),
  };
  const question = {
    measure: measureNamed(measure),
    againstRest: requests.isSet ?? false,
    selectionLength: 1,
    baselineLength: parts - 1,
  };
  const explanation = await explainChange(rowSource(rows, question.measure), question);
  const clients = requests.facets.get('client')?.codes;
  const counted = {
    windows,
    parts,
    events: eventsOf(requests, measure, windows, amounts),
    isVolume: question.measure.kind === 'volume',
    sessions: requests.sessions,
  };
  const planted = new Set(group.filter((row) => windows[row] !== noWindow));
  return {
    measure,
    plant,
    hasWholeClients: requests.sessions === clients,
    explanation,
    overlaps: explanation.findings.map(({ values }) =>
      overlapOf(
        planted,
        rowsOf(requests, values).filter((row) => windows[row] !== noWindow),
      ),
    ),
    sigma: excess / deviationByChance(counted, windows.keys()),
    clientSigma: excess / deviationByChance({ ...counted, sessions: clients }, windows.keys()),
    groupSigma: excess / Math.max(deviation(expected), deviationByChance(counted, group)),
  };
}

/** Returns the Jaccard index of two sets of rows. */
function overlapOf(planted: ReadonlySet<number>, found: readonly number[]): number {
  const both = found.filter((row) => planted.has(row)).length;
  return both === 0 ? 0 : both / (planted.size + found.length - both);
}

function windowsOf({ rows, times, parts: given }: Requests, selected: number): Uint8Array {
  const windows = new Uint8Array(rows);
  const end = (times[rows - 1] ?? 0) + 1e-9;
  for (let row = 0; row < rows; row++) {
    const part = given?.[row] ?? Math.floor((parts * times[row]) / end);
    windows[row] = part === selected ? 0 : part < selected ? part + 1 : part;
  }
  return windows;
}

function amountsOf(
  { rows, errors, errorRates, latencies }: Requests,
  measure: MeasureName,
  random: Random,
): Float64Array {
  if (measureNamed(measure).kind === 'latency') return latencies.slice();
  if (measure === 'requests') return new Float64Array(rows).fill(1);
  if (errors !== undefined) return errors.slice();
  return errorRates.map((rate) => (random.happens(rate) ? 1 : 0));
}

interface Planting {
  readonly requests: Requests;
  readonly measure: MeasureName;
  readonly plant: PlantedCause;
  readonly group: readonly number[];
  readonly windows: Uint8Array;
  readonly amounts: Float64Array;
  readonly random: Random;
}

/** Planted events in addition to the expected events of the group in the selection. */
interface Planted {
  readonly excess: number;
  readonly expected: number;
}

function applyPlant(planting: Planting): Planted {
  const { measure } = planting;
  if (measureNamed(measure).kind === 'latency') return slowDown(planting);
  return measure === 'requests' ? thinOut(planting) : addErrors(planting);
}

/** Standard deviation of an expected count, considering that the baseline is also a count. */
const deviation = (expected: number) => Math.sqrt(Math.max(1, expected) * (1 + 1 / (parts - 1)));

function addErrors({ requests, plant, group, windows, amounts, random }: Planting): Planted {
  let [expected, excess] = [0, 0];
  for (const row of group) {
    if (windows[row] !== 0) continue;
    const rate = requests.errorRates[row];
    expected += rate;
    const added = Math.min(0.95, rate * plant.factor) - rate;
    if (amounts[row] === 1 || !random.happens(added / (1 - rate))) continue;
    amounts[row] = 1;
    excess++;
  }
  return { excess, expected };
}

/** Removes requests of the group from the baseline, because requests can't be added to columns. */
function thinOut({ plant, group, windows, random }: Planting): Planted {
  let [left, kept] = [0, 0];
  for (const row of group) {
    if (windows[row] === 0) kept++;
    else if (random.happens(1 / plant.factor)) left++;
    else windows[row] = noWindow;
  }
  const expected = left / (parts - 1);
  return { excess: kept - expected, expected };
}

function slowDown({ requests, plant, group, windows, amounts }: Planting): Planted {
  const threshold = percentile95(requests, windows);
  let [expected, excess] = [0, 0];
  for (const row of group) {
    if (windows[row] !== 0) continue;
    const wasSlow = amounts[row] > threshold;
    amounts[row] *= plant.factor;
    if (wasSlow) expected++;
    else if (amounts[row] > threshold) excess++;
  }
  return { excess, expected };
}

/** Returns what each request adds to the measure. */
function eventsOf(
  requests: Requests,
  measure: MeasureName,
  windows: Uint8Array,
  amounts: Float64Array,
): Float64Array {
  if (measureNamed(measure).kind !== 'latency') return amounts;
  const threshold = percentile95(requests, windows);
  return amounts.map((seconds) => Number(seconds > threshold));
}

function percentile95({ latencies }: Requests, windows: Uint8Array): number {
  const sorted = latencies.filter((_, row) => windows[row] > 0 && windows[row] !== noWindow).sort();
  return sorted[Math.floor(0.95 * (sorted.length - 1))] ?? 0;
}
