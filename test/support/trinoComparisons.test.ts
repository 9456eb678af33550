import { refusedComparisons } from './trinoComparisons.ts';

const types = {
  day: 'date',
  arrival_day: 'string',
  arrival_hour: 'int',
  timestamp: 'timestamp',
  c_ip: 'string',
};

describe('refusedComparisons', () => {
  it.each([
    ["SELECT 1 FROM t WHERE arrival_day = CAST('2026-11-20' AS date)", 'text with time in COMPARE_EQUAL'],
    ['SELECT 1 FROM t WHERE arrival_day >= current_date', 'text with time in COMPARE_GREATERTHANOREQUALTO'],
    ['SELECT 1 FROM t WHERE arrival_day = 20261120', 'text with number in COMPARE_EQUAL'],
    ["SELECT 1 FROM t WHERE arrival_hour = '13'", 'number with text in COMPARE_EQUAL'],
    [`SELECT 1 FROM t WHERE "timestamp" < '2026-11-20 13:00:00'`, 'time with text in COMPARE_LESSTHAN'],
    [
      `SELECT 1 FROM t WHERE "timestamp" BETWEEN '2026-11-20' AND '2026-11-21'`,
      'time with text in COMPARE_BETWEEN',
    ],
    ["SELECT 1 FROM t WHERE arrival_hour IN ('13', '14')", 'number with text in COMPARE_IN'],
    ['SELECT 1 FROM (SELECT lower(c_ip) AS name FROM t) WHERE name = 1', 'text with number in COMPARE_EQUAL'],
  ])('finds the comparison in %s', async (sql, refusal) => {
    expect(await refusedComparisons(sql, types)).toEqual([refusal]);
  });

  it.each([
    [
      `SELECT 1 FROM t WHERE "timestamp" >= localtimestamp - interval '3' hour AND day >= CAST("timestamp" AS date)`,
    ],
    [
      'SELECT 1 FROM t WHERE arrival_day = CAST(current_date AS varchar) AND arrival_hour >= hour(localtimestamp)',
    ],
    ["SELECT 1 FROM t WHERE c_ip IN ('192.0.2.1', '192.0.2.2') OR c_ip IS NULL AND arrival_hour > 1.5"],
  ])('finds no comparison in %s', async (sql) => {
    expect(await refusedComparisons(sql, types)).toEqual([]);
  });
});
