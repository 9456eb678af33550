import { alarmNames } from '../../../lib/settings/alarmOptions.ts';
import { resolveSettings } from '../../../lib/settings/pipelineSettings.ts';
import { resourcesOf, synthesize } from '../synthesize.ts';
import { widgetsOf } from './templates.ts';

jest.mock('../../../lib/functionBundle.ts', () => jest.requireActual('../bundleStandIn.ts'));

function propsOf(series: number) {
  const metricSeries = Array.from({ length: series }, (_, index) => `d${index}.cloudfront.net`);
  return { metricSeries: metricSeries.map((name) => name.slice(0, 6)), metricSeriesLimit: 500 };
}

describe('the maximum number of series', () => {
  const props = propsOf(300);

  it('fits the limits of CloudWatch widgets: 100 alarms, 500 metrics and expressions', () => {
    for (const { properties } of widgetsOf(props)) {
      const { metrics = [] } = properties;
      const { alarms = [] } = properties as { alarms?: unknown[] };
      expect(alarms.length).toBeLessThanOrEqual(100);
      expect(metrics.length).toBeLessThanOrEqual(500);
    }
    const alarms = widgetsOf(props).flatMap(
      ({ properties }) => (properties as { alarms?: unknown[] }).alarms ?? [],
    );
    expect(alarms).toHaveLength(300 + alarmNames.length);
  });

  it('fits a CloudFormation template', () => {
    expect(Object.keys(resourcesOf(synthesize(props))).length).toBeLessThanOrEqual(500);
  });

  it('cannot be exceeded', () => {
    expect(() => resolveSettings(propsOf(301))).toThrow(
      'metricSeries: expected a list of at most 300 series',
    );
    expect(() => resolveSettings({ metricSeriesLimit: 501 })).toThrow(
      'expected a whole number from 1 to 500',
    );
  });
});
