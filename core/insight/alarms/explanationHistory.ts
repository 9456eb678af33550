/** An explanation that was started. */
export interface BegunExplanation {
  readonly alarmName: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** How often alarms are explained. Each explanation runs a few paid queries. */
export interface ExplanationLimits {
  /** Explanations per hour, for all alarms together. */
  readonly maxPerHour: number;
}

/** An alarm is explained at most once in this time, no matter how often it changes its state. */
export const quietMinutes = 30;

const minute = 60_000;
const hour = 60 * minute;

/**
 * Decides whether an alarm may be explained now.
 *
 * @returns the history with the new explanation and without entries older than an hour, or the reason not to explain
 */
export function beginExplanation(
  history: readonly BegunExplanation[],
  next: BegunExplanation,
  { maxPerHour }: ExplanationLimits,
): readonly BegunExplanation[] | string {
  const recent = history.filter(({ at }) => next.at - at < hour);
  const last = recent.findLast(({ alarmName }) => alarmName === next.alarmName);
  if (last !== undefined && next.at - last.at < quietMinutes * minute)
    return `the same alarm was explained less than ${quietMinutes} minutes earlier`;
  if (recent.length >= maxPerHour) return `${recent.length} alarms were explained in the last hour`;
  return [...recent, next];
}

/** Parses a stored history. Returns an empty history if the text is not valid. */
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
