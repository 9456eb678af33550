import { parseCondition } from '../../../../cli/tail/where/parseCondition.ts';
import type { RecordValue } from '../../../../core/records/recordReader.ts';

const record: Readonly<Record<string, RecordValue>> = {
  timestamp: Date.UTC(2026, 10, 20, 13, 5, 0, 123),
  'c-ip': '192.0.2.17',
  'sc-status': 502,
  'cs-method': 'GET',
  'cs-uri-stem': "/api/v1?q=a=b (it's) and so on",
  'time-taken': 0.25,
  'sc-bytes': 5120,
  'origin-fbl': null,
  'cs-referer': null,
  'x-edge-location': 'FRA56-P4',
  'x-new-field': 'a\\"b',
};
const fields = Object.keys(record);

function matches(text: string): boolean {
  return parseCondition(text, fields)((field) => record[field] ?? null);
}

describe('a condition', () => {
  it.each([
    ['sc-status=502', true],
    ['sc_status = 502', true],
    ['SC-STATUS=502', true],
    ['sc-status=0502', true],
    ['sc-status!=502', false],
    ['sc-status>=500', true],
    ['sc-status>502', false],
    ['sc-status<502', false],
    ['sc-status<=502', true],
    ['time-taken>0.2', true],
    ['time-taken>=0.251', false],
    ['sc-bytes>-1', true],
    ['timestamp>=2026-11-20T13:05', true],
    ['timestamp>=2026-11-20T13:05:01Z', false],
    ['timestamp>=2026-11-20T14:05:00+01:00', true],
    ['timestamp<2026-11-21', true],
    ['timestamp=1795179900.123', true],
    ['cs-method=GET', true],
    ['cs-method=get', false],
    ['cs-method="GET"', true],
    ["cs-method='GET'", true],
    ['cs-uri-stem^=/api/', true],
    ['cs-uri-stem^=api', false],
    ['cs-uri-stem*=q=a=b', true],
    ['cs-uri-stem*="it\'s) and"', true],
    ["cs-uri-stem*='(it\\'s)'", true],
    ['x-new-field="a\\\\\\"b"', true],
    ['x-edge-location>=F', true],
    ['x-edge-location<F', false],
  ])('compares: %s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });

  it.each([
    ['origin-fbl=-', true],
    ['origin-fbl!=-', false],
    ['sc-status=-', false],
    ['cs-referer="-"', false],
    ['cs-referer^=-', false],
    ['cs-referer!=x', true],
    ['origin-fbl!=0', true],
    ['origin-fbl>=0', false],
    ['origin-fbl<1', false],
  ])('tests empty values: %s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });

  it.each([
    ['sc-status>=500 and cs-uri-stem^=/api/', true],
    ['sc-status>=500 AND cs-method=POST', false],
    ['cs-method=POST or sc-status=502', true],
    ['sc-status=502 or cs-method=POST and cs-method=PUT', true],
    ['(sc-status=502 or cs-method=POST) and cs-method=PUT', false],
    ['not sc-status=502', false],
    ['not (cs-method=POST or cs-method=PUT)', true],
    ['not cs-method=POST and sc-status=502', true],
    ['((sc-status=502))', true],
    ['(sc-status=502)and(cs-method=GET)', true],
  ])('joins: %s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });
});

describe('a mistake', () => {
  it.each([
    ['', 'expected a comparison such as sc-status>=500, got the end at character 1: ▶'],
    [
      'sc-status>=500 and ',
      'expected a comparison such as sc-status>=500, got the end at character 20: sc-status>=500 and ▶',
    ],
    [
      'sc-status>=500 cs-method=GET',
      "expected 'and', 'or', or the end, got 'cs-method' at character 16: sc-status>=500 ▶cs-method=GET",
    ],
    ['(sc-status>=500', "expected 'and', 'or', or ')', got the end at character 16: (sc-status>=500▶"],
    ['sc-status>=500)', "expected 'and', 'or', or the end, got ')' at character 15: sc-status>=500▶)"],
    ['sc-status>= and', "expected a number after sc-status, got '>=and' at character 13: sc-status>= ▶and"],
    ['sc-status>=)', "expected a value after sc-status>=, got ')' at character 12: sc-status>=▶)"],
    [
      'sc-status~5',
      "expected one of = != < <= > >= ^= *= after sc-status, got '~' at character 10: sc-status▶~5",
    ],
    [
      'sc-status^=5',
      "expected =, !=, <, <=, >, or >= after sc-status, which is a number, got '^=5' at character 12: sc-status^=▶5",
    ],
    [
      'timestamp>yesterday',
      "expected a time such as 2026-11-20T13:05:00Z after timestamp, got '>yesterday' at character 11: timestamp>▶yesterday",
    ],
    ['status=500', "expected a field that is logged (sc-status), got 'status' at character 1: ▶status=500"],
    [
      'asn=64496',
      "expected a field that is logged (timestamp, c-ip, sc-status, cs-method, cs-uri-stem, time-taken, sc-bytes, origin-fbl, …), got 'asn' at character 1: ▶asn=64496",
    ],
    ['cs-method="GET', 'expected a value after cs-method=, got \'"\' at character 11: cs-method=▶"GET'],
    [
      `${'sc-status=500 or '.repeat(5)}nothing=1${' and sc-status=1'.repeat(5)}`,
      "expected a field that is logged (timestamp, c-ip, sc-status, cs-method, cs-uri-stem, time-taken, sc-bytes, origin-fbl, …), got 'nothing' at character 86: …00 or sc-status=500 or sc-status=500 or ▶nothing=1 and sc-status=1 and sc-status=…",
    ],
  ])('in %j is shown with its position', (text, message) => {
    expect(() => parseCondition(text, fields)).toThrow(`--where: ${message}`);
  });
});
