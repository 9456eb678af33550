import { chooseValues, toggleValue } from '../../../explorer/questions/question.ts';

const host = (include: readonly string[], exclude: readonly string[] = []) => ({
  facet: 'host',
  include,
  exclude,
});

describe('a click on a value', () => {
  it('includes the value, and a second click removes it', () => {
    const once = toggleValue([], 'host', 'a', 'include');
    expect(once).toEqual([host(['a'])]);
    expect(toggleValue(once, 'host', 'a', 'include')).toEqual([]);
  });

  it('moves the value from included to excluded', () => {
    expect(toggleValue([host(['a', 'b'])], 'host', 'a', 'exclude')).toEqual([host(['b'], ['a'])]);
    expect(toggleValue([host([], ['a'])], 'host', 'a', 'include')).toEqual([host(['a'])]);
  });

  it('keeps the other facets in their order', () => {
    const other = { facet: 'path', include: ['/'], exclude: [] };
    expect(toggleValue([host(['a']), other], 'host', null, 'include')).toEqual([
      { facet: 'host', include: ['a', null], exclude: [] },
      other,
    ]);
  });
});

describe('the choice of a group of requests', () => {
  const group = [
    { facet: 'host', value: 'a' },
    { facet: 'path', value: '/' },
  ];

  it('shows only requests with all of its values', () => {
    expect(chooseValues([host(['b'], ['c'])], group, 'include')).toEqual([
      host(['a']),
      { facet: 'path', include: ['/'], exclude: [] },
    ]);
  });

  it('leaves out requests with its values, and keeps what was chosen before', () => {
    expect(chooseValues([host(['b'], ['c'])], group, 'exclude')).toEqual([
      host(['b'], ['c', 'a']),
      { facet: 'path', include: [], exclude: ['/'] },
    ]);
  });
});
