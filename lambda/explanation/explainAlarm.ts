import { type AthenaContext, readAllRows } from '../../core/aws/athena/runQuery.ts';
import { ScanBudget, ScanLimitError } from '../../core/aws/athena/scanBudget.ts';
import { type AlarmQuestion, conditionsOfSeries } from '../../core/insight/alarms/alarmQuestion.ts';
import type { ExplanationSettings } from '../../core/insight/alarms/explanationSettings.ts';
import { explainBySql } from '../../core/insight/explainBySql.ts';
import type { SqlDialect } from '../../core/insight/facets/facetSql.ts';
import { measureNamed } from '../../core/insight/measures.ts';
import { type ExplanationReport, reportExplanation } from '../../core/insight/report.ts';

/** How queries run, and their SQL dialect. */
export interface QueryContext extends Omit<AthenaContext, 'budget' | 'onStatus'> {
  readonly dialect: SqlDialect;
}

/**
 * Explains an alarm from the lake's raw files, which include the last minutes.
 *
 * @returns the explanation, or a sentence that says why the alarm can't be explained. Operators receive either
 */
export async function explainAlarm(
  { metric, windows, series }: AlarmQuestion,
  { logged, samplingRate, scanMegabytes }: ExplanationSettings,
  { dialect, ...running }: QueryContext,
): Promise<ExplanationReport | string> {
  const measure = measureNamed(metric);
  const context = { ...running, budget: new ScanBudget(scanMegabytes * 1e6) };
  try {
    const explanation = await explainBySql(async (sql) => (await readAllRows(context, sql)).rows, {
      dialect,
      table: 'requests_raw',
      measure,
      windows,
      logged,
      cacheBusting: true,
      where: series && conditionsOfSeries(series).sql,
    });
    const question = {
      measure,
      selectionLength: windows.to - windows.from,
      baselineLength: windows.baselineTo - windows.baselineFrom,
    };
    return reportExplanation(explanation, question, windows, { scale: 100 / samplingRate });
  } catch (error) {
    if (error instanceof ScanLimitError || isOverLimit(error))
      return `There is no explanation: its queries would scan more than ${scanMegabytes} MB. The command below can scan more.`;
    console.error(error);
    const reason = running.signal.aborted ? 'it took too long' : "its queries failed; see the function's log";
    return `There is no explanation: ${reason}.`;
  }
}

/** Whether the workgroup's scan limit ended a query. */
function isOverLimit(error: unknown): boolean {
  return error instanceof Error && /bytes scanned limit/i.test(error.message);
}
