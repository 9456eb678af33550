import { useCallback, useEffect, useState } from 'preact/hooks';
import { type PageState, readState, writeState } from '../../questions/pageState.ts';

/** Changes a part of the page's state. `replace` adds no entry to the browser's history. */
export type ChangeState = (change: Partial<PageState>, how?: 'push' | 'replace') => void;

/** Stores the page's state in its URL, so that Back, reload, and copied URLs work. */
export function usePageState(): readonly [PageState, ChangeState] {
  const [state, setState] = useState(() => readState(location.search));
  useEffect(() => {
    const onPop = () => setState(readState(location.search));
    addEventListener('popstate', onPop);
    return () => removeEventListener('popstate', onPop);
  }, []);
  const change = useCallback<ChangeState>((part, how = 'push') => {
    setState((before) => {
      const next = { ...before, ...part };
      const query = writeState(next);
      if (query !== writeState(before)) {
        const url = query === '' ? location.pathname : `?${query}`;
        if (how === 'push') history.pushState(null, '', url);
        else history.replaceState(null, '', url);
      }
      return next;
    });
  }, []);
  return [state, change];
}
