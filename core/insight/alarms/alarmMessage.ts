/** The parts of an alarm's notification that an explanation needs. */
export interface AlarmMessage {
  readonly alarmName: string;
  /** Why the alarm was raised, in the words of CloudWatch. */
  readonly reason: string;
  /** When it was raised, in epoch milliseconds. */
  readonly raisedAt: number;
}

/**
 * Reads the message that CloudWatch sends to a topic when an alarm is raised (CloudWatch user guide, 'Acting on alarm
 * changes'; Amazon SNS event destinations, November 2026). Metric alarms and composite alarms both have these members.
 *
 * @returns undefined if the text is anything else: an alarm that ended, or a message that CloudWatch didn't send
 */
export function readAlarmMessage(text: string): AlarmMessage | undefined {
  const message = parseObject(text);
  const { AlarmName, NewStateValue, NewStateReason, StateChangeTime } = message;
  if (typeof AlarmName !== 'string' || NewStateValue !== 'ALARM') return undefined;
  // CloudWatch writes the offset without a colon, as in 2026-11-20T13:05:00.000+0000.
  const raisedAt = Date.parse(String(StateChangeTime).replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  if (Number.isNaN(raisedAt)) return undefined;
  return {
    alarmName: AlarmName,
    reason: typeof NewStateReason === 'string' ? NewStateReason : '',
    raisedAt,
  };
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
