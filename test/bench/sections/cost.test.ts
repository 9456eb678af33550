import { costPerBillion } from '../../../bench/sections/cost.ts';

describe('costPerBillion', () => {
  it('adds the price of the duration, in whole milliseconds, to the price of the requests', () => {
    // 200,000 calls: $0.04; of 20 ms at 1,769 MB: 200,000 x 0.02 s x 1.7275390625 GB x $0.0000133334.
    const { computing, withWaiting } = costPerBillion(19.2, 5000);

    expect(computing).toBeCloseTo(0.04 + 0.0921359, 6);
    expect(withWaiting).toBeCloseTo(0.04 + 5 * 0.0921359, 5);
  });
});
