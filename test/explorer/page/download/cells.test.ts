import { tabCell } from '../../../../explorer/page/download/cells.ts';

describe('a cell of a copied table', () => {
  it.each([
    ['Mozilla/5.0 (X11, "Linux")', 'Mozilla/5.0 (X11, "Linux")'],
    ['"Mozilla', '"""Mozilla"'],
    ['two\tcolumns', '"two\tcolumns"'],
    ['two\nrows', '"two\nrows"'],
    ['=1+1', "'=1+1"],
    [5, '5'],
  ])('of %j does not become several cells, or a formula', (value, cell) => {
    expect(tabCell(value)).toBe(cell);
  });
});
