import { useEffect, useState } from 'preact/hooks';
import type { SourceMeta } from '../../sources/source.ts';
import { fetchMeta } from '../api.ts';

/** Milliseconds between two looks at a source that loads or is live. */
const pause = 1_000;

/** What the server has, looked at again while that changes; and why it cannot be had. */
export function useMeta(): { readonly meta: SourceMeta | null; readonly error: string | null } {
  const [meta, setMeta] = useState<SourceMeta | null>(null);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    let timer = 0;
    let isGone = false;
    const look = async () => {
      try {
        const found = await fetchMeta();
        if (isGone) return;
        setMeta((before) => (JSON.stringify(before) === JSON.stringify(found) ? before : found));
        setError(null);
        const isSettled = found.kind === 'folder' && found.rowsToLoad === 0 && found.rows > 0;
        if (!isSettled) timer = setTimeout(look, found.rows === 0 ? 150 : pause) as unknown as number;
      } catch (problem) {
        if (isGone) return;
        setError((problem as Error).message);
        timer = setTimeout(look, 3 * pause) as unknown as number;
      }
    };
    void look();
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, []);
  return { meta, error };
}
