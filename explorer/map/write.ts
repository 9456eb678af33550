import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { geoNaturalEarth1, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import { countryCodes } from './countryCodes.ts';
import { relativePath } from './relativePath.ts';

// Writes the projected shapes of the countries into the page: `npm run map`. The data is Natural Earth's
// (public domain) at 1:110 million; countries that are too small for this scale become points.

const width = 960;
const height = 470;
const atlas = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('world-atlas/countries-110m.json'), 'utf8'),
);
const world = feature(atlas, atlas.objects.countries) as unknown as GeoJSON.FeatureCollection;
// Antarctica is left out: it has almost no viewers and would take a fifth of the map.
const shown = world.features.filter(({ id }) => id !== '010');
const projection = geoNaturalEarth1().fitSize([width, height], {
  type: 'FeatureCollection',
  features: shown,
} as never);
const path = geoPath(projection).digits(1);

const shapes = shown.flatMap((country) => {
  const code = country.properties?.['name'] === 'Kosovo' ? 'XK' : countryCodes[String(country.id)];
  const drawn = path(country as never);
  const outline = relativePath(drawn ?? '');
  return outline === '' ? [] : [[code ?? '', outline] as const];
});

/** Longitude and latitude of the countries and regions for which the atlas has no shape. */
// biome-ignore format: a table
const small: Readonly<Record<string, readonly [number, number]>> = {
  SG: [103.8, 1.35], HK: [114.2, 22.3], MO: [113.5, 22.2], BH: [50.6, 26], MT: [14.4, 35.9], MU: [57.6, -20.3],
  LI: [9.5, 47.2], MC: [7.4, 43.7], SM: [12.5, 43.9], AD: [1.5, 42.5], MV: [73.5, 4.2], BB: [-59.5, 13.2],
  KY: [-81.3, 19.3], BM: [-64.8, 32.3], AW: [-70, 12.5], CW: [-69, 12.2], GI: [-5.35, 36.1], JE: [-2.1, 49.2],
  GG: [-2.6, 49.5], IM: [-4.5, 54.2], RE: [55.5, -21.1], GP: [-61.5, 16.2], MQ: [-61, 14.6], GU: [144.8, 13.4],
  WS: [-172.1, -13.8], TO: [-175.2, -21.1], CV: [-23.6, 15.1], KM: [43.3, -11.7], SC: [55.5, -4.7], GD: [-61.7, 12.1],
  LC: [-61, 13.9], VC: [-61.2, 13.2], AG: [-61.8, 17.1], DM: [-61.4, 15.4], KN: [-62.7, 17.3], ST: [6.6, 0.2],
  PF: [-149.4, -17.7], VI: [-64.8, 18.3],
};
const points = Object.entries(small).map(([code, place]) => {
  const [x, y] = projection(place as [number, number]) as [number, number];
  return [code, Math.round(x), Math.round(y)] as const;
});

writeFileSync(
  join(import.meta.dirname, '../page/map/countryShapes.ts'),
  `// Written by npm run map from Natural Earth's public domain data. Changes belong into explorer/map/write.ts.

/** Size of the map. */
export const mapSize = { width: ${width}, height: ${height} } as const;

// biome-ignore format: data
/** Country code and outline; the code is empty if ISO 3166 has none. */
export const countryShapes: readonly (readonly [code: string, path: string])[] = ${JSON.stringify(shapes)};

// biome-ignore format: data
/** Country code and place of countries too small for an outline. */
export const countryPoints: readonly (readonly [code: string, x: number, y: number])[] = ${JSON.stringify(points)};
`,
);
