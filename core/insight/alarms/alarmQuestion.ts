import { sqlText } from '../../sql/literals.ts';
import type { InsightWindows } from '../insightSql.ts';
import type { MeasureName } from '../measures.ts';
import type { AlarmMessage } from './alarmMessage.ts';

const minute = 60_000;

/** Parts that the baseline is cut into. */
const stretches = 4;

/** Shortest baseline, so that it shows what is usual. */
const leastBaseline = 60 * minute;

/** What explains an alarm. */
interface Explained {
  readonly metric: MeasureName;
  /** Minutes before the alarm that are explained: what the alarm looked at. */
  readonly minutes: number;
}

/** The alarms that can be explained, by the title that follows the pipeline's name in theirs. */
export const explainedAlarms: Readonly<Record<string, Explained>> = {
  'Server error rate': { metric: '5xx', minutes: 5 },
  'Cache hit ratio': { metric: 'misses', minutes: 45 },
  'Availability fast burn': { metric: '5xx', minutes: 15 },
  'Availability slow burn': { metric: '5xx', minutes: 60 },
  'Latency fast burn': { metric: 'ttfb', minutes: 15 },
  'Latency slow burn': { metric: 'ttfb', minutes: 60 },
};

/** What to ask about an alarm. */
export interface AlarmQuestion {
  readonly metric: MeasureName;
  readonly windows: InsightWindows;
  /** The distribution, or cache behavior of one, that the alarm is about; undefined if it is about all traffic. */
  readonly series: AlarmSeries | undefined;
}

/** A distribution, or a cache behavior of it. */
export interface AlarmSeries {
  readonly distribution: string;
  readonly behavior: string | undefined;
}

/** The question of an alarm of a pipeline; undefined if it is another alarm, or none that requests explain. */
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
  const baseline = Math.max(leastBaseline, stretches * (to - from));
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

/** The requests of a series: as a condition on columns in SQL, and as `cfrl explain --where` takes it. */
export function conditionsOfSeries({ distribution, behavior }: AlarmSeries): {
  readonly sql: string;
  readonly where: string;
} {
  // The guides disagree about which of the two names the distribution.
  const sql = `("x_host_header" = ${sqlText(distribution)} OR "cs_host" = ${sqlText(distribution)})`;
  const where = `(x-host-header=${quoted(distribution)} or cs-host=${quoted(distribution)})`;
  if (behavior === undefined) return { sql, where };
  return {
    sql: `${sql} AND "cache_behavior_path_pattern" = ${sqlText(behavior)}`,
    where: `${where} and cache-behavior-path-pattern=${quoted(behavior)}`,
  };
}

const quoted = (text: string) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
