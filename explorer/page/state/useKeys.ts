import { useEffect } from 'preact/hooks';

/** What each key does. */
export type KeyActions = Readonly<Record<string, () => void>>;

/** Listens to single keys, unless one is typed into a field or a dialog is open. */
export function useKeys(actions: KeyActions): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as Element;
      const isTyping = target.closest('input, textarea, select, dialog') !== null;
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      const action = actions[event.key];
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [actions]);
}

/** Moves the focus among values and requests, in the order of the page. */
export function moveFocus(by: 1 | -1): void {
  const stops = [...document.querySelectorAll<HTMLElement>('.value, .row-opener')];
  const now = stops.findIndex(
    (stop) => stop === document.activeElement || stop.parentElement?.contains(document.activeElement),
  );
  const next = stops[now < 0 ? (by === 1 ? 0 : stops.length - 1) : now + by];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

/** Presses the exclude button of the value that has the focus. */
export function excludeFocused(): void {
  document.activeElement?.closest('li')?.querySelector<HTMLElement>('.exclude')?.click();
}
