import type { StripItem } from '../../sources/source.ts';

/** State of the pipeline: records received, rows in the lake, delay. */
export function LiveStrip({ items }: { readonly items: readonly StripItem[] }) {
  if (items.length === 0) return null;
  return (
    <dl class="strip" aria-label="Pipeline">
      {items.map(({ label, value, isBad }) => (
        <div key={label} class={isBad ? 'bad' : ''}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
