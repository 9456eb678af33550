import fc from 'fast-check';
import { findField } from '../../core/fields/catalog.ts';
import type { Layout } from '../../core/layouts/layout.ts';
import { expectedLayouts } from '../../core/layouts/layout.ts';
import { registerLayouts } from '../../core/layouts/layoutRegistry.ts';
import { printFields } from '../../core/layouts/layoutsDocument.ts';
import { allFields } from '../support/fieldLists.ts';
import { hostileTexts } from '../support/hostile.ts';
import { asLogged } from '../support/logging.ts';
import { propertyRuns } from '../support/propertyRuns.ts';
import { valuesOfField, valuesOfForm } from '../support/recordArbitraries.ts';
import { transformLines } from '../support/transforming.ts';

const since = Date.parse('2026-11-01T00:00:00Z');

/** Configurations; several have the same number of fields. */
const configurations = fc.array(
  fc
    .integer({ min: 8, max: 9 })
    .chain((length) =>
      fc.uniqueArray(fc.constantFrom(...allFields), { minLength: length, maxLength: length }),
    ),
  { minLength: 2, maxLength: 6 },
);

/** Returns the layouts of a pipeline after deployments of these configurations, without rejected ones. */
function deployed(configured: readonly (readonly string[])[]): readonly Layout[] {
  let layouts: readonly Layout[] = [];
  for (const [day, fields] of configured.entries()) {
    const orders = expectedLayouts(fields).map((layout) => layout.fields);
    try {
      layouts = registerLayouts(layouts, orders, since + day * 3_600_000);
    } catch (error) {
      expect((error as Error).message).toMatch(
        /^fields: expected fields whose records can be distinguished from/,
      );
    }
  }
  return layouts;
}

/** Values that a client puts into its fields, including values that match forms of the edge. */
const forged = fc.oneof(...Object.values(valuesOfForm), fc.constantFrom(...hostileTexts).map(asLogged));

const cases = configurations.chain((configured) => {
  const layouts = deployed(configured);
  return fc
    .constantFrom(...layouts)
    .chain(({ fields }) =>
      fc.tuple(
        fc.constant(layouts),
        fc.constant(fields),
        fc.tuple(...fields.map(valuesOfField)),
        fc.tuple(...fields.map(() => forged)),
      ),
    );
});

describe('a client who chooses every byte of a request', () => {
  it('cannot choose the layout with which its record is read', () => {
    let alternatives = 0;
    fc.assert(
      fc.property(cases, ([layouts, fields, values, others]) => {
        if (layouts.some((layout) => layout.fields !== fields && layout.fields.length === fields.length))
          alternatives++;
        const isEdge = (column: number) => findField(fields[column])?.form !== undefined;
        const forgedValues = values.map((value, column) => (isEdge(column) ? value : others[column]));
        const read = transformLines([], [values.join('\t'), forgedValues.join('\t')], { layouts }).health;
        const orders = layouts.filter(
          (layout) => new Set([...layout.fields, ...fields]).size === fields.length,
        );
        // Of the two published orders of the same fields, the one whose forms match the edge's own values is
        // used.
        expect(Object.values(read.rowsByLayout)).toEqual([2]);
        expect(orders.map((layout) => printFields(layout.fields))).toContain(
          Object.keys(read.rowsByLayout)[0],
        );
      }),
      { numRuns: propertyRuns(100) },
    );
    expect(alternatives).toBeGreaterThan(0);
  });
});
