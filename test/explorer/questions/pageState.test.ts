import fc from 'fast-check';
import { facets } from '../../../explorer/facets/facets.ts';
import {
  initialState,
  metricNames,
  type PageState,
  rangeLengths,
  readState,
  resolveRange,
  viewNames,
  writeState,
} from '../../../explorer/questions/pageState.ts';

const from = Date.UTC(2026, 10, 25, 9, 20);
const to = Date.UTC(2026, 10, 25, 9, 50);

const span = fc
  .tuple(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 1, max: 1e10 }))
  .map(([start, length]) => ({ from: start, to: start + length }));
const values = fc.uniqueArray(fc.option(fc.string({ unit: 'grapheme' }), { nil: null }), { maxLength: 4 });
const filters = fc.uniqueArray(
  fc
    .record({ facet: fc.constantFrom(...facets.map(({ id }) => id)), include: values, exclude: values })
    .filter(({ include, exclude }) => include.length + exclude.length > 0),
  { selector: ({ facet }) => facet, maxLength: 5 },
);
const state: fc.Arbitrary<PageState> = fc.record({
  view: fc.constantFrom(...viewNames),
  range: fc.oneof(span, fc.constantFrom(...(Object.keys(rangeLengths) as (keyof typeof rangeLengths)[]))),
  filters,
  brush: fc.option(span, { nil: null }),
  explain: fc.option(fc.constantFrom(...metricNames), { nil: null }),
  request: fc.option(fc.constantFrom('3.17', '0.0', '1795737599839/NmEyYjUw-_=='), { nil: null }),
  query: fc.option(fc.constantFrom('top_talkers', 'bytes_by_hour'), { nil: null }),
});

describe('the page in its URL', () => {
  it('is an empty query initially', () => {
    expect(writeState(initialState)).toBe('');
    expect(readState('')).toEqual(initialState);
  });

  it('is readable', () => {
    const query = writeState({
      ...initialState,
      range: { from, to },
      filters: [{ facet: 'host', include: ['www.example.com', null], exclude: ['!null', ''] }],
      explain: '5xx',
    });
    expect(decodeURIComponent(query)).toBe(
      'time=2026-11-25T09:20Z/2026-11-25T09:50Z&host=www.example.com&host=!null&not.host=!!null&not.host=&explain=5xx',
    );
  });

  it('is restored completely for any values', () => {
    fc.assert(
      fc.property(state, (one) => {
        expect(readState(writeState(one))).toEqual(one);
      }),
    );
  });

  it('ignores unknown parameters', () => {
    expect(
      readState(
        '?view=x&last=2y&time=now/then&nothing=1&not.nothing=2&explain=all&request=%3Cb%3E&query=%3Cb%3E',
      ),
    ).toEqual(initialState);
  });

  it('resolves windows relative to the latest request', () => {
    expect(resolveRange('15m', { from: 0, to })).toEqual({ from: to - 900_000, to });
    expect(resolveRange('all', { from, to })).toEqual({ from, to });
    expect(resolveRange('all', { from, to: from + 1 })).toEqual({ from, to: from + 1_000 });
    expect(resolveRange({ from: 1, to: 2 }, { from, to })).toEqual({ from: 1, to: 2 });
  });
});
