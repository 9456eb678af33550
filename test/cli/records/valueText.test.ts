import { isNumeric, valueText } from '../../../cli/records/valueText.ts';

describe('valueText', () => {
  it.each<[string, string | number | null, string]>([
    ['cs-referer', null, '-'],
    ['sc-status', 0, '000'],
    ['sc-status', 502, '502'],
    ['timestamp', Date.UTC(2026, 10, 20, 13, 5, 0, 7), '2026-11-20 13:05:00.007'],
    ['time-taken', 0.1, '0.100'],
    ['sc-bytes', 5120, '5120'],
    ['cmcd-playback-rate', 1.5, '1.5'],
    ['cs-uri-stem', '/a\u001b[2J', '/a\\x1b[2J'],
    ['x-new-field', 'new', 'new'],
  ])('of %s %j is %s', (field, value, text) => {
    expect(valueText(field, value)).toBe(text);
  });
});

describe('isNumeric', () => {
  it.each([
    ['sc-bytes', true],
    ['time-taken', true],
    ['timestamp', false],
    ['c-ip', false],
    ['x-new-field', false],
  ])('of %s is %s', (field, numeric) => {
    expect(isNumeric(field)).toBe(numeric);
  });
});
