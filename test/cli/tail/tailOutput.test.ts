import { stripVTControlCharacters } from 'node:util';
import { TailOutput, type TailOutputSettings } from '../../../cli/tail/tailOutput.ts';
import { Printer } from '../../../terminal/printer.ts';
import type { LoggedValues } from '../../support/records.ts';
import { readRecords } from '../records/readRecords.ts';
import { TextSink } from './textSink.ts';

const fields = [
  'timestamp',
  'c-ip',
  'sc-status',
  'sc-bytes',
  'cs-host',
  'cs-uri-stem',
  'time-taken',
  'cs-user-agent',
  'x-edge-result-type',
  'c-country',
];

const requests: LoggedValues[] = [
  { 'cs-uri-stem': '/index.html', 'x-edge-result-type': 'Hit', 'time-taken': '0.004' },
  { 'sc-status': '502', 'x-edge-result-type': 'Error', 'sc-bytes': '1234567890', 'c-country': 'DE' },
  { 'sc-status': '000', 'x-edge-result-type': 'CapacityExceeded', 'cs-uri-stem': '-', 'cs-host': '-' },
  { 'sc-status': '404', 'cs-uri-stem': '/%1b%5d0;owned%07%0a?token=secret', 'time-taken': '12.345' },
];

interface ShowSettings extends Partial<TailOutputSettings> {
  readonly environment?: Record<string, string>;
  readonly sink?: TextSink;
}

async function show(
  columns: number | undefined,
  { environment = { TERM: 'xterm' }, sink = new TextSink(columns), ...settings }: ShowSettings = {},
  values: readonly LoggedValues[] = requests,
): Promise<TextSink> {
  const output = new TailOutput({
    output: new Printer(() => sink, environment),
    errors: new Printer(() => sink, environment),
    json: false,
    logged: fields,
    chosen: undefined,
    ...settings,
  });
  const records = readRecords(fields, values);
  await output.begin();
  await output.write(values.map((_, record) => output.format(records, record)));
  return sink;
}

describe('the output of tail', () => {
  it('has columns that keep their positions, with the path at the end', async () => {
    expect((await show(undefined)).text).toBe(
      [
        '13:00:00.123  200     Hit                    4        5120  US    www.example.com           /index.html',
        '13:00:00.123  502     Error                 57  1234567890  DE    www.example.com           /images/logo.png?size=2',
        '13:00:00.123  000     CapacityExceeded      57        5120  US    -                         -',
        '13:00:00.123  404     Miss               12345        5120  US    www.example.com           /\\x1b]0;owned\\x07\\x0a?token=REDACTED',
        '',
      ].join('\n'),
    );
  });

  it.each([
    [99, 'time          status  result          ms     bytes  from  path'],
    [70, 'time          status  result          ms  from  path'],
    [65, 'time          status  result          ms  path'],
    [55, 'time          status  result      path'],
    [40, 'time          status  path'],
  ])('leaves out columns on a terminal of %i columns, so that the path has room', async (columns, titles) => {
    const lines = (await show(columns)).lines.map(stripVTControlCharacters);
    expect(lines[0]).toBe(titles);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
  });

  it('has titles on a terminal, and lines that fit its width', async () => {
    expect((await show(100)).lines.map(stripVTControlCharacters)).toEqual([
      'time          status  result          ms     bytes  from  host              path',
      '13:00:00.123  200     Hit              4      5120  US    www.example.com   /index.html',
      '13:00:00.123  502     Error           57  1234567890  DE    www.example.com   /images/logo.png?size…',
      '13:00:00.123  000     CapacityExceeded      57        5120  US    -                 -',
      '13:00:00.123  404     Miss               12345        5120  US    www.example.com   /\\x1b]0;owned\\x…',
    ]);
  });

  it('leaves out the host if the terminal is narrow', async () => {
    expect((await show(80, {}, requests.slice(0, 2))).lines.map(stripVTControlCharacters)).toEqual([
      'time          status  result          ms     bytes  from  path',
      '13:00:00.123  200     Hit              4      5120  US    /index.html',
      '13:00:00.123  502     Error           57  1234567890  DE    /images/logo.png?si…',
    ]);
  });

  it('colors status and result by meaning', async () => {
    const { lines } = await show(100);

    expect(lines[1]).toBe(
      '\u001b[2m13:00:00.123\u001b[22m  \u001b[32m200\u001b[39m     \u001b[32mHit\u001b[39m              4      5120  \u001b[2mUS\u001b[22m    www.example.com   /index.html',
    );
    expect(lines[2]).toContain('\u001b[31m502\u001b[39m');
    expect(lines[3]).toContain('\u001b[35m000\u001b[39m');
    expect(lines[4]).toContain('\u001b[33m404\u001b[39m');
  });

  it('has no colors if they are turned off', async () => {
    const { text } = await show(100, { environment: { NO_COLOR: '1' } });

    expect(stripVTControlCharacters(text)).toBe(text);
  });

  it('shows the chosen fields, truncated on a terminal', async () => {
    const chosen = ['sc-bytes', 'cs-user-agent', 'c-ip'];
    const values = [{ 'sc-bytes': '12' }, { 'cs-user-agent': 'curl' }];

    expect((await show(80, { chosen, environment: { NO_COLOR: '1' } }, values)).text).toBe(
      [
        'sc-bytes  cs-user-agent                             c-ip',
        '      12  Mozilla/5.0 (X11; Linux x86_64) Gecko/2…  192.0.2.17',
        '    5120  curl                                      192.0.2.17',
        '',
      ].join('\n'),
    );
    expect((await show(undefined, { chosen }, values)).text).toBe(
      [
        '      12  Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0  192.0.2.17',
        '    5120  curl                                      192.0.2.17',
        '',
      ].join('\n'),
    );
  });

  it('shows all logged fields if no default field is logged', async () => {
    const { text } = await show(undefined, { logged: ['c-ip', 'cs-user-agent'] }, [{}]);

    expect(text).toBe('192.0.2.17      Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0\n');
  });

  it('is JSON with one request per line, without control characters', async () => {
    const { text } = await show(100, { json: true, chosen: ['cs-uri-stem', 'sc-status'] }, [
      { 'cs-uri-stem': '/%c2%9b31m%e2%80%ae', 'sc-status': '000' },
    ]);

    expect(text).toBe('{"cs_uri_stem":"/\\u009b31m\\u202e","sc_status":0}\n');
    expect(JSON.parse(text)).toEqual({ cs_uri_stem: '/\u009b31m\u202e', sc_status: 0 });
  });

  it('waits until there is room', async () => {
    const sink = new TextSink();
    sink.roomy = false;
    let written = false;

    const writing = show(undefined, { sink }).then(() => {
      written = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(written).toBe(false);
    sink.emit('drain');
    await writing;
  });
});
