import { useEffect, useRef, useState } from 'preact/hooks';
import type { QueryAnswer } from '../../sources/source.ts';
import { fetchQueries, type OfferedQuery, runQuery } from '../api.ts';
import { csvFile, saveFile } from '../download/saveFile.ts';
import { AnswerTable } from './AnswerTable.tsx';

/** Runs saved queries and custom SQL, and shows the result as a table. */
export function QueriesView() {
  const [queries, setQueries] = useState<readonly OfferedQuery[]>([]);
  const [name, setName] = useState('');
  const [sql, setSql] = useState('');
  const [answer, setAnswer] = useState<QueryAnswer | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [took, setTook] = useState<number | null>(null);
  const running = useRef<AbortController | null>(null);
  const [isRunning, setRunning] = useState(false);
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
      (problem: Error) => setError(problem.message),
    );
    return () => running.current?.abort();
  }, []);
  const run = async (text: string) => {
    running.current?.abort();
    const stop = new AbortController();
    running.current = stop;
    const startedAt = performance.now();
    setRunning(true);
    setError(null);
    try {
      setAnswer(await runQuery(text, stop.signal));
      setTook(performance.now() - startedAt);
    } catch (problem) {
      if (!stop.signal.aborted) setError((problem as Error).message);
    } finally {
      if (running.current === stop) setRunning(false);
    }
  };
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
          <button type="button" onClick={() => running.current?.abort()}>
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
        readOnly={queries.length === 0 && error === null}
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
            : `${answer.rows.length}${answer.isCut ? ' or more' : ''} rows, ${Math.round(took ?? 0)} ms`}
      </p>
      {answer !== null && <AnswerTable answer={answer} />}
    </section>
  );
}
