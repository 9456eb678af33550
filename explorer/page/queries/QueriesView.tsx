import { useEffect, useState } from 'preact/hooks';
import { fetchQueries, type OfferedQuery } from '../api.ts';
import { csvFile, saveFile } from '../download/saveFile.ts';
import { AnswerTable } from './AnswerTable.tsx';
import { useQueryRun } from './useQueryRun.ts';

/** Runs saved queries and custom SQL, and shows the result as a table. */
export function QueriesView() {
  const [queries, setQueries] = useState<readonly OfferedQuery[]>([]);
  const [name, setName] = useState('');
  const [sql, setSql] = useState('');
  const [listError, setListError] = useState<string | null>(null);
  const { isRunning, answer, milliseconds, run, stop, ...last } = useQueryRun();
  const error = last.error ?? (answer === null ? listError : null);
  const choose = (query: OfferedQuery | undefined) => {
    setName(query?.name ?? '');
    if (query !== undefined) setSql(query.sql);
  };
  useEffect(() => {
    fetchQueries().then(
      (found) => {
        setQueries(found);
        choose(found[0]);
      },
      (problem: Error) => setListError(problem.message),
    );
  }, []);
  const description = queries.find((query) => query.name === name)?.description;
  return (
    <section class="card queries" aria-label="Queries">
      <div class="queries-head">
        <select
          aria-label="Saved query"
          value={name}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            choose(queries.find((query) => query.name === chosen));
          }}
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
            onClick={() => saveFile(csvFile(answer.columns, answer.rows), `${name || 'answer'}.csv`)}
          >
            CSV
          </button>
        )}
      </div>
      {description !== undefined && <p class="dim">{description}</p>}
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
            : `${answer.rows.length}${answer.isCut ? ' or more' : ''} rows, ${Math.round(milliseconds)} ms`}
      </p>
      {answer !== null && <AnswerTable answer={answer} />}
    </section>
  );
}
