import type { FacetValue } from '../../questions/answer.ts';
import { formatCount, formatShare, formatValue } from '../format.ts';
import { countryPoints, countryShapes, mapSize } from './countryShapes.ts';

/** What the shade of a country says. */
export type MapMeasure = 'requests' | 'serverErrors' | 'clientErrors';

interface WorldMapProps {
  readonly values: readonly FacetValue[];
  readonly measure: MapMeasure;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (country: string, isExcluding: boolean) => void;
}

/** Steps of shade, from few to many. */
const shades = 6;

/** Requests from which a share of errors says something. */
const solidRequests = 20;

/** The world, countries shaded by their requests or by their share of errors. A click filters. */
export function WorldMap({ values, measure, chosen, onChoose }: WorldMapProps) {
  const byCode = new Map(values.map((one) => [one.value ?? '', one]));
  const weight = (one: FacetValue | undefined) => {
    if (one === undefined) return 0;
    if (measure === 'requests') return one.requests;
    return one.requests < solidRequests ? 0 : one[measure] / one.requests;
  };
  const largest = Math.max(...values.map((one) => weight(one)), Number.MIN_VALUE);
  const looks = (code: string) => {
    const share = weight(byCode.get(code)) / largest;
    // The square root shows differences among the many countries with little.
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
  // The list beside the map has the same countries as buttons, so the map is left to the mouse.
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
