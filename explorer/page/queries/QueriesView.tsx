import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { fetchQueries, type OfferedQuery } from '../api.ts';
import { csvFile, saveFile } from '../download/saveFile.ts';
import { formatMilliseconds, formatWhole } from '../format.ts';
import { AnswerTable } from './AnswerTable.tsx';
import { useQueryRun } from './useQueryRun.ts';

interface QueriesViewProps {
  /** Name of the saved query; null for the first one. */
  readonly query: string | null;
  readonly onQuery: (query: string) => void;
}

/** Runs saved queries and custom SQL, and shows the result as a table. */
export function QueriesView({ query: name, onQuery }: QueriesViewProps) {
  const [queries, setQueries] = useState<readonly OfferedQuery[]>([]);
  const [sql, setSql] = useState('');
  const [listError, setListError] = useState<string | null>(null);
  const { isRunning, answer, milliseconds, run, stop, clear, ...last } = useQueryRun();
  const error = last.error ?? (answer === null ? listError : null);
  const chosen = queries.find((query) => query.name === name) ?? queries[0];
  useEffect(() => {
    fetchQueries().then(setQueries, (problem: Error) => setListError(problem.message));
  }, []);
  // Before the field becomes editable, so that it doesn't overwrite typed text.
  useLayoutEffect(() => {
    if (chosen === undefined) return;
    setSql(chosen.sql);
    clear();
  }, [chosen?.name]);
  return (
    <section class="card queries" aria-label="Queries">
      <div class="queries-head">
        <select
          aria-label="Saved query"
          value={chosen?.name ?? ''}
          onChange={(event) => onQuery(event.currentTarget.value)}
        >
          {queries.map((query) => (
            <option key={query.name} value={query.name}>
              {query.name.replaceAll('_', ' ')}
            </option>
          ))}
        </select>
        {isRunning ? (
          <button type="button" onClick={stop}>
            Stop
          </button>
        ) : (
          <button type="button" class="primary" onClick={() => run(sql)}>
            Run <kbd>Ctrl Enter</kbd>
          </button>
        )}
        {answer !== null && (
          <button
            type="button"
            onClick={() => saveFile(csvFile(answer.columns, answer.rows), `${chosen?.name ?? 'answer'}.csv`)}
          >
            Download CSV
          </button>
        )}
      </div>
      {chosen !== undefined && <p class="dim">{chosen.description}</p>}
      <textarea
        aria-label="SQL"
        spellcheck={false}
        rows={Math.min(18, Math.max(6, sql.split('\n').length))}
        value={sql}
        // When the saved queries arrive, the first one would overwrite text typed before.
        readOnly={queries.length === 0 && listError === null}
        onInput={(event) => setSql(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void run(event.currentTarget.value);
        }}
      />
      {error !== null && (
        <p class="warning" role="alert">
          {error}
        </p>
      )}
      <p class="dim" role="status">
        {isRunning
          ? 'Running…'
          : answer === null
            ? "Queries read the whole lake, regardless of the page's filters and time window."
            : `${formatWhole(answer.rows.length)}${answer.isCut ? ' or more' : ''} ${answer.rows.length === 1 ? 'row' : 'rows'} in ${formatMilliseconds(milliseconds)}`}
      </p>
      {answer !== null && <AnswerTable answer={answer} />}
    </section>
  );
}
