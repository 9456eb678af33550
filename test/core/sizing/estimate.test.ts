import { estimatePipeline, type Workload } from '../../../core/sizing/estimate.ts';

const workload: Workload = {
  requestsPerSecond: 50_000,
  averageRequestsPerSecond: 50_000,
  samplingRate: 100,
  recordBytes: 500,
  headroom: 0,
  currentShards: 4,
  batchWindowSeconds: 10,
  memoryMegabytes: 1769,
  metricSeries: 2,
  metricsOfSeries: 15,
};

describe('estimatePipeline', () => {
  it("estimates the guide's 50,000 requests/s of 0.5 KB, with the price of each part", () => {
    expect(estimatePipeline(workload)).toEqual({
      shards: 50,
      recordBytes: 500,
      shardsByRecords: 50,
      shardsByBytes: 25,
      recordsPerSecond: 50_000,
      bytesPerSecond: 25_000_000,
      reshardingSteps: [8, 16, 32, 50],
      lambdaConcurrency: 50,
      filesPerDay: 884_340,
      monthlyCost: {
        cloudFrontLogs: 1314,
        kinesisProvisioned: 2387.1,
        kinesisOnDemand: 13_421.49,
        kinesisOnDemandAdvantage: 5356.92,
        lambda: 79.16,
        s3Puts: 134.49,
        metrics: 13.8,
        metricCalls: 268.99,
        functionLogs: 26.9,
        kms: 0.08,
        total: 4224.52,
      },
      lakeCost: { compaction: 1320.53, rawDayQuery: 2.5867, compactedDayQuery: 0.0648 },
      destinationMonthlyCost: { direct: 98.75, enhancedFanOut: 1401.6, firehose: 17_770.64 },
    });
  });

  it('estimates the size for the busiest time, and the price for the average', () => {
    const { shards, monthlyCost } = estimatePipeline({
      ...workload,
      averageRequestsPerSecond: 5_000,
      headroom: 20,
    });
    expect(shards).toBe(60);
    expect(monthlyCost.cloudFrontLogs).toBe(131.4);
    // 60 shards at $10.95 each, and PUT units for a tenth of the records.
    expect(monthlyCost.kinesisProvisioned).toBe(840.96);
  });

  it('includes one mode of the stream in the total', () => {
    const {
      kinesisOnDemand: _,
      kinesisOnDemandAdvantage: __,
      total,
      ...parts
    } = estimatePipeline(workload).monthlyCost;
    expect(Object.values(parts).reduce((sum, dollars) => sum + dollars, 0)).toBeCloseTo(total, 1);
  });

  it('bills on-demand Advantage at least 25 MiB/s', () => {
    const { kinesisOnDemandAdvantage } = estimatePipeline({
      ...workload,
      averageRequestsPerSecond: 1,
    }).monthlyCost;
    expect(kinesisOnDemandAdvantage).toBeGreaterThan(25 * 1.048576 * 2628 * 0.032 - 1);
  });

  it('scales the logged records by the sampling rate', () => {
    const sampled = estimatePipeline({ ...workload, samplingRate: 10 });
    expect(sampled).toMatchObject({
      shards: 5,
      recordsPerSecond: 5000,
      monthlyCost: { cloudFrontLogs: 131.4 },
    });
  });

  it('has no steps if there is no stream yet', () => {
    expect(estimatePipeline({ ...workload, currentShards: undefined }).reshardingSteps).toEqual([]);
  });
});
