import { parseFieldList } from '../../../core/layouts/fieldList.ts';

describe('parseFieldList', () => {
  it.each([
    ['commas', 'timestamp,c-ip,asn'],
    ['white space', ' timestamp  c-ip\tasn '],
    ['lines', 'timestamp\nc-ip\r\nasn\n'],
    ['commas and lines', 'timestamp,\n c-ip ,,asn\n'],
    ['comments', '# the fields\ntimestamp # when\nc-ip,asn#end'],
  ])('reads names separated by %s', (_, text) => {
    expect(parseFieldList(text)).toEqual(['timestamp', 'c-ip', 'asn']);
  });

  it('reads the position of a field that is not in the catalog', () => {
    expect(parseFieldList('asn, x-new-field:after=asn')).toEqual([
      'asn',
      { name: 'x-new-field', after: 'asn' },
    ]);
  });

  it('keeps other words, which are validated later', () => {
    expect(parseFieldList('x-new-field:behind=asn Time')).toEqual(['x-new-field:behind=asn', 'Time']);
  });

  it('reads nothing from an empty text', () => {
    expect(parseFieldList(' \n# nothing\n')).toEqual([]);
  });
});
