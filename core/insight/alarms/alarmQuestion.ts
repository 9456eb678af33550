import { sqlText } from '../../sql/literals.ts';
import type { MeasureName } from '../measures.ts';
import type { InsightWindows } from '../sources/insightSql.ts';
import type { AlarmMessage } from './alarmMessage.ts';

const minute = 60_000;

/** Number of parts that the baseline is divided into. */
const stretches = 4;

/** Shortest baseline. A shorter one wouldn't show the usual traffic. */
const minBaseline = 60 * minute;

/** How to explain an alarm. */
interface Explained {
  readonly metric: MeasureName;
  /** Minutes before the alarm to explain: the period that the alarm evaluates. */
  readonly minutes: number;
}

/** The alarms that can be explained, by the part of the alarm's name that follows the pipeline's name. */
export const explainedAlarms: Readonly<Record<string, Explained>> = {
  'Server error rate': { metric: '5xx', minutes: 5 },
  'Cache hit ratio': { metric: 'misses', minutes: 45 },
  'Availability fast burn': { metric: '5xx', minutes: 15 },
  'Availability slow burn': { metric: '5xx', minutes: 60 },
  'Latency fast burn': { metric: 'ttfb', minutes: 15 },
  'Latency slow burn': { metric: 'ttfb', minutes: 60 },
};

/** The change to explain for an alarm. */
export interface AlarmQuestion {
  readonly metric: MeasureName;
  readonly windows: InsightWindows;
  /** The distribution or cache behavior that the alarm watches; undefined if it watches all traffic. */
  readonly series: AlarmSeries | undefined;
}

/** A distribution or one of its cache behaviors. */
export interface AlarmSeries {
  readonly distribution: string;
  readonly behavior: string | undefined;
}

/**
 * Returns the change to explain for an alarm; undefined if the alarm belongs to another pipeline or requests can't
 * explain it.
 */
export function alarmQuestion(
  { alarmName, raisedAt }: AlarmMessage,
  pipelineName: string,
): AlarmQuestion | undefined {
  if (!alarmName.startsWith(`${pipelineName} `)) return undefined;
  const [, title = '', subject] =
    /^([^:]*)(?:: (.*))?$/s.exec(alarmName.slice(pipelineName.length + 1)) ?? [];
  if (!Object.hasOwn(explainedAlarms, title)) return undefined;
  const { metric, minutes } = explainedAlarms[title];
  const to = Math.floor(raisedAt / minute) * minute;
  const from = to - minutes * minute;
  const baseline = Math.max(minBaseline, stretches * (to - from));
  return {
    metric,
    windows: { from, to, baselineFrom: from - baseline, baselineTo: from, stretches },
    series: subject === undefined ? undefined : readSeries(subject),
  };
}

function readSeries(subject: string): AlarmSeries {
  const space = subject.indexOf(' ');
  return space < 0
    ? { distribution: subject, behavior: undefined }
    : { distribution: subject.slice(0, space), behavior: subject.slice(space + 1) };
}

/** Returns the condition that selects a series' requests: in SQL, and in the syntax of `cfrl explain --where`. */
export function conditionsOfSeries({ distribution, behavior }: AlarmSeries): {
  readonly sql: string;
  readonly where: string;
} {
  // The AWS guides disagree about which of the two fields contains the distribution's domain name.
  const sql = `("x_host_header" = ${sqlText(distribution)} OR "cs_host" = ${sqlText(distribution)})`;
  const where = `(x-host-header=${quote(distribution)} or cs-host=${quote(distribution)})`;
  if (behavior === undefined) return { sql, where };
  return {
    sql: `${sql} AND "cache_behavior_path_pattern" = ${sqlText(behavior)}`,
    where: `${where} and cache-behavior-path-pattern=${quote(behavior)}`,
  };
}

const quote = (text: string) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
