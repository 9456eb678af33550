import { hashBytes } from '../../core/columns/hashBytes.ts';

const view = new DataView(new ArrayBuffer(1024));
// As after other test files of the same worker, the code is compiled and has run before anything counts.
hashBytes(view, 0, 1000);

jest.resetModules();
const { countWork } = jest.requireActual<typeof import('./countWork.ts')>('./countWork.ts');
const counted = jest.requireActual<typeof import('../../core/columns/hashBytes.ts')>(
  '../../core/columns/hashBytes.ts',
);

describe('countWork', () => {
  it('counts the runs of a loop, also of code that other test files ran before', () => {
    const runsFor = (bytes: number) =>
      countWork(() => counted.hashBytes(view, 0, bytes)).get('core/columns/hashBytes.ts hashBytes') ?? 0;
    expect(runsFor(1000) - runsFor(504)).toBe((1000 - 504) / 8);
  });
});
