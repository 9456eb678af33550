import { statusClass } from '../../../core/metrics/rowClasses.ts';
import type { Series } from '../../questions/answer.ts';
import { findPeaks, type Peak, type PeakSettings } from '../../questions/findPeaks.ts';
import type { MetricName, TimeSpan } from '../../questions/pageState.ts';
import { hitPercentByStep, percentByStep, ratesOf, requestsByStep } from '../../questions/seriesViews.ts';
import { formatMilliseconds, formatRate } from '../format.ts';

/** A line of a panel. */
export interface PanelLine {
  readonly name: string;
  /** CSS class. */
  readonly look: string;
  readonly values: readonly (number | null)[];
}

/** A panel of the chart: stacked bars, or lines. All panels share the time axis. */
export interface Panel {
  readonly id: string;
  readonly title: string;
  readonly height: number;
  readonly kind: 'bars' | 'lines';
  readonly lines: readonly PanelLine[];
  readonly format: (value: number) => string;
  /** Largest value of the axis; by default, the next round number above the values. */
  readonly limit?: number;
  readonly peaks: readonly (Peak & { readonly label: string; readonly metric: MetricName })[];
}

/** Status classes in the order in which bars are stacked, from the bottom. */
export const stackedClasses = [
  { name: '2xx', look: 'ok', index: statusClass.success },
  { name: '3xx', look: 'redirect', index: statusClass.redirection },
  { name: 'other', look: 'other', index: statusClass.none },
  { name: '000', look: 'aborted', index: statusClass.aborted },
  { name: '4xx', look: 'client', index: statusClass.clientError },
  { name: '5xx', look: 'server', index: statusClass.serverError },
] as const;

/** Minimum requests in a bar for its percentages to be meaningful. */
const solidRequests = 20;

/** Minimum cache misses in a bar for a change of their share to be meaningful. */
const solidMisses = 100;

const percent = (value: number) => (value === 0 ? '0' : Number(value.toPrecision(2)).toString());

/** Returns the panels of an answer. 4xx and 5xx have separate scales, because many 4xx would hide a few 5xx. */
export function panelsOf(series: Series, { from, to }: TimeSpan): Panel[] {
  const rates = stackedClasses.map(({ index }) => ratesOf(series, series.byClass[index], from, to));
  const total = rates[0].map((_, bar) => rates.reduce((sum, layer) => sum + layer[bar], 0));
  const requests = requestsByStep(series);
  const isSolid = (bar: number) => requests[bar] >= solidRequests;
  const isWhole = (bar: number) => bar > 0 && bar < total.length - 1;
  const serverErrors = percentByStep(series, 'serverError');
  const clientErrors = percentByStep(series, 'clientError');
  const hits = hitPercentByStep(series);
  const isMissing = (bar: number) => series.cacheLookups[bar] - series.cacheHits[bar] >= solidMisses;
  const enough = (index: number) => (bar: number) => isSolid(bar) && series.byClass[index][bar] >= 5;
  return [
    {
      id: 'requests',
      title: 'Requests per second',
      height: 132,
      kind: 'bars',
      lines: stackedClasses
        .map(({ name, look }, layer) => ({ name, look, values: rates[layer] }))
        .filter(({ name, values }) => name !== 'other' || values.some((value) => value > 0)),
      format: formatRate,
      peaks: peaks(
        total,
        'requests',
        { factor: 1.35, difference: 0, isSolid: (bar) => isSolid(bar) && isWhole(bar) },
        (value) => `${formatRate(value)}/s`,
      ),
    },
    {
      id: 'server',
      title: 'Server errors, %',
      height: 52,
      kind: 'lines',
      lines: [{ name: '5xx', look: 'server', values: serverErrors }],
      format: percent,
      peaks: peaks(
        serverErrors,
        '5xx',
        { factor: 3, difference: 0.1, isSolid: enough(statusClass.serverError) },
        (value) => `5xx ${percent(value)}%`,
      ),
    },
    {
      id: 'client',
      title: 'Client errors, %',
      height: 52,
      kind: 'lines',
      lines: [{ name: '4xx', look: 'client', values: clientErrors }],
      format: percent,
      peaks: peaks(
        clientErrors,
        '4xx',
        { factor: 2, difference: 1, isSolid: enough(statusClass.clientError) },
        (value) => `4xx ${percent(value)}%`,
      ),
    },
    {
      id: 'hit',
      title: 'Cache hit ratio, %',
      height: 52,
      kind: 'lines',
      lines: [{ name: 'hit', look: 'hit', values: hits }],
      format: percent,
      limit: 100,
      // A fall of the hit ratio is a peak of the misses.
      peaks: peaks(
        hits.map((value) => (value === null ? null : 100 - value)),
        'misses',
        { factor: 1.3, difference: 5, isSolid: isMissing },
        (value) => `hit ${percent(100 - value)}%`,
      ),
    },
    {
      id: 'latency',
      title: 'Time to first byte, ms',
      height: 64,
      kind: 'lines',
      lines: [
        { name: 'p99', look: 'p99', values: series.p99 },
        { name: 'p95', look: 'p95', values: series.p95 },
        { name: 'p50', look: 'p50', values: series.p50 },
      ],
      format: formatRate,
      peaks: peaks(
        series.p95,
        'ttfb',
        { factor: 1.5, difference: 20, isSolid },
        (value) => `p95 ${formatMilliseconds(value)}`,
      ),
    },
  ];
}

/** Returns the most striking peaks of a panel, each with the text of its pill. */
function peaks(
  values: readonly (number | null)[],
  metric: MetricName,
  settings: PeakSettings,
  label: (value: number) => string,
): Panel['peaks'] {
  return findPeaks(values, settings)
    .slice(0, 2)
    .map((peak) => ({ ...peak, metric, label: label(peak.value) }));
}
