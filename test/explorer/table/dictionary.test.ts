import { Dictionary, otherText } from '../../../explorer/table/dictionary.ts';

describe('a dictionary', () => {
  it('assigns one code per value, and distinguishes absent from empty values', () => {
    const dictionary = new Dictionary();
    const codes = ['a', '', null, 'a'].map((value) => dictionary.add(value));
    expect(codes).toEqual([2, 3, 0, 2]);
    expect(codes.map((code) => dictionary.text(code))).toEqual(['a', '', null, 'a']);
    expect(['a', '', null, 'b'].map((value) => dictionary.find(value))).toEqual([2, 3, 0, undefined]);
  });

  it('limits the number of values, so that viewers cannot exhaust memory', () => {
    const dictionary = new Dictionary(4);
    for (let number = 0; number < 100; number++) dictionary.add(`value ${number}`);
    expect(dictionary.size).toBe(4);
    expect(dictionary.text(dictionary.add('one more'))).toBe(otherText);
    expect(dictionary.text(dictionary.add('value 1'))).toBe('value 1');
  });
});
