import { hourOf, layoutsKey, partition, quarantineKey, rawKey } from '../../../core/lake/keys.ts';

const hour = hourOf(Date.parse('2026-11-20T03:59:59.999Z'));

describe('keys of the lake', () => {
  it('contain the UTC hour of arrival with two digits', () => {
    expect([
      partition(hour),
      partition(hour + 1),
      partition(hourOf(Date.parse('2026-11-20T23:00:00Z'))),
      partition(hourOf(Date.parse('2027-01-01T00:00:00Z'))),
    ]).toEqual([
      'arrival_day=2026-11-20/arrival_hour=03/',
      'arrival_day=2026-11-20/arrival_hour=04/',
      'arrival_day=2026-11-20/arrival_hour=23/',
      'arrival_day=2027-01-01/arrival_hour=00/',
    ]);
  });

  it('name a file after its shard and its first record', () => {
    expect([
      rawKey(hour, 'shardId-000000000001', '49590'),
      quarantineKey(hour, 'shardId-000000000001', '49590.2'),
      layoutsKey,
    ]).toEqual([
      'raw/arrival_day=2026-11-20/arrival_hour=03/shardId-000000000001-49590.parquet',
      'quarantine/arrival_day=2026-11-20/arrival_hour=03/shardId-000000000001-49590.2.ndjson.gz',
      'config/layouts.json',
    ]);
  });
});
