import type { FacetValue } from '../../questions/answer.ts';
import type { Filter, FilterChange } from '../../questions/question.ts';
import { formatCount, formatShare, formatValue } from '../format.ts';

interface FacetListProps {
  readonly facet: string;
  readonly values: readonly FacetValue[];
  /** Total requests of all values. */
  readonly requests: number;
  readonly filter: Filter | undefined;
  readonly onToggle: (facet: string, value: string | null, change: FilterChange) => void;
}

/** Values with their requests. A click includes a value; Alt and a click, or the minus button, excludes it. */
export function FacetList({ facet, values, requests, filter, onToggle }: FacetListProps) {
  const largest = Math.max(1, ...values.map((one) => one.requests));
  return (
    <ul class="values">
      {values.map((one) => {
        const { value } = one;
        const text = formatValue(facet, value);
        const isIncluded = filter?.include.includes(value) === true;
        const isExcluded = filter?.exclude.includes(value) === true;
        const part = (count: number) => ({ width: `${(100 * count) / largest}%` });
        return (
          <li
            key={value === null ? '!' : `=${value}`}
            class={isIncluded ? 'included' : isExcluded ? 'excluded' : ''}
          >
            <button
              type="button"
              class="value"
              aria-pressed={isIncluded}
              title={text.length > 24 ? text : undefined}
              onClick={(event) => onToggle(facet, value, event.altKey ? 'exclude' : 'include')}
            >
              <span class={value === null || value === '' ? 'name absent' : 'name'}>
                <bdi dir="ltr">{text}</bdi>
              </span>
              <span class="count">{formatCount(one.requests)}</span>
              <span class="share">{formatShare(one.requests, requests)}</span>
              <span class="meter" aria-hidden="true">
                <i class="bar-ok" style={part(one.requests - one.clientErrors - one.serverErrors)} />
                <i class="bar-client" style={part(one.clientErrors)} />
                <i class="bar-server" style={part(one.serverErrors)} />
              </span>
            </button>
            <button
              type="button"
              class="exclude"
              aria-pressed={isExcluded}
              aria-label={`Exclude ${text}`}
              title="Exclude (x)"
              onClick={() => onToggle(facet, value, 'exclude')}
            >
              −
            </button>
          </li>
        );
      })}
    </ul>
  );
}
