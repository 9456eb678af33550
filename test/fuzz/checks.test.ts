import { countLines, findFault } from '../../fuzz/records/checks.ts';
import { batchOf } from '../support/batches.ts';
import { fieldsWithId } from '../support/fieldLists.ts';
import { linesOf } from '../support/records.ts';
import { metricsSettings, newTransform } from '../support/transforming.ts';

const now = Date.parse('2026-11-20T13:05:00Z');
const batch = batchOf([...linesOf(fieldsWithId, 5), 'no record', { data: 'two\nlines' }]);
const result = newTransform(['timestamp', ...fieldsWithId.slice(1)], {
  metrics: metricsSettings(),
}).transform(batch, now);

describe('countLines', () => {
  it.each([
    ['', 1],
    ['\n', 1],
    ['a', 1],
    ['a\n', 1],
    ['a\nb', 2],
    ['\n\n', 2],
  ])('counts %j as %i', (text, lines) => {
    expect(countLines(Buffer.from(text))).toBe(lines);
  });
});

describe('findFault', () => {
  it('finds no fault in a correct result', () => {
    expect(findFault(batch, result)).toBeUndefined();
  });

  it('finds a missing line', () => {
    const health = { ...result.health, rows: result.health.rows - 1 };
    expect(findFault(batch, { ...result, health })).toBe(
      'expected 8 lines, got 4 rows and 3 lines in quarantine',
    );
  });

  it('finds an object outside of its folder', () => {
    const objects = result.objects.map((object) => ({ ...object, key: 'raw/../config/layouts.json' }));
    expect(findFault(batch, { ...result, objects })).toBe(
      'expected a key of the lake, got "raw/../config/layouts.json"',
    );
  });

  it('finds a metric that CloudWatch would reject', () => {
    const datum = {
      name: 'Requests',
      unit: 'Count',
      dimensions: {},
      timestamp: now,
      value: Number.NaN,
    } as const;
    expect(findFault(batch, { ...result, metrics: [datum] })).toMatch(
      /^expected a metric that CloudWatch accepts/,
    );
  });
});
