import type { FacetAnswer } from '../../questions/answer.ts';
import type { Filter, FilterChange } from '../../questions/question.ts';
import { formatWhole } from '../format.ts';
import { FacetList } from './FacetList.tsx';

interface FacetCardProps {
  readonly label: string;
  readonly answer: FacetAnswer;
  readonly filter: Filter | undefined;
  readonly onToggle: (facet: string, value: string | null, change: FilterChange) => void;
  readonly onShowAll: (facet: string) => void;
}

/** A facet with its most frequent values. */
export function FacetCard({ label, answer, filter, onToggle, onShowAll }: FacetCardProps) {
  const { facet, distinct, values, requests } = answer;
  return (
    <section class="card facet" data-facet={facet} aria-label={label}>
      <header>
        <h2>{label}</h2>
        {distinct > values.length && (
          <button type="button" class="quiet" onClick={() => onShowAll(facet)}>
            {Math.min(values.length, distinct)} of {formatWhole(distinct)}
          </button>
        )}
      </header>
      <FacetList facet={facet} values={values} requests={requests} filter={filter} onToggle={onToggle} />
    </section>
  );
}
