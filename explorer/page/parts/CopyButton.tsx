import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

interface CopyButtonProps {
  readonly text: string;
  readonly children: ComponentChildren;
}

/** A button that copies a text to the clipboard, and says whether it did. */
export function CopyButton({ text, children }: CopyButtonProps) {
  const [outcome, setOutcome] = useState('');
  useEffect(() => setOutcome(''), [text]);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setOutcome('Copied'),
      () => setOutcome("The browser doesn't allow copying."),
    );
  return (
    <p class="copy">
      <button type="button" onClick={copy}>
        {children}
      </button>{' '}
      <span class="dim" role="status">
        {outcome}
      </span>
    </p>
  );
}
