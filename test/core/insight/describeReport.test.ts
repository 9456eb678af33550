import { describeReport } from '../../../core/insight/describeReport.ts';
import type { ExplanationReport } from '../../../core/insight/report.ts';

const report: ExplanationReport = {
  change: {
    metric: '5xx',
    unit: 'share of requests',
    from: '2026-11-20T13:00:00.000Z',
    to: '2026-11-20T13:15:00.000Z',
    baseline: { from: '2026-11-20T12:00:00.000Z', to: '2026-11-20T13:00:00.000Z' },
    before: 0.01,
    after: 0.2,
    requests: { before: 4_000, after: 1_000 },
  },
  findings: [],
  cacheBusting: [],
};
const times = (baseline: string) =>
  `from 2026-11-20 13:00:00 to 2026-11-20 13:15:00 UTC, ${baseline} in the baseline from 2026-11-20 12:00:00 to 2026-11-20 13:00:00`;

describe('the description of an explanation', () => {
  it('says that nothing stands out', () => {
    expect(describeReport(report)).toEqual([
      `5xx responses: 20.0% of requests ${times('1% of requests')} (20 times as much).`,
      'Nothing stands out: no value or pair of values changed differently from the other requests by more than chance and the usual variation explain.',
    ]);
  });

  it('does not call a group that grew a part of a decrease', () => {
    const change = { ...report.change, before: 0.3 };
    const finding = {
      facets: { country: 'DE' },
      share: 1,
      direction: 'more',
      before: 0.1,
      after: 0.2,
      requests: { before: 400, after: 100 },
    } as const;
    expect(describeReport({ ...report, change, findings: [finding] })[1]).toBe(
      'More 5xx responses, against the overall change: country DE; 10.0% of requests before, 20.0% of requests now (2.0 times as much).',
    );
    expect(describeReport({ ...report, findings: [finding] })[1]).toMatch(
      /^100% of the additional 5xx responses: country DE; /,
    );
  });

  it('says if most of a change is not in the findings', () => {
    const finding = {
      facets: { result: 'Error', 'detailed-result': 'Error' },
      share: 0.08,
      direction: 'more',
      before: 0,
      after: 0.2,
      requests: { before: 400, after: 100 },
    } as const;
    const alternative = { ...finding, isAlternative: true } as const;
    expect(describeReport({ ...report, findings: [finding, alternative] }).slice(1)).toEqual([
      '8% of the additional 5xx responses: result Error; 0% of requests before, 20.0% of requests now.',
      'Less likely: 8% of the additional 5xx responses: result Error; 0% of requests before, 20.0% of requests now.',
      'The other 92% of the additional 5xx responses: no value or pair of values stands out.',
    ]);
  });

  it('says how many requests there were if they are few', () => {
    const change = { ...report.change, requests: { before: 4_000, after: 5 } };
    expect(describeReport({ ...report, change })[0]).toBe(
      `5xx responses: 20.0% of 5 requests ${times('1% of requests')} (20 times as much).`,
    );
  });

  it('does not call a baseline without requests a share of 0', () => {
    const change = { ...report.change, before: 0, requests: { before: 0, after: 1_000 } };
    expect(describeReport({ ...report, change })).toEqual([
      `5xx responses: 20.0% of requests ${times('no requests')}.`,
      'There are no requests in the baseline to compare with.',
    ]);
  });
});
