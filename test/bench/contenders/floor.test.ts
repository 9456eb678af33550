import { Floor } from '../../../bench/contenders/floor.ts';
import { Ours } from '../../../bench/contenders/ours.ts';
import { readPages } from '../../../bench/contenders/parquetPages.ts';
import { makeEvent } from '../../../bench/traffic/event.ts';
import { recordsOfShape } from '../../../bench/traffic/shapes.ts';

const event = makeEvent(recordsOfShape('typical'), 500);
const file = new Ours(event.fields).run(event.json);

describe('readPages', () => {
  it("finds every page of this project's file", () => {
    const pages = readPages(file);

    expect(pages.length).toBeGreaterThanOrEqual(event.fields.length);
    expect(pages.some(({ compressed }) => compressed)).toBe(true);
  });
});

describe('Floor', () => {
  it('returns the bytes of the pages, which are most of the file', () => {
    const bytes = new Floor(file).run(event.json);

    expect(bytes.length).toBeLessThan(file.length);
    expect(bytes.length).toBeGreaterThan(file.length * 0.85);
  });
});
