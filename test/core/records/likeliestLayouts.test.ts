import { LayoutChoice, noLayout } from '../../../core/layouts/layoutChoice.ts';
import { likeliestLayouts } from '../../../core/records/likeliestLayouts.ts';
import { Lines } from '../../../core/records/lines.ts';
import { batchOf } from '../../support/batches.ts';

const choice = new LayoutChoice([
  { fields: ['asn'], status: 'expected', since: '2026-11-20' },
  { fields: ['asn', 'c-ip'], status: 'expected', since: '2026-11-20' },
]);

describe('likeliestLayouts', () => {
  const lines = new Lines();
  lines.read(batchOf([{ data: 'a\tb' }, { data: 'a' }, { data: '' }, { data: 'a\0' }, { data: 'a\tb\tc' }]));

  it('are by number of fields, and none of what is no record', () => {
    expect([...likeliestLayouts(lines, choice, new Int16Array(5))]).toEqual([
      1,
      0,
      noLayout,
      noLayout,
      noLayout,
    ]);
  });

  it('use the room given where it is large enough, else make more', () => {
    const room = new Int16Array(5);
    expect(likeliestLayouts(lines, choice, room)).toBe(room);
    expect([...likeliestLayouts(lines, choice, new Int16Array(4)).subarray(0, 5)]).toEqual([...room]);
  });
});
