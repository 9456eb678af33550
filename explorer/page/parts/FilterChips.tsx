import type { Filter, FilterChange } from '../../questions/question.ts';
import { formatValue } from '../format.ts';

interface FilterChipsProps {
  readonly filters: readonly Filter[];
  readonly labelOf: (facet: string) => string;
  readonly onToggle: (facet: string, value: string | null, change: FilterChange) => void;
  readonly onClear: () => void;
}

/** The active filters. A click on a value removes it. */
export function FilterChips({ filters, labelOf, onToggle, onClear }: FilterChipsProps) {
  if (filters.length === 0) return null;
  const chips = filters.flatMap(({ facet, include, exclude }) => [
    ...include.map((value) => ({ facet, value, change: 'include' as const })),
    ...exclude.map((value) => ({ facet, value, change: 'exclude' as const })),
  ]);
  return (
    <nav class="chips" aria-label="Filters">
      {chips.map(({ facet, value, change }) => (
        <button
          key={`${change} ${facet} ${value === null ? '!' : `=${value}`}`}
          type="button"
          class={`chip chip-${change}`}
          onClick={() => onToggle(facet, value, change)}
        >
          <span class="hidden">Remove the filter</span>
          <span>
            {labelOf(facet)} {change === 'include' ? 'is' : 'is not'}
          </span>
          <bdi dir="ltr">{formatValue(facet, value)}</bdi>
          <span aria-hidden="true">×</span>
        </button>
      ))}
      <button type="button" class="quiet" onClick={onClear}>
        Clear all
      </button>
    </nav>
  );
}
