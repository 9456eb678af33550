import { readQuery } from '../../../cli/query/querySql.ts';
import { withWindow } from '../../../core/lake/queries/savedQuery.ts';
import { savedQueries } from '../../../core/lake/queries.ts';
import { UsageError } from '../../../terminal/usageError.ts';

describe('readQuery', () => {
  it.each([
    'SELECT 1',
    ' with a as (select 1) select * from a ; ',
    '-- note\nSELECT 1',
    '(select 1)',
  ])('reads %j as SQL', (sql) => {
    expect(readQuery(sql)).toEqual({ sql: sql.replace(/[\s;]+$/, ''), saved: undefined });
  });

  it('finds saved queries by their names', () => {
    const saved = savedQueries.find(({ name }) => name === 'top_talkers');
    expect(readQuery('TOP_talkers')).toEqual({ sql: saved?.sql, saved });
  });

  it.each([
    [
      'top_talker',
      /^expected SQL that starts with SELECT or WITH, or a saved query \(.*top_talkers.*got 'top_talker'; did you mean 'top_talkers'\?$/,
    ],
    ['drop table requests', /got 'drop table requests'$/],
    ['request_by_id', /use 'npx cfrl find REQUEST_ID' instead$/],
  ])('rejects %j', (argument, message) => {
    expect(() => readQuery(argument)).toThrow(UsageError);
    expect(() => readQuery(argument)).toThrow(message);
  });
});

describe('withWindow', () => {
  const until = Date.parse('2026-11-20T14:00:00Z');

  it('moves the window of a saved query, and changes its length', () => {
    const sql = `WHERE "timestamp" >= localtimestamp - interval '3' hour`;
    expect(withWindow(sql, {})).toBe(sql);
    expect(withWindow(sql, { until, hours: 12 })).toBe(
      `WHERE "timestamp" >= TIMESTAMP '2026-11-20 14:00:00.000' - interval '12' hour`,
    );
  });

  it('moves every saved query', () => {
    const unmoved = savedQueries.filter(
      ({ sql }) => !/localtimestamp/.test(sql) || /localtimestamp/.test(withWindow(sql, { until })),
    );
    expect(unmoved.map(({ name }) => name)).toEqual([]);
  });
});
