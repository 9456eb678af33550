import { useEffect, useState } from 'preact/hooks';
import type { FacetAnswer } from '../../questions/answer.ts';
import type { FilterChange, Question } from '../../questions/question.ts';
import { fetchFacet } from '../api.ts';
import { tabCell } from '../download/cells.ts';
import { formatValue, formatWhole } from '../format.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { FacetList } from './FacetList.tsx';

interface FacetDialogProps {
  readonly facet: string;
  readonly facets: readonly { readonly id: string; readonly label: string }[];
  readonly question: Question;
  /** Athena searches, which bills what it reads, so a search starts when the user presses Enter. */
  readonly isBilled: boolean;
  readonly onFacet: (facet: string) => void;
  readonly onToggle: (facet: string, value: string | null, change: FilterChange) => void;
  readonly onClose: () => void;
}

/** Dialog that searches the values of a facet. */
export function FacetDialog(props: FacetDialogProps) {
  const { facet, facets, question, isBilled, onFacet, onToggle, onClose } = props;
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState<FacetAnswer | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [approved, setApproved] = useState<string | null>(null);
  const wanted = JSON.stringify([question, facet, text]);
  const isPending = isBilled && approved !== wanted;
  useEffect(() => {
    if (isPending) return;
    const stop = new AbortController();
    setError(null);
    fetchFacet(question, facet, text, stop.signal).then(setAnswer, (problem: Error) => {
      if (!stop.signal.aborted) setError(problem.message);
    });
    return () => stop.abort();
  }, [wanted, isPending]);
  const found = !isPending && answer?.facet === facet ? answer : null;
  return (
    <Dialog label="Find values" onClose={onClose}>
      <form
        class="find"
        onSubmit={(event) => {
          event.preventDefault();
          setApproved(wanted);
        }}
      >
        <select aria-label="Property" value={facet} onChange={(event) => onFacet(event.currentTarget.value)}>
          {facets.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
        <input
          type="search"
          aria-label="Search text"
          placeholder="Search values"
          autoFocus
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        {isPending && (
          <button type="submit" class="primary">
            Search
          </button>
        )}
      </form>
      {isPending && <p class="dim">Athena bills the bytes that a search scans.</p>}
      {error !== null && (
        <p class="warning" role="alert">
          {error}
        </p>
      )}
      <div class="found">
        <p class="dim" role="status">
          {found === null
            ? ''
            : `${formatWhole(found.distinct)} ${text === '' ? 'values' : 'matching values'}${found.distinct > found.values.length ? `; showing the first ${found.values.length}` : ''}`}
        </p>
        {found !== null && found.values.length > 0 && (
          <CopyButton text={tableOf(found)}>Copy as a table</CopyButton>
        )}
      </div>
      <div class="facet long">
        {found !== null && (
          <FacetList
            facet={facet}
            values={found.values}
            requests={found.requests}
            filter={question.filters.find((filter) => filter.facet === facet)}
            onToggle={onToggle}
          />
        )}
      </div>
    </Dialog>
  );
}

/** Returns the values as text separated by tabs, as spreadsheets paste it. */
function tableOf({ facet, values }: FacetAnswer): string {
  const rows = values.map(({ value, requests, clientErrors, serverErrors }) => [
    formatValue(facet, value),
    requests,
    clientErrors,
    serverErrors,
  ]);
  return [['value', 'requests', '4xx', '5xx'], ...rows].map((row) => row.map(tabCell).join('\t')).join('\n');
}
