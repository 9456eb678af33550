import { moveTimes } from '../../../local/program/moveTimes.ts';

describe('moveTimes', () => {
  it('moves the last record to now and keeps the gaps', () => {
    const records = ['x\t100.500\ta', 'x\t103.000\tb', 'x\t101.000\tc'];

    expect(moveTimes(records, 1, 2000, 60)).toEqual(['x\t1997.500\ta', 'x\t2000.000\tb', 'x\t1998.000\tc']);
  });

  it('shrinks all gaps by the same factor if the records cover too much time', () => {
    expect(moveTimes(['0.000', '50.000', '1000.000'], 0, 5000, 100)).toEqual([
      '4900.000',
      '4905.000',
      '5000.000',
    ]);
  });

  it('does not change a record without a time', () => {
    expect(moveTimes(['-\ta', '', '7\tb', '10.000\tc'], 0, 20, 60)).toEqual([
      '-\ta',
      '',
      '7\tb',
      '20.000\tc',
    ]);
  });
});
