import { sourceId } from '../../captures/sourceId.ts';

const record = Buffer.from('1669021069.951\t192.0.2.1\n');

describe('sourceId', () => {
  it.each([
    ['website-46-fields.tsv.gz', 'website-46-fields-de4c39ea'],
    ['logs/day/access.log', 'access-de4c39ea'],
    ['_2026.11.20 (copy).TSV', '2026-11-20-copy-de4c39ea'],
    ['.hidden', 'hidden-de4c39ea'],
    ['day=20', 'day-20-de4c39ea'],
    ['日誌.tsv', 'records-de4c39ea'],
    ['-', 'stdin-de4c39ea'],
    [`${'a'.repeat(200)}.tsv`, `${'a'.repeat(80)}-de4c39ea`],
  ])('of %s is %s', (name, id) => {
    expect(sourceId(name, record)).toBe(id);
  });

  it('depends on the first record', () => {
    expect(sourceId('day.tsv', Buffer.from('another\n'))).toBe('day-33a7b215');
  });
});
