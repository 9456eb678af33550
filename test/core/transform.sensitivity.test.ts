import { createHmac } from 'node:crypto';
import { defaultSensitivityPolicy, type SensitivityPolicy } from '../../core/sensitivity/policy.ts';
import { allFields } from '../support/fieldLists.ts';
import { asLogged, headersAsLogged } from '../support/logging.ts';
import { linesOf } from '../support/records.ts';
import { bytesOf } from '../support/resultBytes.ts';
import { keepAll, metricsSettings, rowsOf, transformLines } from '../support/transforming.ts';

const hashKey = 'hash key';
const viewer = '203.0.113.77';
const makeUrl = (secret: string) => `/a?b=1&access_token=${secret}&c=2`;

/** A record in which every sensitive field has a different text, so that tests can detect which texts remain. */
const values = {
  'c-ip': viewer,
  'x-forwarded-for': asLogged(`${viewer}, 2001:db8:1:2::77`),
  'cs-cookie': 'session=secret-of-cookie',
  'cs-uri-stem': makeUrl('secret-of-stem'),
  'cs-uri-query': makeUrl('secret-of-query').slice(3),
  'cs-referer': `https://www.example.com${makeUrl('secret-of-referer')}`,
  'cmcd-next-object-request': `..${makeUrl('secret-of-next')}`,
  'cs-headers': headersAsLogged([
    ['Host', 'www.example.com'],
    ['Authorization', 'Bearer secret-of-header'],
    ['Cookie', 'session=secret-of-cookie-header'],
    ['Referer', `https://www.example.com${makeUrl('secret-of-header-url')}`],
    ['X-Forwarded-For', viewer],
  ]),
  'viewer-request-log-data': 'secret-of-request-function',
  'viewer-response-log-data': 'secret-of-response-function',
};

function transform(policy: SensitivityPolicy) {
  const lines = linesOf(allFields, 3, () => values);
  return transformLines(allFields, lines, { policy, metrics: metricsSettings() });
}

function hash(text: string): string {
  return createHmac('sha256', hashKey).update(text).digest('hex').slice(0, 32);
}

const sensitive = Object.keys(values).map((field) => field.replaceAll('-', '_'));

async function sensitiveValues(policy: SensitivityPolicy): Promise<Record<string, unknown>> {
  const row = (await rowsOf(transform(policy)))[2] ?? {};
  return Object.fromEntries(sensitive.map((column) => [column, row[column]]));
}

const kept = {
  c_ip: viewer,
  x_forwarded_for: `${viewer}, 2001:db8:1:2::77`,
  cs_cookie: 'session=secret-of-cookie',
  cs_uri_stem: '/a?b=1&access_token=secret-of-stem&c=2',
  cs_uri_query: 'b=1&access_token=secret-of-query&c=2',
  cs_referer: 'https://www.example.com/a?b=1&access_token=secret-of-referer&c=2',
  cmcd_next_object_request: '../a?b=1&access_token=secret-of-next&c=2',
  cs_headers:
    'Host:www.example.com\nAuthorization:Bearer secret-of-header\nCookie:session=secret-of-cookie-header\n' +
    'Referer:https://www.example.com/a?b=1&access_token=secret-of-header-url&c=2\nX-Forwarded-For:203.0.113.77\n',
  viewer_request_log_data: 'secret-of-request-function',
  viewer_response_log_data: 'secret-of-response-function',
};

describe('sensitive text', () => {
  it('is kept if everything is kept', async () => {
    expect(await sensitiveValues(keepAll)).toEqual(kept);
  });

  it('is handled by default: addresses and text of functions are kept, cookies and secrets are dropped', async () => {
    expect(await sensitiveValues(defaultSensitivityPolicy)).toEqual({
      ...kept,
      cs_cookie: null,
      cs_uri_stem: '/a?b=1&access_token=REDACTED&c=2',
      cs_uri_query: 'b=1&access_token=REDACTED&c=2',
      cs_referer: 'https://www.example.com/a?b=1&access_token=REDACTED&c=2',
      cmcd_next_object_request: '../a?b=1&access_token=REDACTED&c=2',
      cs_headers:
        'Host:www.example.com\nAuthorization:REDACTED\nCookie:REDACTED\n' +
        'Referer:https://www.example.com/a?b=1&access_token=REDACTED&c=2\nX-Forwarded-For:203.0.113.77\n',
    });
  });

  it('is hashed everywhere if everything is hashed', async () => {
    const policy = {
      addresses: 'hash',
      cookies: 'hash',
      headers: 'hash',
      urls: 'hash',
      custom: 'hash',
      hashKey,
    } as const;
    expect(await sensitiveValues(policy)).toEqual({
      c_ip: hash(viewer),
      x_forwarded_for: `${hash(viewer)},${hash('2001:db8:1:2::77')}`,
      cs_cookie: hash('session=secret-of-cookie'),
      cs_uri_stem: `/a?b=1&access_token=${hash('secret-of-stem')}&c=2`,
      cs_uri_query: `b=1&access_token=${hash('secret-of-query')}&c=2`,
      cs_referer: `https://www.example.com/a?b=1&access_token=${hash('secret-of-referer')}&c=2`,
      cmcd_next_object_request: `../a?b=1&access_token=${hash('secret-of-next')}&c=2`,
      cs_headers:
        `Host:www.example.com\nAuthorization:${hash('Bearer secret-of-header')}\n` +
        `Cookie:${hash('session=secret-of-cookie-header')}\n` +
        `Referer:https://www.example.com/a?b=1&access_token=${hash('secret-of-header-url')}&c=2\n` +
        `X-Forwarded-For:${hash(viewer)}\n`,
      viewer_request_log_data: hash('secret-of-request-function'),
      viewer_response_log_data: hash('secret-of-response-function'),
    });
  });

  it('is neither in the files, including statistics, nor in metrics, if nothing is kept', () => {
    const policy = {
      addresses: 'drop',
      cookies: 'drop',
      headers: 'drop',
      urls: 'drop',
      custom: 'drop',
    } as const;
    const bytes = bytesOf(transform(policy));
    expect(bytes.includes('www.example.com')).toBe(true);
    expect(['secret', viewer, '2001:db8'].filter((text) => bytes.includes(text))).toEqual([]);
  });

  it('contains only networks of addresses, if they are truncated', async () => {
    const policy = { ...keepAll, addresses: 'truncate' } as const;
    expect(await sensitiveValues(policy)).toEqual({
      ...kept,
      c_ip: '203.0.113.0',
      x_forwarded_for: '203.0.113.0,2001:db8:1::',
      cs_headers: kept.cs_headers.replace(viewer, '203.0.113.0'),
    });
    const bytes = bytesOf(transform(policy));
    expect([viewer, '2001:db8:1:2'].filter((text) => bytes.includes(text))).toEqual([]);
  });

  it('of one kind depends only on its own setting', async () => {
    const dropped = {
      addresses: {
        c_ip: null,
        x_forwarded_for: null,
        cs_headers: kept.cs_headers.replace(viewer, 'REDACTED'),
      },
      cookies: {
        cs_cookie: null,
        cs_headers: kept.cs_headers.replace('session=secret-of-cookie-header', 'REDACTED'),
      },
      headers: {
        cs_headers: kept.cs_headers
          .replace('Bearer secret-of-header', 'REDACTED')
          .replace('session=secret-of-cookie-header', 'REDACTED'),
      },
      custom: { viewer_request_log_data: null, viewer_response_log_data: null },
    };
    for (const [kind, changed] of Object.entries(dropped)) {
      expect(await sensitiveValues({ ...keepAll, [kind]: 'drop' })).toEqual({ ...kept, ...changed });
    }
  });
});
