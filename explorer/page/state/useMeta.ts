import { useEffect, useState } from 'preact/hooks';
import type { SourceMeta } from '../../sources/source.ts';
import { fetchMeta } from '../api.ts';

/** Milliseconds between polls of a source that is loading or live. */
const pause = 1_000;

/** Fetches the description of the server's requests, and polls while it changes. Returns the last error, too. */
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
