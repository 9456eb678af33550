import { useEffect, useState } from 'preact/hooks';
import type { Question } from '../../questions/question.ts';
import type { QueryAnswer } from '../../sources/source.ts';
import { isAppliedToMedia, mediaSql } from '../../sql/media.ts';
import { runQuery } from '../api.ts';
import { formatCount } from '../format.ts';
import { AnswerTable } from '../queries/AnswerTable.tsx';

/** Labels of the table's columns. */
const columnLabels: Readonly<Record<string, string>> = {
  content: 'Content',
  sessions: 'Sessions',
  stalled_sessions_percent: 'Sessions that stalled, %',
  startup_requests: 'Startup requests',
  bitrate_kbit_s: 'Bitrate, kbit/s',
  throughput_kbit_s: 'Throughput, kbit/s',
  slower_than_media_percent: 'Network too slow, %',
  requests: 'Requests',
};

const labelOfColumn = (name: string) => columnLabels[name] ?? name;

const list = new Intl.ListFormat('en', { type: 'disjunction' });

interface MediaViewProps {
  readonly question: Question;
  readonly labelOf: (facet: string) => string;
  /** Athena answers, which bills what it reads, so queries filter by partition. */
  readonly isBilled: boolean;
}

/** Playback quality: sessions, stalls, startup, and bitrate, in total and by content. */
export function MediaView({ question, labelOf, isBilled }: MediaViewProps) {
  const [answer, setAnswer] = useState<QueryAnswer | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
  const sql = mediaSql(question, isBilled);
  const wanted = isBilled ? asked : sql;
  useEffect(() => {
    if (wanted === null) return;
    const stop = new AbortController();
    setError(null);
    runQuery(wanted, stop.signal).then(setAnswer, (problem: Error) => {
      if (!stop.signal.aborted) setError(problem.message);
    });
    return () => stop.abort();
  }, [wanted]);
  const [total, ...byContent] = answer?.rows ?? [];
  const figure = (name: string) => total?.[answer?.columns.indexOf(name) ?? -1] ?? null;
  const tiles = [
    ['Sessions', formatOptionalCount(figure('sessions')), 'of players that report CMCD'],
    ['Sessions that stalled', withUnit(figure('stalled_sessions_percent'), '%'), 'the buffer ran empty'],
    ['Startup requests', formatOptionalCount(figure('startup_requests')), 'at start, seek, or recovery'],
    ['Bitrate', withUnit(figure('bitrate_kbit_s'), 'kbit/s'), 'average of requested objects'],
    [
      'Network too slow',
      withUnit(figure('slower_than_media_percent'), '%'),
      'of requests, slower than the bitrate',
    ],
  ] as const;
  const unapplied = question.filters.filter((filter) => !isAppliedToMedia(filter));
  return (
    <>
      {unapplied.length > 0 && (
        <p class="warning" data-unapplied>
          These figures aren't filtered by {list.format(unapplied.map(({ facet }) => labelOf(facet)))},
          because SQL can't compute {unapplied.length === 1 ? 'it' : 'them'}.
        </p>
      )}
      {isBilled && asked !== sql && (
        <div class="run-bar card">
          <span>Athena bills the bytes that it scans.</span>
          <button type="button" class="primary" onClick={() => setAsked(sql)}>
            Run
          </button>
        </div>
      )}
      {error !== null && <p class="warning">{error}</p>}
      {total !== undefined && (
        <section class="tiles" aria-label="Playback">
          {tiles.map(([label, value, note]) => (
            <div key={label} class="tile card">
              <div class="tile-label">{label}</div>
              <div class="tile-value" data-tile={label}>
                {value}
              </div>
              <div class="tile-note">{note}</div>
            </div>
          ))}
        </section>
      )}
      {answer !== null && byContent.length > 0 && (
        <section class="card queries" aria-label="By content">
          <h2>By content</h2>
          <AnswerTable answer={{ ...answer, columns: answer.columns.map(labelOfColumn), rows: byContent }} />
        </section>
      )}
      {answer !== null && byContent.length === 0 && (
        <p class="empty">
          No player reported its playback in this time window: no request has CMCD (Common Media Client Data)
          values.
        </p>
      )}
    </>
  );
}

function formatOptionalCount(value: string | null): string {
  return value === null ? '–' : formatCount(Number(value));
}

function withUnit(value: string | null, unit: string): string {
  return value === null ? '–' : `${Number(value).toLocaleString('en-US')}${unit === '%' ? '' : ' '}${unit}`;
}
