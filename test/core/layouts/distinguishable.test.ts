import fc from 'fast-check';
import { areDistinguishable } from '../../../core/layouts/distinguishable.ts';
import { expectedLayouts, type Layout } from '../../../core/layouts/layout.ts';
import { LayoutChoice, noLayout } from '../../../core/layouts/layoutChoice.ts';
import { linesOfFields } from '../../support/columns.ts';
import { allFields, disputedFields } from '../../support/fieldLists.ts';
import { recordsOf } from '../../support/recordArbitraries.ts';

function layout(fields: readonly string[], status: Layout['status'] = 'confirmed'): Layout {
  return { fields, status, since: '2026-11-01T00:00:00Z' };
}

function choose(layouts: readonly Layout[], record: readonly string[]): number {
  return new LayoutChoice(layouts).choose(linesOfFields([record]), 0, record.length);
}

/** Generates lists of fields in CloudFront's order. */
const fieldLists = (length: number) =>
  fc
    .uniqueArray(fc.constantFrom(...allFields), { minLength: length, maxLength: length })
    .map((names) => names.toSorted((a, b) => allFields.indexOf(a) - allFields.indexOf(b)));

const pairs = fc
  .integer({ min: 4, max: 24 })
  .chain((length) => fc.tuple(fieldLists(length), fieldLists(length)));

describe('areDistinguishable', () => {
  it.each<[string, string[], string[], boolean]>([
    ['another number of columns', ['timestamp'], ['timestamp', 'c-ip'], true],
    ['a duration for another', ['timestamp', 'time-to-first-byte'], ['timestamp', 'time-taken'], false],
    ['a name of the viewer for one of the edge', ['c-ip', 'sc-status'], ['cs-host', 'cs-method'], false],
    ['one value that is surely in another form', ['c-ip', 'asn'], ['sc-status', 'asn'], false],
    ['two of them', ['timestamp', 'c-ip'], ['sc-status', 'x-edge-location'], true],
    ['two that can be absent', ['c-country', 'ssl-protocol'], ['ssl-cipher', 'c-ip-version'], false],
    ['statuses for sizes', ['sc-status', 'sc-bytes'], ['c-port', 'cs-headers-count'], false],
    ['unknown fields for others', ['x-new', 'x-newer'], ['timestamp', 'c-ip'], false],
  ])('knows %s', (_, one, other, apart) => {
    expect([areDistinguishable(one, other), areDistinguishable(other, one)]).toEqual([apart, apart]);
  });

  it('ensures that no record of one layout is read with the other, no matter which one is known or more likely', () => {
    let told = 0;
    fc.assert(
      fc.property(
        pairs
          .filter(([one, other]) => areDistinguishable(one, other))
          .chain(([one, other]) => fc.tuple(fc.constant(one), fc.constant(other), recordsOf(one))),
        ([one, other, record]) => {
          told++;
          expect(choose([layout(other)], record)).toBe(noLayout);
          for (const status of ['confirmed', 'expected'] as const) {
            expect(choose([layout(other), layout(one, status)], record)).toBe(1);
          }
        },
      ),
    );
    expect(told).toBeGreaterThanOrEqual(100);
  });
});

/** Returns whether a record has both latencies of the origin, like a request to the origin, or neither. */
function hasBothOrNone(fields: readonly string[], record: readonly string[]): boolean {
  const latencies = record.filter((_, column) => /^origin-.bl$/.test(fields[column]));
  return latencies.every((value) => value === '-') || !latencies.includes('-');
}

describe('the two published orders of a configuration', () => {
  const configurations = fc
    .subarray([...disputedFields], { minLength: 2 })
    .map((fields) => expectedLayouts(fields).map((expected) => expected.fields))
    .filter((orders) => orders.length > 1);
  const cases = configurations.chain(([current, other]) =>
    fc.tuple(
      fc.constant([current, other]),
      recordsOf(current).filter((record) => hasBothOrNone(current, record)),
    ),
  );

  it('are distinguished by every record with different values in them', () => {
    fc.assert(
      fc.property(cases, ([[current, other], record]) => {
        const otherRecord = other.map((name) => record[current.indexOf(name)]);
        const isEmpty = record.every((value) => value === '-');
        expect(choose([layout(current), layout(other)], record)).toBe(0);
        expect(choose([layout(current), layout(other)], otherRecord)).toBe(isEmpty ? 0 : 1);
      }),
      { numRuns: 500 },
    );
  });
});
