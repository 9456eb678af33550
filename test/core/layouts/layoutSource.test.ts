import type { Layout } from '../../../core/layouts/layout.ts';
import { fixedLayouts, GrowingLayouts } from '../../../core/layouts/layoutSource.ts';

const first: Layout = { fields: ['timestamp', 'c-ip'], status: 'confirmed', since: '2026-11-01T00:00:00Z' };
const second: Layout = { fields: ['timestamp', 'asn'], status: 'expected', since: '2026-11-20T00:00:00Z' };

/** Start time of the tests, in epoch milliseconds. A minute later, the layouts may be read again. */
const start = Date.parse('2026-11-20T13:00:00Z');
const minute = 60_000;

/** Creates layouts whose reads return the given results one after another, and counts the reads. */
function createGrowingLayouts(...answers: (readonly Layout[] | Error)[]) {
  let reads = 0;
  const layouts = new GrowingLayouts(async () => {
    const answer = answers[reads++];
    if (answer === undefined) throw new Error('expected no further reading');
    if (answer instanceof Error) throw answer;
    return answer;
  });
  return { layouts, countReads: () => reads };
}

describe('GrowingLayouts', () => {
  it('are read at the first refresh', async () => {
    const { layouts } = createGrowingLayouts([first]);
    expect(layouts.layouts).toEqual([]);
    expect(await layouts.refresh(start)).toBe(true);
    expect(layouts.layouts).toEqual([first]);
  });

  it('are read again immediately the first time, because layouts may have been added right after the start', async () => {
    const { layouts } = createGrowingLayouts([first], [first, second]);
    await layouts.refresh(start);
    expect(await layouts.refresh(start + 1)).toBe(true);
    expect(layouts.layouts).toEqual([first, second]);
  });

  it('are read again at most once a minute', async () => {
    const { layouts, countReads } = createGrowingLayouts([first], [first], [first, second]);
    await layouts.refresh(start);
    expect(await layouts.refresh(start)).toBe(false);
    expect(await layouts.refresh(start + minute - 1)).toBe(false);
    expect(countReads()).toBe(2);
    expect(await layouts.refresh(start + minute)).toBe(true);
    expect(layouts.layouts).toEqual([first, second]);
  });

  it('are reported as unchanged if they are equal', async () => {
    const { layouts } = createGrowingLayouts([first], [{ ...first }]);
    await layouts.refresh(start);
    expect(await layouts.refresh(start + minute)).toBe(false);
  });

  it('do not change if reading fails, and are read again after a minute', async () => {
    const { layouts, countReads } = createGrowingLayouts([first], new Error('SlowDown'), [second]);
    await layouts.refresh(start);
    expect(await layouts.refresh(start + minute)).toBe(false);
    expect(await layouts.refresh(start + 2 * minute - 1)).toBe(false);
    expect(countReads()).toBe(2);
    expect(layouts.layouts).toEqual([first]);
    expect(await layouts.refresh(start + 2 * minute)).toBe(true);
    expect(layouts.layouts).toEqual([second]);
  });

  it('fail if they have never been read, and are read again at the next refresh', async () => {
    const { layouts } = createGrowingLayouts(new Error('NoSuchKey'), [first]);
    await expect(layouts.refresh(start)).rejects.toThrow(new Error('NoSuchKey'));
    expect(await layouts.refresh(start + 1)).toBe(true);
  });

  it('pass the signal to the read', async () => {
    const signals: unknown[] = [];
    const layouts = new GrowingLayouts(async (signal) => {
      signals.push(signal);
      return [first];
    });
    const { signal } = new AbortController();
    await layouts.refresh(start, signal);
    expect(signals).toEqual([signal]);
  });
});

describe('fixedLayouts', () => {
  it('never change', async () => {
    const layouts = fixedLayouts([first]);
    expect([await layouts.refresh(start), layouts.layouts]).toEqual([false, [first]]);
  });
});
