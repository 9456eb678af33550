import fc from 'fast-check';
import { SeriesLimit } from '../../core/metrics/seriesLimit.ts';
import { anyText } from '../support/anyText.ts';
import { fields46 } from '../support/fieldLists.ts';
import { hostileTexts } from '../support/hostile.ts';
import { asLogged } from '../support/logging.ts';
import { propertyRuns } from '../support/propertyRuns.ts';
import { lineOf } from '../support/records.ts';
import { metricsSettings, transformLines } from '../support/transforming.ts';

const timestamp = '1795179600.123';
const max = 5;

/** Hosts that a client may send, including some that look like series, and the name of the `other` series. */
const hosts = fc.oneof(
  anyText(),
  fc.webAuthority(),
  fc.constantFrom(...hostileTexts, 'other', 'other /a', '', ' ', ':', 'a'.repeat(5000)),
  fc.constantFrom(
    'd111111abcdef8.cloudfront.net',
    'd111111abcdef8.cloudfront.net /images/*',
    'x.cloudfront.net',
  ),
);

const requests = fc.record({
  'x-host-header': fc.oneof(fc.constant('-'), hosts.map(asLogged)),
  'cs-host': fc.oneof(fc.constant('-'), hosts.map(asLogged)),
  'cache-behavior-path-pattern': fc.constantFrom('*', '/images/*', '/a%20b', '-'),
});

describe('a client who chooses hosts', () => {
  it('cannot create more series than the limit, in any number of batches', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(requests, { maxLength: 20 }), { maxLength: 8, size: 'max' }),
        (batches) => {
          const limit = new SeriesLimit(max, ['www.example.com']);
          const series = new Set<string>();
          for (const batch of batches) {
            const lines = batch.map((values) => lineOf(fields46, { timestamp, ...values }));
            const { metrics } = transformLines(fields46, lines, {
              metrics: metricsSettings({ limit }),
              now: '2026-11-20T13:00:10Z',
            });
            for (const { dimensions } of metrics) series.add(JSON.stringify(Object.values(dimensions)));
          }
          const own = [...series].filter((names) => !JSON.parse(names).includes('other'));
          expect(own.length).toBeLessThanOrEqual(max);
          // In addition, there is an `other` series for each distribution, and one for all distributions.
          expect(series.size).toBeLessThanOrEqual(2 * max + 1);
          for (const name of [...series].flatMap((names) => JSON.parse(names) as string[]))
            expect(name).toMatch(/^(?!:)[ -~]{1,1024}$/);
        },
      ),
      { numRuns: propertyRuns(20) },
    );
  });

  it("cannot create a cache behavior's series with a similar host", () => {
    const limit = new SeriesLimit(2);
    const own = 'd111111abcdef8.cloudfront.net';
    const lines = [own, `${own}%20/images/*`].map((host) =>
      lineOf(fields46, { timestamp, 'x-host-header': host, 'cache-behavior-path-pattern': '/images/*' }),
    );
    const { metrics } = transformLines(fields46, lines, {
      metrics: metricsSettings({ limit }),
      now: '2026-11-20T13:00:10Z',
    });
    expect([...new Set(metrics.map(({ dimensions }) => Object.values(dimensions).join()))]).toEqual([
      own,
      `${own},/images/*`,
      'other',
    ]);
  });

  it('cannot displace configured series', () => {
    const own = 'd111111abcdef8.cloudfront.net';
    const limit = new SeriesLimit(2, [own, `${own} /images/*`]);
    const flood = Array.from({ length: 500 }, (_, index) => ({ 'x-host-header': `www${index}.example.com` }));
    const lines = [...flood, {}].map((values) => lineOf(fields46, { timestamp, ...values }));
    const { metrics } = transformLines(fields46, lines, {
      metrics: metricsSettings({ limit }),
      now: '2026-11-20T13:00:10Z',
    });
    const requestsOf = metrics.filter(({ name }) => name === 'Requests');
    expect(requestsOf.map(({ dimensions, value }) => [Object.values(dimensions).join(' '), value])).toEqual([
      ['other', 500],
      [own, 1],
      [`${own} /images/*`, 1],
    ]);
  });
});
