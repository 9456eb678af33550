import type { Layout } from '../../../core/layouts/layout.ts';
import { confirmLayout, registerLayouts } from '../../../core/layouts/layoutRegistry.ts';

const small = ['timestamp', 'c-ip', 'time-taken'];
const large = ['timestamp', 'c-ip', 'time-taken', 'primary-distribution-id', 'asn'];
const largeOtherwise = ['timestamp', 'c-ip', 'time-taken', 'asn', 'primary-distribution-id'];

const first = Date.parse('2026-11-01T00:00:00Z');
const day = 86_400_000;

function time(days: number): string {
  return new Date(first + days * day).toISOString();
}

function layout(fields: readonly string[], status: Layout['status'], since: number, until?: number): Layout {
  return { fields, status, since: time(since), ...(until !== undefined && { until: time(until) }) };
}

describe('registerLayouts', () => {
  it('adds every expected order', () => {
    expect(registerLayouts([], [large, largeOtherwise], first)).toEqual([
      layout(large, 'expected', 0),
      layout(largeOtherwise, 'expected', 0),
    ]);
  });

  it('does not change the layout in use', () => {
    const known = [layout(small, 'confirmed', 0)];
    expect(registerLayouts(known, [large], first + day)).toEqual([...known, layout(large, 'expected', 1)]);
  });

  it('changes nothing the second time', () => {
    const known = registerLayouts([layout(small, 'confirmed', 0)], [large, largeOtherwise], first + day);
    expect(registerLayouts(known, [large, largeOtherwise], first + 2 * day)).toBe(known);
  });

  it('reuses a layout that had ended, and ends the expected layouts', () => {
    const known = [layout(small, 'confirmed', 0, 1), layout(large, 'expected', 1)];
    expect(registerLayouts(known, [small], first + 2 * day)).toEqual([
      layout(small, 'confirmed', 0),
      layout(large, 'expected', 1, 2),
    ]);
  });

  const swapped = ['timestamp', 'c-ip', 'time-to-first-byte'];

  it('rejects fields that cannot be distinguished from those in use, and explains what to do', () => {
    expect(() => registerLayouts([layout(small, 'confirmed', 0)], [swapped], first)).toThrow(
      new Error(
        'fields: expected fields whose records can be distinguished from those of the last 8 days, got 3 columns as before ' +
          'with time-to-first-byte for time-taken; add a field, such as s-ip, or remove one, such as time-to-first-byte',
      ),
    );
  });

  it('reports when the conflicting layout ends', () => {
    const known = [layout(small, 'confirmed', 0, 2), layout(large, 'confirmed', 2)];
    expect(() => registerLayouts(known, [swapped], first + 3 * day)).toThrow(
      /, or deploy again after 2026-11-11T00:00:00\.000Z$/,
    );
    expect(registerLayouts(known, [swapped], first + 11 * day)).toEqual([
      ...known,
      layout(swapped, 'expected', 11),
    ]);
  });

  it('suggests no field that conflicts with another layout', () => {
    const known = [layout(small, 'confirmed', 0), layout([...small, 'c-port'], 'confirmed', 0, 1)];
    expect(() => registerLayouts(known, [swapped], first + day)).toThrow(
      '; add several fields, or remove one, such as time-to-first-byte',
    );
  });

  it('rejects no layout that is already in use, so that a rollback cannot fail', () => {
    const known = [layout(small, 'confirmed', 0, 1), layout(swapped, 'confirmed', 1)];
    expect(registerLayouts(known, [small], first + 2 * day)).toEqual([
      layout(small, 'confirmed', 0),
      layout(swapped, 'confirmed', 1),
    ]);
  });
});

describe('confirmLayout', () => {
  const known = [
    layout(small, 'confirmed', 0),
    layout(large, 'expected', 1),
    layout(largeOtherwise, 'expected', 1),
  ];

  it.each([
    ['the first', large],
    ['the second', largeOtherwise],
  ])('confirms %s expected order, removes the other, and ends the previous layout', (_, order) => {
    expect(confirmLayout(known, { order, configured: large }, first + 2 * day)).toEqual([
      layout(small, 'confirmed', 0, 2),
      layout(order, 'confirmed', 1),
    ]);
  });

  it('changes nothing the second time', () => {
    const confirmed = confirmLayout(known, { order: large, configured: large }, first + 2 * day);
    expect(confirmLayout(confirmed, { order: large, configured: large }, first + 3 * day)).toBe(confirmed);
  });

  it('stores an unexpected order', () => {
    const order = large.toReversed();
    expect(confirmLayout(known, { order, configured: large }, first + 2 * day)).toEqual([
      layout(small, 'confirmed', 0, 2),
      layout(order, 'confirmed', 2),
    ]);
  });

  it('keeps expected layouts while CloudFront still returns other fields', () => {
    expect(confirmLayout(known, { order: small, configured: large }, first + 2 * day)).toBe(known);
  });

  it('keeps an order of another time from which records may still arrive', () => {
    const earlier = [layout(largeOtherwise, 'expected', 0, 1), layout(large, 'expected', 2)];
    const confirmation = { order: large, configured: large };
    expect(confirmLayout(earlier, confirmation, first + 3 * day)).toEqual([
      layout(largeOtherwise, 'expected', 0, 1),
      layout(large, 'confirmed', 2),
    ]);
    expect(confirmLayout(earlier, confirmation, first + 10 * day)).toEqual([layout(large, 'confirmed', 2)]);
  });

  it('removes no layout that CloudFront confirmed', () => {
    const turned = [layout(largeOtherwise, 'confirmed', 0), layout(large, 'expected', 1)];
    expect(confirmLayout(turned, { order: large, configured: large }, first + 2 * day)).toEqual([
      layout(largeOtherwise, 'confirmed', 0, 2),
      layout(large, 'confirmed', 1),
    ]);
  });
});
