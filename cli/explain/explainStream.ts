import { bustedMeasures } from '../../core/insight/cacheBusting/cacheBusting.ts';
import { explainChange } from '../../core/insight/explain.ts';
import { type Explanation, questionOf } from '../../core/insight/explanation.ts';
import { facetsOf } from '../../core/insight/facets/facets.ts';
import { facetsOfMeasure } from '../../core/insight/measures.ts';
import { RowCollector } from '../../core/insight/sources/rowCollector.ts';
import { rowSource } from '../../core/insight/sources/rowSource.ts';
import { resultTypeFields } from '../../core/metrics/definitions.ts';
import { RecordBatch } from '../../core/records/recordBatch.ts';
import { RecordReader } from '../../core/records/recordReader.ts';
import type { Clock } from '../stream/clock.ts';
import { fillBatch } from '../stream/fillBatch.ts';
import { followStream } from '../stream/followStream.ts';
import type { StreamSource } from '../stream/streamSource.ts';
import { parseCondition, parseWhere } from '../tail/where/parseCondition.ts';
import { type ExplainSettings, measureFieldOf } from './explainLake.ts';

/** Maximum number of records to read, which limits memory. */
const maxRecords = 3_000_000;

/** Input for reading the stream. */
export interface StreamReading {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Called with the current number of stored records. */
  readonly onProgress: (records: number) => void;
  /** Called once if the maximum number of records is reached. Later records aren't used. */
  readonly onFull: (records: number) => void;
  /** Called at the end with the number of records that can't be read, if there are any. */
  readonly onUnreadable: (records: number) => void;
}

/** Explains a change with the records in the stream, which are read at the same rate as by `tail`. */
export async function explainStream(
  stream: StreamSource,
  settings: ExplainSettings,
  { clock, signal, onProgress, onFull, onUnreadable }: StreamReading,
): Promise<Explanation> {
  const { measure, windows, logged, where } = settings;
  const set = settings.set === undefined ? undefined : parseWhere(settings.set, logged, '--set');
  const collector = new RowCollector({
    measure,
    measureField: measureFieldOf(measure, logged),
    facets: facetsOfMeasure(measure, facetsOf(logged, set?.fields)),
    windows,
    isInSet: set?.test,
    resultField: bustedMeasures.includes(measure.name)
      ? resultTypeFields.find((name) => logged.includes(name))
      : undefined,
  });
  const condition = where === undefined ? () => true : parseCondition(where, logged);
  const batch = new RecordBatch();
  const reader = new RecordReader(stream.layouts.layouts, stream.policy);
  const full = new AbortController();
  let unreadable = 0;
  await followStream({
    kinesis: stream.kinesis,
    streamName: stream.streamName,
    start: { since: new Date(Math.min(windows.baselineFrom, windows.from)) },
    until: new Date(clock.now()),
    clock,
    signal: AbortSignal.any([signal, full.signal]),
    onPage: async (page) => {
      const records = reader.read(fillBatch(batch, page));
      unreadable += records.unreadable.length;
      for (let record = 0; record < records.count; record++) {
        const read = (field: string) => records.value(record, field);
        if (condition(read)) collector.add(read);
      }
      onProgress(collector.rows);
      if (collector.rows < maxRecords || full.signal.aborted) return;
      onFull(collector.rows);
      full.abort();
    },
  });
  if (signal.aborted) throw new Error('stopped before the change was explained');
  if (unreadable > 0) onUnreadable(unreadable);
  return explainChange(rowSource(collector.finish(), measure), questionOf(settings));
}
