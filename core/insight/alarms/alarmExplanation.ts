import { toOneLine } from '../../oneLine.ts';
import { describeReport } from '../describeReport.ts';
import type { ExplanationReport } from '../report.ts';
import type { AlarmMessage } from './alarmMessage.ts';
import { type AlarmQuestion, conditionsOfSeries } from './alarmQuestion.ts';

/** An alarm and its explanation, before it is formatted for email or a chat. */
export interface AlarmExplanation {
  readonly alarm: AlarmMessage;
  readonly question: AlarmQuestion;
  /** The explanation, or a sentence that says why the alarm can't be explained. */
  readonly outcome: ExplanationReport | string;
  /** Undefined if the pipeline has no dashboard. */
  readonly dashboardUrl: string | undefined;
}

/** Longest subject of an email (SNS API reference, Publish, November 2026: fewer than 100 characters of ASCII). */
const longestSubject = 99;

/** The parts of a message, as text that any channel can show. Each value that a viewer chose is on one line. */
export interface ExplanationText {
  readonly title: string;
  readonly sentences: readonly string[];
  /** The command that returns the same explanation and accepts more options. */
  readonly command: string;
}

/** Formats an explanation as sentences. */
export function explanationText({ alarm, question, outcome }: AlarmExplanation): ExplanationText {
  return {
    title: toOneLine(`Explained: ${alarm.alarmName}`),
    sentences: typeof outcome === 'string' ? [toOneLine(outcome)] : describeReport(outcome).map(toOneLine),
    command: commandOf(question),
  };
}

function commandOf({ metric, windows, series }: AlarmQuestion): string {
  const time = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;
  const { from, to, baselineFrom, baselineTo } = windows;
  const where = series === undefined ? '' : ` --where ${shellText(conditionsOfSeries(series).where)}`;
  return toOneLine(
    `npx cfrl explain --metric ${metric} --from ${time(from)} --to ${time(to)} ` +
      `--baseline ${time(baselineFrom)}..${time(baselineTo)}${where}`,
  );
}

const shellText = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** Formats an explanation as email. The body isn't JSON, so the filter of the function's own subscription drops it. */
export function emailOf(explanation: AlarmExplanation): { readonly subject: string; readonly body: string } {
  const { title, sentences, command } = explanationText(explanation);
  const { alarm, dashboardUrl } = explanation;
  const raised = `${new Date(alarm.raisedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return {
    subject: title.replaceAll(/[^ -~]/g, '?').slice(0, longestSubject),
    body: [
      `The alarm '${toOneLine(alarm.alarmName)}' was raised at ${raised}. ${toOneLine(alarm.reason)}`.trim(),
      ...sentences,
      ...(dashboardUrl === undefined ? [] : [`Dashboard: ${dashboardUrl}`]),
      `Ask again: ${command}`,
    ].join('\n\n'),
  };
}
