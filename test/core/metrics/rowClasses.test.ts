import {
  cacheableByCode,
  cacheClass,
  cacheClassesByCode,
  statusClass,
  statusClassesByCode,
} from '../../../core/metrics/rowClasses.ts';
import { numberColumn, textColumn } from '../../support/columns.ts';

describe('the class of a status', () => {
  it.each([
    [0, statusClass.aborted],
    [200, statusClass.success],
    [299, statusClass.success],
    [304, statusClass.redirection],
    [404, statusClass.clientError],
    [504, statusClass.serverError],
    [100, statusClass.none],
    [600, statusClass.none],
    [7, statusClass.none],
  ])('%i is %i', (status, expected) => {
    expect([...statusClassesByCode(numberColumn([status]))]).toEqual([statusClass.none, expected]);
  });
});

describe('the cache class of a result type', () => {
  it.each([
    ['Hit', cacheClass.hit],
    ['RefreshHit', cacheClass.hit],
    ['OriginShieldHit', cacheClass.hit],
    ['Miss', cacheClass.miss],
    ['MissGeneratedResponse', cacheClass.miss],
    ['Error', cacheClass.none],
    ['Redirect', cacheClass.none],
    ['LimitExceeded', cacheClass.none],
    ['hit', cacheClass.none],
  ])('%s is %i', (resultType, expected) => {
    expect([...cacheClassesByCode(textColumn([resultType]))]).toEqual([cacheClass.none, expected]);
  });
});

describe('whether the cache can serve a method', () => {
  it('is true for GET, HEAD, and OPTIONS', () => {
    const column = textColumn(['GET', 'HEAD', 'OPTIONS', 'POST', 'get', 'PROPFIND', '']);
    expect([...cacheableByCode(column)]).toEqual([0, 1, 1, 1, 0, 0, 0, 0]);
  });
});
