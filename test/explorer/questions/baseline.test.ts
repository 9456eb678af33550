import { baselineOf } from '../../../explorer/questions/baseline.ts';

const all = { from: 0, to: 100_000 };
const span = (from: number, to: number) => ({ from, to });

describe('the baseline of a selection', () => {
  it('consists of six intervals of the same length right before it', () => {
    expect(baselineOf(span(80_000, 90_000), all)).toEqual(
      [70, 60, 50, 40, 30, 20].map((start) => span(start * 1_000, start * 1_000 + 10_000)),
    );
  });

  it('includes intervals after it if there are too few before it', () => {
    expect(baselineOf(span(10_000, 20_000), all)).toEqual([
      span(0, 10_000),
      ...[20, 30, 40, 50, 60].map((start) => span(start * 1_000, start * 1_000 + 10_000)),
    ]);
  });

  it('consists of shorter intervals if the selection is long', () => {
    const [first, ...others] = baselineOf(span(40_000, 100_000), all).map(({ from, to }) => to - from);
    expect(first).toBeCloseTo(40_000 / 3);
    expect(others).toHaveLength(2);
  });

  it('is empty if everything is selected', () => {
    expect(baselineOf(all, all)).toEqual([]);
  });
});
