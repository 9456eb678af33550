import type { FacetValue } from '../../questions/answer.ts';
import { formatCount, formatShare, formatValue } from '../format.ts';
import { countryPoints, countryShapes, mapSize } from './countryShapes.ts';

/** The number that a country's shade shows. */
export type MapMeasure = 'requests' | 'serverErrors' | 'clientErrors';

interface WorldMapProps {
  readonly values: readonly FacetValue[];
  readonly measure: MapMeasure;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (country: string, isExcluding: boolean) => void;
}

/** Number of shades. */
const shades = 6;

/** Minimum requests for a country's error percentage to be meaningful. */
const solidRequests = 20;

/** World map with countries shaded by requests or by error percentage. A click on a country filters by it. */
export function WorldMap({ values, measure, chosen, onChoose }: WorldMapProps) {
  // Requests without a country would shade the shapes without a code.
  const known = values.filter(({ value }) => value !== null && value !== '');
  const byCode = new Map(known.map((one) => [one.value, one]));
  const weight = (one: FacetValue | undefined) => {
    if (one === undefined) return 0;
    if (measure === 'requests') return one.requests;
    return one.requests < solidRequests ? 0 : one[measure] / one.requests;
  };
  const largest = Math.max(...known.map((one) => weight(one)), Number.MIN_VALUE);
  const looks = (code: string) => {
    const share = weight(byCode.get(code)) / largest;
    // The square root shows differences between the many countries with few requests.
    const shade = share === 0 ? 0 : Math.max(1, Math.ceil(Math.sqrt(share) * shades));
    return `country shade-${shade}${chosen.has(code) ? ' chosen' : ''}`;
  };
  const title = (code: string) => {
    const one = byCode.get(code);
    const name = code === '' ? '' : formatValue('country', code);
    if (one === undefined) return name;
    return `${name}: ${formatCount(one.requests)} requests, ${formatShare(one.serverErrors, one.requests)} 5xx, ${formatShare(one.clientErrors, one.requests)} 4xx`;
  };
  const onClick = (event: MouseEvent) => {
    const code = (event.target as Element).closest('[data-country]')?.getAttribute('data-country');
    if (code && byCode.has(code)) onChoose(code, event.altKey);
  };
  // The list next to the map has a button for each country, so the map needs no keyboard support.
  return (
    <svg
      class={`map map-${measure}`}
      viewBox={`0 0 ${mapSize.width} ${mapSize.height}`}
      aria-hidden="true"
      onClick={onClick}
    >
      {countryShapes.map(([code, path]) => (
        <path key={path} class={looks(code)} data-country={code} d={path}>
          <title>{title(code)}</title>
        </path>
      ))}
      {countryPoints
        .filter(([code]) => byCode.has(code))
        .map(([code, x, y]) => (
          <circle key={code} class={looks(code)} data-country={code} cx={x} cy={y} r="4.5">
            <title>{title(code)}</title>
          </circle>
        ))}
    </svg>
  );
}
