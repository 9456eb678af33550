import type { Series } from '../../../explorer/questions/answer.ts';
import { ratesOf } from '../../../explorer/questions/seriesViews.ts';

const seriesOf = (steps: Series['steps']) => ({ steps }) as Series;

describe('rates per second', () => {
  const steps = { start: 0, length: 600_000, count: 3 };

  it('count only the part of the first and the last bar that is in the window', () => {
    expect(ratesOf(seriesOf(steps), [300, 600, 300], 300_000, 1_500_000)).toEqual([1, 1, 1]);
  });

  it('spread the requests of a sliver of a bar over a tenth of the bar', () => {
    expect(ratesOf(seriesOf(steps), [600, 600, 1], 0, 1_200_001)).toEqual([1, 1, 1 / 60]);
  });

  it('are those of a whole window that is shorter than a bar', () => {
    expect(ratesOf(seriesOf({ start: 0, length: 1_000, count: 1 }), [5], 0, 500)).toEqual([10]);
  });
});
