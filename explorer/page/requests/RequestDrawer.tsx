import { useEffect, useState } from 'preact/hooks';
import type { RequestField } from '../../sources/source.ts';
import { fetchRequest } from '../api.ts';
import { escapeControls, formatJson } from '../format.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Dialog } from '../parts/Dialog.tsx';

interface RequestDrawerProps {
  readonly request: string;
  /** The request is shown only after a click, because it takes a billed query. */
  readonly isPending: boolean;
  readonly onShow: () => void;
  readonly onClose: () => void;
}

/** All fields of a request, with their meanings. */
export function RequestDrawer({ request, isPending, onShow, onClose }: RequestDrawerProps) {
  const [fields, setFields] = useState<readonly RequestField[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [isFull, setFull] = useState(false);
  useEffect(() => {
    if (isPending) return;
    let isCurrent = true;
    setFields(null);
    setError(null);
    fetchRequest(request).then(
      (found) => isCurrent && setFields(found),
      (problem: Error) => isCurrent && setError(problem.message),
    );
    return () => {
      isCurrent = false;
    };
  }, [request, isPending]);
  const shown = fields?.filter(({ value }) => isFull || value !== null);
  const empty = (fields?.length ?? 0) - (fields?.filter(({ value }) => value !== null).length ?? 0);
  return (
    <Dialog label="Request" look="drawer" onClose={onClose}>
      {error !== null && <p class="warning">{error}</p>}
      {isPending && (
        <p>
          Athena bills the bytes that it scans for this request.{' '}
          <button type="button" class="primary" onClick={onShow}>
            Show
          </button>
        </p>
      )}
      {fields === null && error === null && !isPending && <p class="dim">Loading…</p>}
      {shown !== undefined && (
        <CopyButton text={formatJson(Object.fromEntries(shown.map(({ name, value }) => [name, value])))}>
          Copy as JSON
        </CopyButton>
      )}
      <dl class="fields">
        {shown?.map(({ name, value, meaning, unit }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class={value === null ? 'absent' : ''}>
              <bdi dir="ltr">{value === null ? '–' : escapeControls(value)}</bdi>
              {value !== null && unit !== undefined && <span class="dim"> {unit}</span>}
            </dd>
            <dd class="meaning">{meaning}</dd>
          </div>
        ))}
      </dl>
      {empty > 0 && (
        <button type="button" class="quiet" onClick={() => setFull(!isFull)}>
          {isFull ? 'Hide empty fields' : `Show ${empty} empty fields`}
        </button>
      )}
    </Dialog>
  );
}
