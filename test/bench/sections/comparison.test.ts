import { comparison } from '../../../bench/sections/comparison.ts';
import type { Comparison } from '../../../bench/sections/comparisonResult.ts';

function row(name: string, ratio: number): Comparison['rows'][number] {
  return {
    name,
    without: name === 'this project' ? undefined : 'metrics, decoding',
    milliseconds: 10 * ratio,
    shortestMilliseconds: 9 * ratio,
    megabytesPerSecond: 1234,
    recordsPerSecond: 1_234_567,
    bytesOut: 1_234_567,
    ratio,
    cost: name === 'floor' ? undefined : { computing: 1.234, withWaiting: 2 },
  };
}

const result: Comparison = {
  shape: 'typical',
  fields: 20,
  records: 5222,
  rawBytes: 2_500_000,
  eventBytes: 6_290_000,
  rows: [
    row('this project', 1),
    row('floor', 0.5),
    row('DuckDB, raw text', 2.5),
    row('DuckDB', 3.5),
    row('hyparquet-writer, row objects', 6),
  ],
  absent: ['parquetjs is not measured: no such package'],
};

describe('comparison', () => {
  const lines = comparison.print([result]);

  it('fits into 100 columns', () => {
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
  });

  it('prints the event, all rows, and absent contenders', () => {
    expect(lines.slice(0, 8)).toEqual([
      'typical: 5,222 records of 20 fields and 479 B, an event of 6.29 MB',
      '                                 ms  shortest   MB/s  records/s  bytes out  ratio  without',
      '-----------------------------  ----  --------  -----  ---------  ---------  -----  -----------------',
      'this project                   10.0       9.0  1,234  1,234,567  1,234,567   1.00',
      'floor                           5.0       4.5  1,234  1,234,567  1,234,567   0.50  metrics, decoding',
      'DuckDB, raw text               25.0      22.5  1,234  1,234,567  1,234,567   2.50  metrics, decoding',
      'DuckDB                         35.0      31.5  1,234  1,234,567  1,234,567   3.50  metrics, decoding',
      'hyparquet-writer, row objects  60.0      54.0  1,234  1,234,567  1,234,567   6.00  metrics, decoding',
    ]);
    expect(lines[8]).toBe('parquetjs is not measured: no such package');
  });

  it('prints the most important results', () => {
    expect(lines).toEqual(
      expect.arrayContaining([
        'typical: 2.50 times as fast as DuckDB, one thread, with raw text and without metrics',
        'typical: 3.50 times as fast as DuckDB with the same work except metrics',
        'typical: 2.00 times the floor',
      ]),
    );
  });

  it('prints the costs of all contenders that write a file', () => {
    const costs = lines.filter((line) => line.includes('1.23') && line.startsWith('typical: '));

    expect(costs.map((line) => line.split(/ {2,}/)[0])).toEqual([
      'typical: this project',
      'typical: DuckDB, raw text',
      'typical: DuckDB',
      'typical: hyparquet-writer, row objects',
    ]);
  });
});
