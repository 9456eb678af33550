import { burstyRequests } from '../../../bench/insight/burstyRequests.ts';
import { independentRequests } from '../../../bench/insight/independentRequests.ts';
import { placeOfPlant, scoreTrials } from '../../../bench/insight/score.ts';
import { type Trial, tryPlant } from '../../../bench/insight/windows.ts';
import { Random } from '../../../harness/random.ts';

describe('evaluation of explanations', () => {
  it.each([
    ['5xx', { facet: 'behavior', value: 'behavior-3' }, 10],
    ['requests', { facet: 'country', value: 'country-2' }, 3],
    ['ttfb', { facet: 'origin', value: 'origin-1' }, 3],
  ] as const)('names the cause of a change of %s in independent traffic', async (measure, value, factor) => {
    const random = new Random(20_001);
    const requests = independentRequests(40_000, 4_500, random);
    const trial = await tryPlant(requests, measure, { values: [value], factor }, 4, random);
    expect(trial.sigma).toBeGreaterThan(3);
    expect(placeOfPlant(trial)).toBe(0);
  });

  it('finds nothing in bursty traffic in which only the clients change', async () => {
    const make = burstyRequests();
    const trials: Trial[] = [];
    for (let seed = 30_001; seed < 30_004; seed++) {
      const random = new Random(seed);
      trials.push(await tryPlant(make(random), '4xx', undefined, 4, random));
    }
    expect(scoreTrials(trials)).toEqual({ plants: 3, at1: 0, at3: 0, silent: 3 });
  });
});
