import { expectedLayouts, type Layout } from '../../../core/layouts/layout.ts';
import { LayoutChoice, maxMismatches, noLayout } from '../../../core/layouts/layoutChoice.ts';
import { linesOfFields } from '../../support/columns.ts';
import { disputedFields, disputedFieldsOf64FieldGuide } from '../../support/fieldLists.ts';

const early = '2026-01-01T00:00:00Z';
const late = '2026-11-20T00:00:00Z';

function layout(fields: readonly string[], status: Layout['status'] = 'expected', since = early): Layout {
  return { fields, status, since };
}

/** Returns the index of the layout that is chosen for a line with the given values. */
function choose(layouts: readonly Layout[], values: readonly string[]): number {
  return new LayoutChoice(layouts).choose(linesOfFields([values]), 0, values.length);
}

const two = ['sc-status', 'c-country'];

describe('the choice of a layout', () => {
  it('depends on the number of fields', () => {
    const layouts = [layout(['asn']), layout(two), layout(['asn', 'cs-method', 'cs-host'])];
    expect([choose(layouts, ['200', 'US']), choose(layouts, ['200', 'US', '1', '2'])]).toEqual([1, noLayout]);
  });

  it('depends on the forms of values that the edge writes, if the number of fields is the same', () => {
    const layouts = [layout(['c-port', 'sc-status']), layout(['c-country', 'sc-status'])];
    expect([choose(layouts, ['49152', '200']), choose(layouts, ['US', '200'])]).toEqual([0, 1]);
  });

  it('does not depend on values that a viewer, an origin, or an owner decides', () => {
    const layouts = [layout(['cs-method', 'sc-status']), layout(['cs-user-agent', 'sc-status'], 'confirmed')];
    for (const value of ['GET', 'Mozilla/5.0', '200', 'US', '192.0.2.1'])
      expect(choose(layouts, [value, '200'])).toBe(1);
  });

  it.each<[string, Layout[], number]>([
    ['a confirmed one before an expected one', [layout(two), layout(two, 'confirmed')], 1],
    [
      'a confirmed one before a newer expected one',
      [layout(two, 'expected', late), layout(two, 'confirmed')],
      1,
    ],
    ['the newest confirmed one', [layout(two, 'confirmed'), layout(two, 'confirmed', late)], 1],
    ['the newest expected one', [layout(two), layout(two, 'expected', late)], 1],
    ['the first of the same age', [layout(two), layout(two)], 0],
    [
      'the newest, however the times are written',
      [layout(two, 'expected', '2026-11-20T10:00:00+09:00'), layout(two, 'expected', '2026-11-20T02:00:00Z')],
      1,
    ],
  ])('is among equals %s', (_, layouts, index) => {
    expect(choose(layouts, ['200', 'US'])).toBe(index);
    expect(new LayoutChoice(layouts).likeliest(2)).toBe(index);
  });

  it('prefers a layout without mismatches to a more likely one with a mismatch', () => {
    const layouts = [layout(['c-port', 'sc-status'], 'confirmed', late), layout(['c-country', 'sc-status'])];
    expect(choose(layouts, ['US', '200'])).toBe(1);
  });

  it('allows one mismatch, not two', () => {
    const layouts = [layout(['sc-status', 'c-country', 'asn', 'cs-method'])];
    expect([
      choose(layouts, ['200', 'US', '64496', 'GET']),
      choose(layouts, ['200', 'US', 'x', 'GET']),
      choose(layouts, ['200', 'us', 'x', 'GET']),
      choose(layouts, ['OK', 'us', 'x', 'GET']),
    ]).toEqual([0, 0, noLayout, noLayout]);
    expect(maxMismatches).toBe(1);
  });

  it('counts correlated mismatches as one: unknown result types, durations in another notation', () => {
    const results = ['x-edge-response-result-type', 'x-edge-result-type', 'x-edge-detailed-result-type'];
    const layouts = [layout(['time-taken', ...results, 'sc-status', 'origin-fbl'])];
    expect([
      choose(layouts, ['0.001', 'NEW_v2', 'NEW_v2', 'NEW_v2', '200', '0.002']),
      choose(layouts, ['0.1', 'Hit', 'Hit', 'Hit', '200', '1']),
      choose(layouts, ['0.1', 'Hit', 'NEW_v2', 'Hit', '200', '0.002']),
      choose(layouts, ['0.001', 'NEW_v2', 'NEW_v2', 'Hit', 'OK', '0.002']),
    ]).toEqual([0, 0, noLayout, noLayout]);
  });

  it('accepts absent values for every form', () => {
    const layouts = [layout(['sc-status', 'c-country', 'asn'])];
    expect(choose(layouts, ['-', '-', '-'])).toBe(0);
  });

  it('distinguishes both published orders of fields 42-46, also for cache hits', () => {
    const layouts = expectedLayouts(disputedFields);
    expect(layouts.map(({ fields }) => fields)).toEqual([disputedFields, disputedFieldsOf64FieldGuide]);
    expect([
      choose(layouts, ['-', '-', '0.031', '0.045', '64496']),
      choose(layouts, ['0.031', '0.045', '64496', '-', '-']),
      choose(layouts, ['EDFDVBD6EXAMPLE', 'd111111abcdef8.cloudfront.net', '-', '-', '64496']),
      choose(layouts, ['-', '-', '64496', 'EDFDVBD6EXAMPLE', 'd111111abcdef8.cloudfront.net']),
      choose(layouts, ['-', '-', '-', '-', '64496']),
    ]).toEqual([0, 1, 0, 1, 0]);
  });

  it('distinguishes a hit in both orders if its network number is its only value of the five', () => {
    // The number is in field 5 or 3. As a duration or a domain, it is a mismatch.
    expect(choose(expectedLayouts(disputedFields), ['-', '-', '64496', '-', '-'])).toBe(1);
  });

  it('is no layout if no layout is known', () => {
    const choice = new LayoutChoice([]);
    expect([choice.likeliest(0), choice.likeliest(46), choose([], ['200'])]).toEqual([
      noLayout,
      noLayout,
      noLayout,
    ]);
  });
});

describe('likeliest', () => {
  it('depends only on the number of fields', () => {
    const choice = new LayoutChoice([layout(two), layout(['asn'], 'confirmed')]);
    expect([0, 1, 2, 3, 1000].map((columns) => choice.likeliest(columns))).toEqual([
      noLayout,
      1,
      0,
      noLayout,
      noLayout,
    ]);
  });
});

describe('hasAlternatives', () => {
  it('returns whether several layouts have a number of columns', () => {
    const choice = new LayoutChoice([layout(two), layout(['asn', 'cs-method']), layout(['asn'])]);
    expect([0, 1, 2, 3].map((columns) => choice.hasAlternatives(columns))).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });
});
