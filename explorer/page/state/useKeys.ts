import { useEffect } from 'preact/hooks';

/** Actions by key. */
export type KeyActions = Readonly<Record<string, () => void>>;

/** Runs an action when its key is pressed, unless the user types into a field or a dialog is open. */
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

/** Moves the focus to the next or previous value or request, in the order of the page. */
export function moveFocus(by: 1 | -1): void {
  const stops = [...document.querySelectorAll<HTMLElement>('.value, .row-opener')];
  const now = stops.findIndex(
    (stop) => stop === document.activeElement || stop.parentElement?.contains(document.activeElement),
  );
  const next = stops[now < 0 ? (by === 1 ? 0 : stops.length - 1) : now + by];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

/** Clicks the exclude button of the focused value. */
export function excludeFocused(): void {
  document.activeElement?.closest('li')?.querySelector<HTMLElement>('.exclude')?.click();
}
