import { fields } from '../../../core/fields/catalog.ts';
import { exampleNames, readExample } from '../../support/examples.ts';

const always = fields.filter((field) => field.always);

describe('fields that are always present', () => {
  it('are written by the edge in a strict form', () => {
    expect(always.filter(({ form, decidedBy }) => form === undefined || decidedBy !== 'edge')).toEqual([]);
  });

  it.each(exampleNames)('have a value in every record of %s', (name) => {
    const example = readExample(name);
    const records = example.lines.map((line) => line.split('\t'));
    const lacking = always.filter((field) => {
      const column = example.fields.indexOf(field.name);
      return column >= 0 && records.some((record) => record[column] === '-');
    });
    expect(lacking).toEqual([]);
  });
});
