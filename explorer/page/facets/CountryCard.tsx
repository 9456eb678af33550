import { useState } from 'preact/hooks';
import type { FacetAnswer } from '../../questions/answer.ts';
import type { Filter, FilterChange } from '../../questions/question.ts';
import { formatWhole } from '../format.ts';
import { type MapMeasure, WorldMap } from '../map/WorldMap.tsx';
import { FacetList } from './FacetList.tsx';

interface CountryCardProps {
  readonly label: string;
  readonly answer: FacetAnswer;
  readonly filter: Filter | undefined;
  readonly onToggle: (facet: string, value: string | null, change: FilterChange) => void;
  readonly onShowAll: (facet: string) => void;
}

const listed = 8;

const measures: readonly (readonly [MapMeasure, string])[] = [
  ['requests', 'Requests'],
  ['clientErrors', '4xx rate'],
  ['serverErrors', '5xx rate'],
];

/** The facet of countries, as a map and as a list. */
export function CountryCard({ label, answer, filter, onToggle, onShowAll }: CountryCardProps) {
  const [measure, setMeasure] = useState<MapMeasure>('requests');
  const included = new Set(filter?.include.filter((value) => value !== null) ?? []);
  const isFiltered = (value: string | null) =>
    filter !== undefined && (filter.include.includes(value) || filter.exclude.includes(value));
  const values = answer.values.filter(({ value }, place) => place < listed || isFiltered(value));
  return (
    <section class="card facet countries" data-facet="country" aria-label={label}>
      <header>
        <h2>{label}</h2>
        <fieldset class="switch small" aria-label="Metric on the map">
          {measures.map(([name, text]) => (
            <button key={name} type="button" aria-pressed={measure === name} onClick={() => setMeasure(name)}>
              {text}
            </button>
          ))}
        </fieldset>
        {answer.distinct > values.length && (
          <button type="button" class="quiet" onClick={() => onShowAll('country')}>
            {values.length} of {formatWhole(answer.distinct)}
          </button>
        )}
      </header>
      <div class="countries-body">
        <WorldMap
          values={answer.values}
          measure={measure}
          chosen={included}
          onChoose={(code, isExcluding) => onToggle('country', code, isExcluding ? 'exclude' : 'include')}
        />
        <FacetList
          facet="country"
          values={values}
          requests={answer.requests}
          filter={filter}
          onToggle={onToggle}
        />
      </div>
    </section>
  );
}
