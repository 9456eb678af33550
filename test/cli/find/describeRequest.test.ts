import { describeRequest } from '../../../cli/find/describeRequest.ts';
import { describeMiss, describeScan } from '../../../cli/find/describeSearch.ts';
import type { FoundRequest } from '../../../cli/find/foundRequest.ts';
import { searchedHours } from '../../../cli/find/searchedHours.ts';
import { showLine, withColors, withoutColors } from '../../../terminal/colors.ts';

const request: FoundRequest = {
  place: 's3://lake/raw/arrival_day=2026-11-20/arrival_hour=13/shardId-000000000001-4959.parquet',
  values: new Map<string, string | number | null>([
    ['timestamp', Date.UTC(2026, 10, 20, 13, 4, 59, 123)],
    ['c-ip', '192.0.2.17'],
    ['sc-status', 0],
    ['sc-bytes', 5120],
    ['cs-uri-stem', '/a-path-of-more-than-forty-characters/image.png?\u001b[2J'],
    ['time-taken', 0.1],
    ['cs-referer', null],
    ['x-new-field', 'new'],
    ['asn', null],
  ]),
  malformedValues: null,
  copies: 1,
};

describe('describeRequest', () => {
  it('lists every field with its value and its meaning', () => {
    expect(describeRequest(request, { paint: withoutColors, lineWidth: undefined }).join('\n')).toBe(
      `Found in s3://lake/raw/arrival_day=2026-11-20/arrival_hour=13/shardId-000000000001-4959.parquet

timestamp    2026-11-20 13:04:59.123  When the edge server finished responding (UTC)
c-ip         192.0.2.17               Address of the viewer, or of the proxy in front of it
sc-status    000                      HTTP status of the response; 000 (read as 0) if the viewer left before the answer
sc-bytes     5120                     Bytes sent to the viewer, headers included (bytes)
cs-uri-stem  /a-path-of-more-than-forty-characters/image.png?\\x1b[2J
             Path and query string of the request, without the host
time-taken   0.100                    From receiving the request to queueing the last byte of the response (seconds)
x-new-field  new

Empty or not logged: cs-referer, asn`,
    );
  });

  it('puts meanings under values if the terminal is narrow', () => {
    const values = new Map([...request.values].slice(0, 2));

    expect(describeRequest({ ...request, values }, { paint: withoutColors, lineWidth: 60 }).slice(2)).toEqual(
      [
        'timestamp  2026-11-20 13:04:59.123',
        '           When the edge server finished responding (UTC)',
        'c-ip       192.0.2.17',
        '           Address of the viewer, or of the proxy in front of it',
      ],
    );
  });

  it("reports copies, and values that don't parse as their field's type", () => {
    const lines = describeRequest(
      { ...request, values: new Map([['c-ip', '::1']]), copies: 3, malformedValues: 'sc-bytes=m\u0007ny' },
      { paint: withColors, lineWidth: undefined },
    );

    expect(lines.map(showLine)).toEqual([
      `Found in ${request.place}, 3 times because of redelivery`,
      '',
      '\u001b[1mc-ip\u001b[22m  ::1  \u001b[2mAddress of the viewer, or of the proxy in front of it\u001b[22m',
      '',
      "Values that don't parse as their field's type: sc-bytes=m\\x07ny",
    ]);
  });
});

describe('a search', () => {
  const hours = searchedHours(Date.parse('2026-11-20T13:05:00Z'));

  it('reports the amount of scanned data', () => {
    const outcome = { request, hours, lake: { hours: 1, scannedBytes: 12_345_678 } };

    expect(describeScan(outcome)).toBe('Athena scanned 12.3 MB in 1 hour of the lake.');
  });

  it('reports where nothing was found', () => {
    const outcome = { request: undefined, hours, lake: { hours: 25, scannedBytes: 2_000_000_000 } };

    expect(describeMiss('abc==', outcome)).toBe(
      "expected the request abc== among arrivals from 2026-11-19 13:00 to 2026-11-20 13:59 UTC, got none (Athena scanned 2,000 MB); use --around with the time of the request. With sampling, not all requests are logged, and a record can be in quarantine: see 'cfrl doctor'",
    );
  });
});
