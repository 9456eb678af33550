import { placeboThresholds } from '../../../../core/insight/causes/placebo.ts';

const settings = { kind: 'ratio', unit: 1, scale: 1, falls: false, min: 8 } as const;
const agent = (value: string, requests: readonly number[], share: number) => ({
  facet: 'agent' as const,
  value,
  counts: requests.map((n) => ({ n, k: n * share })),
});
const totalsOf = ({ counts }: ReturnType<typeof agent>) =>
  counts.map(({ n, k }) => ({ n: 1_500 + n, k: 75 + k }));

describe('the evidence that a value needs', () => {
  it('for its share of events is low if only the number of requests varied in the baseline', () => {
    const chrome = agent('Chrome', [0, 100, 100, 500, 100], 0.3);
    const { rate, mix } = placeboThresholds([chrome], totalsOf(chrome), settings)(chrome);
    expect(rate).toBeLessThan(10);
    expect(mix).toBeGreaterThan(100);
  });

  it('does not depend on values with too few events to be a finding', () => {
    const few = agent('curl', [0, 0, 0, 3, 0], 1);
    const ofOther = (min: number) =>
      placeboThresholds([few], totalsOf(few), { ...settings, min })({ facet: 'agent', value: 'other' });
    expect(ofOther(8)).toEqual({ rate: 0, mix: 0 });
    expect(ofOther(1).rate).toBeGreaterThan(15);
  });
});
