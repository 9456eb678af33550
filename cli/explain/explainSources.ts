import { AthenaClient } from '@aws-sdk/client-athena';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';
import { readAllRows } from '../../core/aws/athena/runQuery.ts';
import { useLakeFolders } from '../../core/aws/lakeFolders.ts';
import { type Explanation, questionOf } from '../../core/insight/explanation.ts';
import { measureNamed } from '../../core/insight/measures.ts';
import { type ExplanationReport, reportExplanation } from '../../core/insight/report.ts';
import { mergeFields } from '../../core/layouts/layout.ts';
import { errors } from '../../terminal/printer.ts';
import { ProgressBar } from '../../terminal/progressBar.ts';
import { withCommas } from '../../terminal/textTable.ts';
import { athenaCalls } from '../aws/athenaCalls.ts';
import { clientOptions } from '../aws/clientOptions.ts';
import { findPipeline } from '../pipeline/findPipeline.ts';
import { readKnownLayouts } from '../pipeline/knownLayouts.ts';
import { athenaContext, describeScannedBytes } from '../query/athenaLake.ts';
import { DuckdbLake } from '../query/duckdbLake.ts';
import { systemClock } from '../stream/clock.ts';
import { describeUnreadable, openStream } from '../stream/streamOptions.ts';
import { type ExplainSettings, explainLake } from './explainLake.ts';
import { defaultGigabytes, type ExplainOptions } from './explainOptions.ts';
import { explainStream } from './explainStream.ts';
import { explainWindows } from './explainWindows.ts';
import { lakeFieldsSql, readLakeFields } from './lakeFields.ts';

/** Explains the change with the records of the source in the options. */
export async function explainFromSource(
  options: ExplainOptions,
  signal: AbortSignal,
): Promise<ExplanationReport> {
  try {
    if (options.lake !== undefined) return await ofFolder(options.lake, options, signal);
    if (options.live || options.stream !== undefined) return await ofStream(options, signal);
    return await ofStack(options, signal);
  } catch (error) {
    if (signal.aborted) throw new Error('stopped before the change was explained');
    throw error;
  }
}

function settingsOf(options: ExplainOptions, logged: readonly string[], newest: number): ExplainSettings {
  return {
    measure: measureNamed(options.metric),
    windows: explainWindows(options, newest),
    logged,
    where: options.where,
    set: options.set,
  };
}

function reportOf(explanation: Explanation, settings: ExplainSettings, options: ExplainOptions) {
  const { windows, set } = settings;
  return reportExplanation(explanation, questionOf(settings), windows, {
    scale: 100 / options.samplingRate,
    set,
  });
}

async function ofFolder(folder: string, options: ExplainOptions, signal: AbortSignal) {
  const lake = await DuckdbLake.open(folder, signal);
  try {
    const ask = (sql: string) => lake.rows(sql);
    const { fields, newest = lake.end } = readLakeFields((await ask(lakeFieldsSql))[0] ?? {});
    // The end of a window isn't part of the window.
    const settings = settingsOf(options, fields, newest + 1);
    return reportOf(await explainLake(ask, 'duckdb', settings), settings, options);
  } finally {
    lake.close();
  }
}

async function ofStack(options: ExplainOptions, signal: AbortSignal) {
  const clients = clientOptions(options);
  const names = await findPipeline(new CloudFormationClient(clients), options.stack);
  const layouts = await readKnownLayouts(useLakeFolders(new S3Client(clients)), names.lakeBucket);
  const settings = settingsOf(options, mergeFields(layouts.map(({ fields }) => fields)), systemClock.now());
  const bar = new ProgressBar();
  const calls = athenaCalls(new AthenaClient(clients), names);
  const context = athenaContext(calls, options.maxGigabytes ?? defaultGigabytes, bar, signal);
  const ask = async (sql: string) => (await readAllRows(context, sql)).rows;
  try {
    return reportOf(await explainLake(ask, 'athena', settings), settings, options);
  } finally {
    bar.end();
    errors.line(describeScannedBytes(context.budget.scannedBytes));
  }
}

async function ofStream(options: ExplainOptions, signal: AbortSignal) {
  const source = await openStream(options);
  const logged = mergeFields(source.layouts.layouts.map(({ fields }) => fields));
  const settings = settingsOf(options, logged, systemClock.now());
  const bar = new ProgressBar();
  try {
    const explanation = await explainStream(source, settings, {
      clock: systemClock,
      signal,
      onProgress: (records) => bar.update({ share: undefined, text: `${withCommas(records)} records read` }),
      onFull: (records) =>
        errors.line(
          `Only the first ${withCommas(records)} records were read; use the lake, or a shorter window.`,
        ),
      onUnreadable: (records) => errors.line(describeUnreadable(records)),
    });
    return reportOf(explanation, settings, options);
  } finally {
    bar.end();
  }
}
