import { dimensionValue, isAcceptedTime, isAcceptedValue } from '../../../core/metrics/datum.ts';

const now = Date.parse('2026-11-20T13:00:00Z');

describe('isAcceptedTime', () => {
  it.each([
    ['now', '2026-11-20T13:00:00Z', true],
    ['an hour and 54 minutes ahead', '2026-11-20T14:54:00Z', true],
    ['two hours ahead', '2026-11-20T15:00:00Z', false],
    ['three hours ahead', '2026-11-20T16:00:00Z', false],
    ['almost two weeks ago', '2026-11-06T13:06:00Z', true],
    ['two weeks ago', '2026-11-06T13:00:00Z', false],
    ['in 1970', '1970-01-01T00:00:00Z', false],
  ])('returns the same as CloudWatch for %s, with a margin for its clock', (_, time, accepted) => {
    expect(isAcceptedTime(Date.parse(time), now)).toBe(accepted);
  });
});

describe('isAcceptedValue', () => {
  it.each([
    [0, true],
    [-1, true],
    [2 ** 360, true],
    [2 ** 361, false],
    [-(2 ** 361), false],
    [Number.NaN, false],
    [Number.POSITIVE_INFINITY, false],
  ])('of %p is %p', (value, accepted) => {
    expect(isAcceptedValue(value)).toBe(accepted);
  });
});

describe('dimensionValue', () => {
  it.each([
    ['d111111abcdef8.cloudfront.net', 'd111111abcdef8.cloudfront.net'],
    ['/images/*', '/images/*'],
    [' a b ', 'a b'],
    ['zürich', 'z?rich'],
    ['a\0b\nc\x7f', 'a?b?c?'],
    ['😀', '??'],
    [':path', 'path'],
    ['::', 'unknown'],
    ['', 'unknown'],
    ['   ', 'unknown'],
    ['x'.repeat(2000), 'x'.repeat(1024)],
  ])('converts %j to a value that CloudWatch accepts: %j', (text, value) => {
    expect(dimensionValue(text)).toBe(value);
  });
});
