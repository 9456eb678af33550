import { type LogCostOptions, logCost } from '../../../core/sizing/logCost.ts';

const options: LogCostOptions = {
  capacity: 'provisioned',
  shards: 2,
  recordBytes: 514,
  memoryMegabytes: 1024,
};

describe('logCost', () => {
  it('includes lines, shards, PUT units, invocations with their file, and time', () => {
    const cost = logCost(options);
    expect(cost.ofMonth).toBeCloseTo(2 * 730 * 0.015);
    expect(cost.ofRecord * 1_000_000).toBeCloseTo(0.01 + 0.014);
    expect(cost.ofInvocation * 1_000_000).toBeCloseTo(0.2 + 5);
    expect(cost.ofMillisecond * 1000).toBeCloseTo(0.0000133334, 10);
  });

  it('counts a PUT unit for every 25 KB of a record', () => {
    const costPerMillion = (recordBytes: number) => logCost({ ...options, recordBytes }).ofRecord * 1_000_000;
    expect(costPerMillion(25_600)).toBeCloseTo(0.024);
    expect(costPerMillion(25_601)).toBeCloseTo(0.038);
  });

  it('rounds records up to 1 KB on demand when they are written, not when they are read', () => {
    const cost = logCost({ ...options, capacity: 'on-demand' });
    expect(cost.ofMonth).toBeCloseTo(730 * 0.04);
    expect(cost.ofRecord * 1_000_000).toBeCloseTo(0.01 + 1.024 * 0.08 + 0.514 * 0.04);
    expect(
      logCost({ ...options, capacity: 'on-demand', recordBytes: 1025 }).ofRecord * 1_000_000,
    ).toBeCloseTo(0.01 + 2.048 * 0.08 + 1.025 * 0.04);
  });

  it('prices x86_64 25% higher', () => {
    const { ofMillisecond } = logCost({ ...options, architecture: 'x86_64' });
    expect(ofMillisecond * 1000).toBeCloseTo(0.0000166667, 10);
  });

  it('grows with the memory of the consumer', () => {
    const { ofMillisecond } = logCost({ ...options, memoryMegabytes: 2048 });
    expect(ofMillisecond).toBeCloseTo(2 * logCost(options).ofMillisecond, 12);
  });
});
