import { likelihoodOfClient } from '../../../core/insight/clientLikelihood.ts';

describe('the likelihood of a growth for one client', () => {
  const growth = { usual: 0.01, drift: 1, added: 0.5, falls: false };
  const before = { n: 0, k: 0 };

  it('is limited, however many events the client has', () => {
    expect(likelihoodOfClient(before, { n: 3, k: 1 }, growth)).toBeCloseTo(Math.log(50.5 * 0.5 ** 2));
    expect(likelihoodOfClient(before, { n: 900, k: 900 }, growth)).toBeCloseTo(Math.log(20));
    expect(likelihoodOfClient(before, { n: 900, k: 0 }, growth)).toBeCloseTo(-Math.log(20));
  });

  it('compares a client that always has events with its own past', () => {
    expect(likelihoodOfClient({ n: 995, k: 995 }, { n: 50, k: 50 }, growth)).toBeLessThan(0.3);
  });
});
