import { useCallback, useEffect, useState } from 'preact/hooks';
import { type PageState, readState, writeState } from '../../questions/pageState.ts';

/** Changes some of the page's state. `replace` leaves no step for the Back button. */
export type ChangeState = (change: Partial<PageState>, how?: 'push' | 'replace') => void;

/** The page's state, kept in its URL, so that Back, reload and a copied URL work. */
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
