import { burstyRequests } from '../../../bench/insight/burstyRequests.ts';
import { deviationByChance } from '../../../bench/insight/chance.ts';
import { drawClientSet } from '../../../bench/insight/clientSet.ts';
import { independentRequests } from '../../../bench/insight/independentRequests.ts';
import { indexOfCause, scoreTrials } from '../../../bench/insight/score.ts';
import { runTrial, type Trial } from '../../../bench/insight/windows.ts';
import { Random } from '../../../harness/random.ts';

describe('the standard deviation of random variation', () => {
  const counted = { windows: Uint8Array.of(1, 1, 2, 2, 0), parts: 3, events: new Float64Array(5).fill(1) };

  it('equals that of a count for independent requests, and is larger for requests in sessions', () => {
    const ofRequests = { ...counted, isVolume: true, sessions: undefined };
    // Four requests in two parts: two are expected, and the baseline is a count, too.
    expect(deviationByChance(ofRequests, [0, 1, 2, 3, 4])).toBeCloseTo(Math.sqrt(2 * (1 + 1 / 2)));
    const ofSessions = { ...ofRequests, sessions: Int32Array.of(7, 7, 8, 8, 9) };
    expect(deviationByChance(ofSessions, [0, 1, 2, 3, 4])).toBeCloseTo(Math.sqrt(2 * 2 * (1 + 1 / 2)));
  });

  it('of events only includes the deviation from their usual share', () => {
    expect(deviationByChance({ ...counted, isVolume: false, sessions: undefined }, [0, 1, 2, 3])).toBe(0);
  });
});

describe('evaluation of explanations', () => {
  it.each([
    ['5xx', { facet: 'behavior', value: 'behavior-3' }, 10],
    ['requests', { facet: 'country', value: 'country-2' }, 3],
    ['ttfb', { facet: 'origin', value: 'origin-1' }, 3],
  ] as const)('names the cause of a change of %s in independent traffic', async (measure, value, factor) => {
    const random = new Random(20_001);
    const requests = independentRequests(40_000, 4_500, random);
    const trial = await runTrial(requests, measure, { values: [value], factor }, 4, random);
    expect(trial.sigma).toBeGreaterThan(3);
    expect(indexOfCause(trial)).toBe(0);
  });

  it('names the cause of a difference between a set of clients and the others', async () => {
    const random = new Random(20_002);
    const requests = drawClientSet(independentRequests(40_000, 4_500, random), random);
    const clients = requests.facets.get('client')?.codes ?? new Int32Array();
    const ofSet = new Set(clients.filter((_, row) => requests.parts?.[row] === 0));
    const ofOthers = new Set(clients.filter((_, row) => requests.parts?.[row] !== 0));
    expect([...ofSet].filter((client) => ofOthers.has(client))).toEqual([]);
    const value = { facet: 'behavior', value: 'behavior-3' } as const;
    const trial = await runTrial(requests, '5xx', { values: [value], factor: 10 }, 0, random);
    expect(indexOfCause(trial)).toBe(0);
  });

  it('finds nothing in bursty traffic in which only the clients change', async () => {
    const make = burstyRequests();
    const trials: Trial[] = [];
    for (let seed = 30_001; seed < 30_004; seed++) {
      const random = new Random(seed);
      trials.push(await runTrial(make(random), '4xx', undefined, 4, random));
    }
    expect(scoreTrials(trials)).toEqual({ plants: 3, at1: 0, at3: 0, named: 0, silent: 3 });
  });

  it('does not name the largest client of bursty traffic because it is not in a random set', async () => {
    const random = new Random(40_006);
    const requests = drawClientSet(burstyRequests()(random), random);
    const { explanation } = await runTrial(requests, '4xx', undefined, 0, random);
    expect(explanation.findings).toEqual([]);
  });
});
