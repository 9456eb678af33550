import { evaluateMath } from '../../../../emulator/endpoints/cloudwatch/metricMath.ts';
import { searchMetrics } from '../../../../emulator/endpoints/cloudwatch/searchMetrics.ts';
import type { MathValue, TimeSeries } from '../../../../emulator/endpoints/cloudwatch/timeSeries.ts';

const series = (...values: [time: number, value: number][]): TimeSeries => ({
  label: '',
  period: 60,
  values: new Map(values),
});

const values: Record<string, MathValue> = {
  a: series([0, 10], [60, 20], [120, 0]),
  b: series([0, 2], [60, 0]),
  all: [series([0, 1], [60, 2]), series([60, 3])],
};

const asked: unknown[] = [];
const evaluate = (expression: string) =>
  evaluateMath(expression, {
    value: (id) => values[id],
    times: () => [0, 60, 120, 180],
    search: (...search) => {
      asked.push(search);
      return values['all'] as readonly TimeSeries[];
    },
  });

const pointsOf = (value: MathValue) => (value as TimeSeries).values;

describe('evaluateMath', () => {
  it.each<[string, [number, number][]]>([
    ['a / b', [[0, 5]]],
    [
      '100 * a',
      [
        [0, 1000],
        [60, 2000],
        [120, 0],
      ],
    ],
    [
      'a - 2 * b + 1',
      [
        [0, 7],
        [60, 21],
        [120, 1],
      ],
    ],
    [
      'a / PERIOD(a)',
      [
        [0, 10 / 60],
        [60, 20 / 60],
        [120, 0],
      ],
    ],
    [
      'IF(a > 5, b, 1)',
      [
        [0, 2],
        [60, 0],
        [120, 1],
      ],
    ],
    [
      'IF(a >= 10 AND b > 0, 1, 0)',
      [
        [0, 1],
        [60, 0],
        [120, 0],
      ],
    ],
    [
      'b / a',
      [
        [0, 0.2],
        [60, 0],
      ],
    ],
    [
      'RUNNING_SUM(FILL(a, 1))',
      [
        [0, 10],
        [60, 30],
        [120, 30],
        [180, 31],
      ],
    ],
    [
      'SUM(all)',
      [
        [0, 1],
        [60, 5],
      ],
    ],
    [
      'MAX(all) - MIN(all)',
      [
        [0, 0],
        [60, 1],
      ],
    ],
    [
      'FILL(b, 7)',
      [
        [0, 2],
        [60, 0],
        [120, 7],
        [180, 7],
      ],
    ],
    [
      "SUM(SEARCH('{N,D} MetricName=\"m\"', 'Sum', 60)) / 60",
      [
        [0, 1 / 60],
        [60, 5 / 60],
      ],
    ],
    [
      '-a',
      [
        [0, -10],
        [60, -20],
        [120, 0],
      ],
    ],
  ])('%s', (expression, points) => {
    expect([...pointsOf(evaluate(expression))].map(([time, value]) => [time, value + 0])).toEqual(points);
  });

  it('supports numbers and several series', () => {
    expect(evaluate('2 + 3 * 4 ^ 2')).toBe(50);
    expect(evaluate('SUM(a)')).toBe(30);
    expect((evaluate('10 * all') as readonly TimeSeries[]).map(({ values: points }) => [...points])).toEqual([
      [
        [0, 10],
        [60, 20],
      ],
      [[60, 30]],
    ]);
    expect(asked.at(-1)).toEqual(['{N,D} MetricName="m"', 'Sum', 60]);
  });

  it.each([
    ['ANOMALY_DETECTION_BAND(a, 2)', 'ANOMALY_DETECTION_BAND is not emulated'],
    ['a +', 'expected a value, got the end of the expression'],
    ['a b', "expected the end of the expression, got 'b'"],
  ])('rejects %j with the reason', (expression, message) => {
    expect(() => evaluate(expression)).toThrow(message);
  });
});

describe('searchMetrics', () => {
  const metric = (name: string, dimensions: Record<string, string>) => ({
    namespace: 'N/S',
    name,
    dimensions,
  });
  const metrics = [
    metric('Requests', { D: 'one' }),
    metric('Requests', { D: 'two' }),
    metric('Requests', { D: 'one', B: '/*' }),
    metric('Bytes', { D: 'one' }),
  ];

  it.each([
    ['{N/S,D} MetricName="Requests"', [0, 1]],
    ['{"N/S","D"} MetricName="Requests" D="two"', [1]],
    ['{N/S,B,D} MetricName="Requests"', [2]],
    ['{N/S,D} MetricName=("Requests" OR "Bytes") AND D="one"', [0, 3]],
    ['{N/S} MetricName="Requests"', []],
  ])('finds by %s', (expression, found) => {
    expect(searchMetrics(expression, metrics)).toEqual(found.map((index) => metrics[index]));
  });
});
