/** An explanation that was begun. */
export interface BegunExplanation {
  readonly alarmName: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** How often alarms are explained, since each explanation is a few paid queries. */
export interface ExplanationLimits {
  /** Explanations in an hour, of all alarms together. */
  readonly perHour: number;
}

/** The same alarm is explained once in this time, however often it changes its state. */
export const quietMinutes = 30;

const minute = 60_000;
const hour = 60 * minute;

/**
 * Decides whether an alarm may be explained now.
 *
 * @returns the history with the explanation that begins, without what is older than an hour; or why it may not begin
 */
export function beginExplanation(
  history: readonly BegunExplanation[],
  next: BegunExplanation,
  { perHour }: ExplanationLimits,
): readonly BegunExplanation[] | string {
  const recent = history.filter(({ at }) => next.at - at < hour);
  const last = recent.findLast(({ alarmName }) => alarmName === next.alarmName);
  if (last !== undefined && next.at - last.at < quietMinutes * minute)
    return `the same alarm was explained less than ${quietMinutes} minutes before`;
  if (recent.length >= perHour) return `${recent.length} alarms were explained in the last hour`;
  return [...recent, next];
}

/** Reads a history as it is stored; an empty one if the text is not valid. */
export function parseHistory(text: string): BegunExplanation[] {
  try {
    const entries: unknown = JSON.parse(text);
    return Array.isArray(entries) ? entries.filter(isEntry) : [];
  } catch {
    return [];
  }
}

function isEntry(entry: unknown): entry is BegunExplanation {
  const { alarmName, at } = (entry ?? {}) as Partial<BegunExplanation>;
  return typeof alarmName === 'string' && typeof at === 'number';
}
