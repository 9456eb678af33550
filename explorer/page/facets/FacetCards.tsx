import type { FacetAnswer } from '../../questions/answer.ts';
import type { Filter } from '../../questions/question.ts';
import type { SourceMeta } from '../../sources/source.ts';
import type { Actions } from '../state/useActions.ts';
import { CountryCard } from './CountryCard.tsx';
import { FacetCard } from './FacetCard.tsx';

interface FacetCardsProps {
  readonly facets: SourceMeta['facets'];
  readonly answers: ReadonlyMap<string, FacetAnswer> | undefined;
  readonly filters: readonly Filter[];
  readonly actions: Actions;
  readonly onShowAll: (facet: string) => void;
}

/** A card for each facet that has values. */
export function FacetCards({ facets, answers, filters, actions, onShowAll }: FacetCardsProps) {
  return (
    <div class="facets">
      {facets.map(({ id, label }) => {
        const found = answers?.get(id);
        const isEmpty =
          found === undefined || (found.distinct <= 1 && (found.values[0]?.value ?? null) === null);
        if (isEmpty) return null;
        const Card = id === 'country' ? CountryCard : FacetCard;
        return (
          <Card
            key={id}
            label={label}
            answer={found}
            filter={filters.find((filter) => filter.facet === id)}
            onToggle={actions.toggle}
            onShowAll={onShowAll}
          />
        );
      })}
    </div>
  );
}
