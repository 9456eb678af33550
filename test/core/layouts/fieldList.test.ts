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

  it('reads the place of a field that the catalog does not know', () => {
    expect(parseFieldList('asn, x-new-field:after=asn')).toEqual([
      'asn',
      { name: 'x-new-field', after: 'asn' },
    ]);
  });

  it('leaves words that are neither to the one who knows the names', () => {
    expect(parseFieldList('x-new-field:behind=asn Time')).toEqual(['x-new-field:behind=asn', 'Time']);
  });

  it('reads nothing of an empty text', () => {
    expect(parseFieldList(' \n# nothing\n')).toEqual([]);
  });
});
