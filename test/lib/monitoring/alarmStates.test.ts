import type { PipelineOptions } from '../../../lib/settings/pipelineOptions.ts';
import { type AlarmState, type Series, stateOf } from './alarmEvaluation.ts';
import { alarmsOf } from './templates.ts';

jest.mock('../../../lib/functionBundle.ts', () => jest.requireActual('../bundleStandIn.ts'));

function state(name: string, metrics: Record<string, Series>, props: PipelineOptions = {}): AlarmState {
  return stateOf(alarmsOf(props)[name], metrics);
}

const none = undefined;
const hours = 3_600_000;

describe('Throttled writes', () => {
  it.each<[string, Series, AlarmState]>([
    ['with the first record refused', [1], 'ALARM'],
    ['not while none is', [0], 'OK'],
    ['not while nothing is written', [none], 'OK'],
  ])('is raised: %s', (_, refused, expected) => {
    expect(state('Throttled writes', { WriteProvisionedThroughputExceeded: refused })).toBe(expected);
  });
});

describe('Consumer behind, and far behind', () => {
  it.each<[Series, AlarmState, AlarmState]>([
    [[2.1 * hours], 'OK', 'OK'],
    [[2.3 * hours], 'ALARM', 'OK'],
    [[11.1 * hours], 'ALARM', 'ALARM'],
    [[none], 'unchanged', 'unchanged'],
  ])('are raised at an age of %j: %s, %s', (IteratorAge, behind, farBehind) => {
    expect(state('Consumer behind', { IteratorAge })).toBe(behind);
    expect(state('Consumer far behind', { IteratorAge })).toBe(farBehind);
  });

  it('can be raised at every retention, because Lambda stops retrying after at most a week', () => {
    const props = { streamRetentionHours: 8760 };
    expect(state('Consumer far behind', { IteratorAge: [85 * hours] }, props)).toBe('ALARM');
  });
});

describe('Consumer stopped', () => {
  it.each<[string, Series, Series, AlarmState]>([
    ['records and no invocations', [9, 9, 9], [none, none, none], 'ALARM'],
    ['invocations that are late by a period', [9, 9, 9], [2, 2, none], 'OK'],
    ['neither records nor invocations', [none, none, none], [none, none, none], 'OK'],
    ['invocations that work off what came before', [none, none, none], [2, 2, 2], 'OK'],
    ['both', [9, 9, 9], [2, 2, 2], 'OK'],
  ])('is raised: %s', (_, IncomingRecords, Invocations, expected) => {
    expect(state('Consumer stopped', { IncomingRecords, Invocations })).toBe(expected);
  });
});

describe.each([
  ['Consumer errors', 'Errors', 1],
  ['Consumer throttles', 'Throttles', 1],
  ['Consumer duration', 'Duration', 48_001],
])('%s', (name, metric, value) => {
  it.each<[string, Series, AlarmState]>([
    ['once', [0, 0, value], 'OK'],
    ['twice', [value, 0, value], 'ALARM'],
    ['twice, the newest period having no data yet', [value, value, none], 'ALARM'],
    ['never, without data', [none, none, none], 'OK'],
  ])('is raised if the problem lasts: %s', (_, series, expected) => {
    expect(state(name, { [metric]: series })).toBe(expected);
  });
});

describe('Failed records', () => {
  it('is raised at the first batch in the failure bucket', () => {
    expect(state('Failed records', { OnFailureDestinationDeliveredEventCount: [500] })).toBe('ALARM');
    expect(state('Failed records', { OnFailureDestinationDeliveredEventCount: [none] })).toBe('OK');
  });
});

describe('Lost records', () => {
  it.each<[Series, Series, AlarmState]>([
    [[500], [1], 'ALARM'],
    [[500], [none], 'ALARM'],
    [[none], [1], 'ALARM'],
    [[0], [none], 'OK'],
    [[none], [none], 'OK'],
  ])('is raised at dropped records (%j) or failed deliveries (%j): %s', (dropped, failed, expected) => {
    const metrics = { DroppedEventCount: dropped, DestinationDeliveryFailures: failed };
    expect(state('Lost records', metrics)).toBe(expected);
  });
});

describe('Quarantine rate', () => {
  it.each<[Series, Series, AlarmState]>([
    [[1], [1000], 'OK'],
    [[11], [1000], 'ALARM'],
    [[1], [1], 'ALARM'],
    [[0], [0], 'OK'],
    [[none], [none], 'OK'],
  ])('of %j in %j records: %s', (QuarantinedRecords, Records, expected) => {
    expect(state('Quarantine rate', { QuarantinedRecords, Records })).toBe(expected);
  });
});

describe('No records', () => {
  it.each<[string, Series, AlarmState]>([
    ['half an hour without data', [1, none, none, none, none, none, none], 'ALARM'],
    ['the first records, and those after a silence', [none, none, none, none, none, none, 1], 'OK'],
    ['records again for ten minutes', [none, none, none, none, none, 1, 1], 'OK'],
    ['25 minutes without data', [1, 1, none, none, none, none, none], 'OK'],
    ['zeros', [0, 0, 0, 0, 0, 0, 0], 'ALARM'],
    ['not before the first record, when nothing is attached', Array(7).fill(none), 'unchanged'],
  ])('is raised: %s', (_, IncomingRecords, expected) => {
    expect(state('No records', { IncomingRecords })).toBe(expected);
  });

  it('waits as long as configured', () => {
    expect(state('No records', { IncomingRecords: [5, none, none] }, { alarms: { noRecords: 10 } })).toBe(
      'ALARM',
    );
    expect(alarmsOf({ alarms: { noRecords: 1440 } })['No records'].EvaluationPeriods * 300).toBe(86_400);
  });
});

describe('Server error rate', () => {
  const requests = [1000, 1000, 1000, 1000, 1000];

  it.each<[string, Series, Series, AlarmState]>([
    ['three bad minutes of five', [60, 60, 0, 60, 0], requests, 'ALARM'],
    ['two bad minutes of five', [60, 60, 0, 0, 0], requests, 'OK'],
    [
      'the newest minutes not complete, their rates right',
      [0, 0, 60, 60, 6],
      [1000, 1000, 1000, 1000, 100],
      'ALARM',
    ],
    ['few requests with one failure', [1, 1, 1, 1, 1], [2, 2, 2, 2, 2], 'OK'],
    ['no requests', [none, none, none, none, none], [none, none, none, none, none], 'OK'],
  ])('is raised: %s', (_, errors, all, expected) => {
    expect(state('Server error rate', { '5xxCount': errors, Requests: all })).toBe(expected);
  });

  it('is raised for one configured cache behavior, independent of others', () => {
    const props = { metricSeries: ['d1.cloudfront.net /api/*'] };
    const name = 'Server error rate: d1.cloudfront.net /api/*';
    expect(state(name, { '5xxCount': [60, 60, 60, 60, 60], Requests: requests }, props)).toBe('ALARM');
  });
});

describe('Lost metrics', () => {
  it('is raised at the first lost metric', () => {
    expect(state('Lost metrics', { LostMetrics: [15] })).toBe('ALARM');
    expect(state('Lost metrics', { LostMetrics: [0] })).toBe('OK');
    expect(state('Lost metrics', { LostMetrics: [none] })).toBe('OK');
  });
});

describe('Monthly cost', () => {
  const day = 86_400;

  it.each<[string, number, number, AlarmState]>([
    ['half of the rate planned for', 500 * day, 17_280, 'OK'],
    ['the rate planned for, all day long', 1000 * day, 17_280, 'ALARM'],
    ['no traffic', 0, 0, 'OK'],
  ])('of %s', (_, records, invocations, expected) => {
    const metrics = { IncomingRecords: [records], Invocations: [invocations], Duration: [invocations * 60] };
    expect(state('Monthly cost', metrics)).toBe(expected);
  });

  it('is raised after an hour of an attack that follows quiet hours', () => {
    const records = (23 * 200 + 50_000) * 3600;
    expect(state('Monthly cost', { IncomingRecords: [records], Invocations: [36_000] })).toBe('ALARM');
  });

  it('is not raised if there is no data', () => {
    expect(state('Monthly cost', { IncomingRecords: [none], Invocations: [none] })).toBe('OK');
  });
});
