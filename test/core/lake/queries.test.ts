import { rmSync } from 'node:fs';
import { columnName, findField } from '../../../core/fields/catalog.ts';
import { requestIdPlaceholder } from '../../../core/lake/queries/requestById.ts';
import { savedQueries } from '../../../core/lake/queries.ts';
import { requestsColumns } from '../../../core/lake/requestsView.ts';
import { tableColumns } from '../../../core/lake/table.ts';
import { Lake, type Row } from '../../../emulator/lake.ts';
import { refusedComparisons } from '../../support/trinoComparisons.ts';
import { writeExampleLake } from './exampleLake.ts';
import { HandmadeTable } from './handmadeTable.ts';

/**
 * Functions that Athena engine 3 documents (Trino's aggregate, window, conditional, string and date functions)
 * and that DuckDB supports under the same name and with the same meaning.
 */
const functionsOfBothEngines = [
  'avg',
  'cast',
  'coalesce',
  'count',
  'count_if',
  'cume_dist',
  'date_diff',
  'date_trunc',
  'greatest',
  'hour',
  'lower',
  'lpad',
  'max',
  'max_by',
  'min',
  'nullif',
  'round',
  'row_number',
  'split_part',
  'sum',
];

const wordsBeforeParentheses = ['and', 'as', 'filter', 'from', 'in', 'or', 'over', 'then', 'where'];

function queryNamed(name: string): string {
  const query = savedQueries.find((candidate) => candidate.name === name);
  if (query === undefined) throw new Error(`expected a saved query, got '${name}'`);
  return query.sql;
}

/** Returns the row of a request that ended the given number of minutes ago and arrived in the same hour. */
function request(minutesAgo: number, values: Record<string, string> = {}): Record<string, string> {
  const ended = `(localtimestamp - interval '${minutesAgo}' minute)`;
  return {
    timestamp: ended,
    arrival_day: `strftime(${ended}, '%Y-%m-%d')`,
    arrival_hour: `hour(${ended})`,
    $path: "'s3://lake/raw/shard-1.parquet'",
    ...values,
  };
}

async function answerOf(name: string, rows: Record<string, string>[]): Promise<Row[]> {
  const table = await HandmadeTable.of(rows);
  try {
    return await table.ask(queryNamed(name));
  } finally {
    table.close();
  }
}

describe('savedQueries', () => {
  it('have unique names in snake case', () => {
    const names = savedQueries.map((query) => query.name);
    expect(names).toEqual([
      'top_paths_by_errors',
      'status_by_behavior',
      'cache_misses_by_query_string',
      'slowest_origins',
      'top_talkers',
      'top_networks',
      'bots',
      'request_by_id',
      'requests_exact',
      'delivery_delay',
      'media_experience',
    ]);
  });

  it.each(savedQueries)('$name lists exactly the fields that its SQL uses', ({ fields, sql }) => {
    for (const field of fields) {
      expect(findField(field)?.name).toBe(field);
      expect(sql).toContain(columnName(field));
    }
  });

  it.each(savedQueries)('$name uses only functions that both engines support', ({ sql }) => {
    const words = [...sql.replaceAll(/--.*$/gm, '').matchAll(/(\w+)\s*\(/g)].map(([, word]) =>
      word.toLowerCase(),
    );
    const functions = words.filter((word) => !wordsBeforeParentheses.includes(word));
    expect(functionsOfBothEngines).toEqual(expect.arrayContaining(functions));
  });

  it.each(savedQueries)('$name compares only types that Trino can compare', async ({ sql }) => {
    const types = Object.fromEntries(requestsColumns().map(({ name, type }) => [name, type]));
    expect(await refusedComparisons(sql, types)).toEqual([]);
  });

  it.each(savedQueries)('$name fits into a named query of Athena and reads few partitions', ({ sql }) => {
    expect(sql.length).toBeLessThan(262_144);
    expect(sql).toContain('arrival_day >=');
    expect(sql).toContain('OR arrival_hour >=');
    if (sql.includes('FROM requests\n')) expect(sql).toContain('day >=');
    expect(sql).not.toContain(';');
  });
});

describe('savedQueries on the example records', () => {
  let folder: string;
  let lake: Lake;
  beforeAll(async () => {
    folder = await writeExampleLake(['website-46-fields', 'website-20-fields', 'video-62-fields']);
    lake = await Lake.open(folder);
  });
  afterAll(() => {
    lake.close();
    rmSync(folder, { recursive: true });
  });

  it.each(savedQueries)('$name returns rows', async ({ name, sql }) => {
    const [{ id }] = await lake.ask('SELECT max_by(x_edge_request_id, "timestamp") AS id FROM requests_raw');
    const answer = await lake.ask(sql.replace(requestIdPlaceholder, String(id)));
    expect({ name, answered: answer.length > 0 }).toEqual({ name, answered: true });
  });
});

describe('requests_exact on example records that arrived twice', () => {
  it('contains each once', async () => {
    const folder = await writeExampleLake(['website-20-fields', 'website-20-fields']);
    const lake = await Lake.open(folder);
    const counts = await lake.ask(`
      SELECT
        (SELECT count(*) FROM requests_raw) AS copies,
        (SELECT count(*) FROM (${queryNamed('requests_exact')})) AS requests`);
    lake.close();
    rmSync(folder, { recursive: true });
    expect(counts).toEqual([{ copies: '4000', requests: '2000' }]);
  });
});

describe('period', () => {
  it('includes requests that ended within it and arrived later, across hours and midnight', async () => {
    const ended = "(localtimestamp - interval '170' minute)";
    const answer = await answerOf('top_networks', [
      { ...request(170), asn: '1' },
      {
        timestamp: ended,
        arrival_day: "strftime(localtimestamp, '%Y-%m-%d')",
        arrival_hour: 'hour(localtimestamp)',
        asn: '2',
      },
      { ...request(190), asn: '3' },
    ]);
    expect(answer.map((row) => row['network'])).toEqual(['1', '2']);
  });
});

describe('a row without a timestamp', () => {
  const row = request(1, { timestamp: 'NULL', c_ip: "'192.0.2.1'", asn: '64500', sc_status: '500' });

  it.each([
    'top_paths_by_errors',
    'status_by_behavior',
    'top_talkers',
    'top_networks',
    'bots',
    'requests_exact',
  ])('is included in %s by its arrival', async (name) => {
    expect(await answerOf(name, [row])).toHaveLength(1);
  });

  it('is not included if it arrived before the period', async () => {
    const arrived = "(localtimestamp - interval '5' hour)";
    const old = {
      ...row,
      arrival_day: `strftime(${arrived}, '%Y-%m-%d')`,
      arrival_hour: `hour(${arrived})`,
    };
    expect(await answerOf('top_talkers', [old])).toEqual([]);
  });
});

describe('top_paths_by_errors', () => {
  it('lists server errors first and omits paths without errors', async () => {
    const site = { x_host_header: "'d111111abcdef8.cloudfront.net'" };
    const answer = await answerOf('top_paths_by_errors', [
      request(1, {
        ...site,
        cs_uri_stem: "'/api?x=1'",
        sc_status: '502',
        x_edge_detailed_result_type: "'OriginDnsError'",
      }),
      request(2, {
        ...site,
        cs_uri_stem: "'/api?x=2'",
        sc_status: '200',
        x_edge_detailed_result_type: "'Miss'",
      }),
      request(3, {
        ...site,
        cs_uri_stem: "'/gone'",
        sc_status: '404',
        x_edge_detailed_result_type: "'Error'",
      }),
      request(4, {
        ...site,
        cs_uri_stem: "'/gone'",
        sc_status: '404',
        x_edge_detailed_result_type: "'Error'",
      }),
      request(5, { ...site, cs_uri_stem: "'/'", sc_status: '200' }),
    ]);
    expect(answer).toEqual([
      {
        distribution: 'd111111abcdef8.cloudfront.net',
        path: '/api',
        errors_5xx: '1',
        errors_4xx: '0',
        requests: '2',
        error_percent: 50,
        highest_status: 502,
        example_of_result: 'OriginDnsError',
      },
      {
        distribution: 'd111111abcdef8.cloudfront.net',
        path: '/gone',
        errors_5xx: '0',
        errors_4xx: '2',
        requests: '2',
        error_percent: 100,
        highest_status: 404,
        example_of_result: 'Error',
      },
    ]);
  });
});

describe('status_by_behavior', () => {
  it('counts each class of status by minute', async () => {
    const values = { x_host_header: "'d111111abcdef8.cloudfront.net'", cache_behavior_path_pattern: "'*'" };
    const at = "date_trunc('minute', localtimestamp - interval '5' minute)";
    const statuses = ['200', '206', '304', '404', '503', '0'];
    const answer = await answerOf(
      'status_by_behavior',
      statuses.map((status) => ({ ...request(5), ...values, timestamp: at, sc_status: status })),
    );
    expect(answer).toEqual([
      {
        minute: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:00$/),
        distribution: 'd111111abcdef8.cloudfront.net',
        behavior: '*',
        requests: '6',
        status_2xx: '2',
        status_3xx: '1',
        status_4xx: '1',
        status_5xx: '1',
        status_000: '1',
        errors_5xx_percent: 16.67,
      },
    ]);
  });
});

describe('cache_misses_by_query_string', () => {
  it('lists the query strings with misses, and the number of query strings of the path', async () => {
    const path = (query: string, result: string) =>
      request(1, {
        cs_uri_stem: `'/image?${query}'`,
        cs_uri_query: `'${query}'`,
        x_edge_result_type: `'${result}'`,
      });
    const answer = await answerOf('cache_misses_by_query_string', [
      path('v=1', 'Miss'),
      path('v=1', 'Miss'),
      path('v=1', 'Hit'),
      path('v=2', 'Miss'),
      path('v=3', 'Hit'),
    ]);
    const ofPath = { path: '/image', misses_of_path: '3', requests_of_path: '5', query_strings_of_path: '3' };
    expect(answer).toEqual([
      { ...ofPath, query_string: 'v=1', misses: '2', requests: '3' },
      { ...ofPath, query_string: 'v=2', misses: '1', requests: '1' },
    ]);
  });
});

describe('slowest_origins', () => {
  it('computes percentiles by nearest rank and omits cache hits', async () => {
    const seconds = Array.from({ length: 100 }, (_, index) => (index + 1) / 100);
    const origin = {
      r_host: "'origin.example.com'",
      cache_behavior_path_pattern: "'/api/*'",
      sc_status: '200',
    };
    const answer = await answerOf('slowest_origins', [
      ...seconds.map((value) => request(1, { ...origin, origin_fbl: `${value}`, origin_lbl: '2' })),
      request(1, origin),
    ]);
    expect(answer).toEqual([
      {
        origin: 'origin.example.com',
        behavior: '/api/*',
        origin_requests: '100',
        first_byte_p50_seconds: 0.5,
        first_byte_p95_seconds: 0.95,
        first_byte_p99_seconds: 0.99,
        first_byte_max_seconds: 1,
        last_byte_average_seconds: 2,
        errors_5xx_percent: 0,
      },
    ]);
  });
});

describe('top_talkers and top_networks', () => {
  const rows = [
    request(3, {
      c_ip: "'192.0.2.1'",
      asn: '64500',
      c_country: "'NO'",
      sc_bytes: '10',
      sc_status: '200',
      cs_uri_stem: "'/a?1'",
      cs_user_agent: "'old'",
      x_edge_result_type: "'Miss'",
    }),
    request(2, {
      c_ip: "'192.0.2.1'",
      asn: '64500',
      c_country: "'NO'",
      sc_bytes: '20',
      sc_status: '404',
      cs_uri_stem: "'/a?2'",
      cs_user_agent: "'new'",
      x_edge_result_type: "'Error'",
    }),
    request(1, {
      c_ip: "'192.0.2.1'",
      asn: '64500',
      c_country: "'NO'",
      sc_bytes: '30',
      sc_status: '200',
      cs_uri_stem: "'/b'",
      cs_user_agent: "'newest'",
      x_edge_result_type: "'Hit'",
    }),
    request(1, {
      c_ip: "'192.0.2.2'",
      asn: '64500',
      c_country: "'NO'",
      sc_bytes: '40',
      sc_status: '200',
      cs_uri_stem: "'/b'",
      cs_user_agent: "'other'",
      x_edge_result_type: "'Hit'",
    }),
  ];

  it('sums by address', async () => {
    expect((await answerOf('top_talkers', rows))[0]).toEqual({
      address: '192.0.2.1',
      country: 'NO',
      network: '64500',
      requests: '3',
      requests_percent: 75,
      bytes: '60',
      errors: '1',
      misses: '1',
      paths: '2',
      latest_user_agent: 'newest',
    });
  });

  it('shows the latest logged user agent', async () => {
    const [talker] = await answerOf('top_talkers', [
      request(2, { c_ip: "'192.0.2.1'", cs_user_agent: "'logged'" }),
      request(1, { c_ip: "'192.0.2.1'" }),
    ]);
    expect(talker?.['latest_user_agent']).toBe('logged');
  });

  it('sums by network', async () => {
    expect(await answerOf('top_networks', rows)).toEqual([
      {
        network: '64500',
        country: 'NO',
        addresses: '2',
        requests: '4',
        requests_percent: 100,
        bytes: '100',
        errors: '1',
        requests_per_address: 2,
      },
    ]);
  });
});

describe('bots', () => {
  it('finds clients that identify as bots, and clients without a user agent', async () => {
    const answer = await answerOf('bots', [
      request(1, { cs_user_agent: "'Mozilla/5.0 (compatible; ExampleBot/2.1)'" }),
      request(1, { cs_user_agent: "'curl/8.9.1'" }),
      request(1, { cs_user_agent: "'Mozilla/5.0 (Macintosh) Safari/537.36'" }),
      request(1),
    ]);
    expect(answer.map((row) => row['user_agent'])).toEqual([
      '(none)',
      'Mozilla/5.0 (compatible; ExampleBot/2.1)',
      'curl/8.9.1',
    ]);
  });
});

describe('requests_exact', () => {
  const identities = async (rows: Record<string, string>[]) =>
    (await answerOf('requests_exact', rows))
      .map((row) => row['x_edge_request_id'] ?? row['sequence_number'] ?? row['c_ip'])
      .sort();

  it('keeps one copy per request ID, or per sequence number if the request ID is not logged', async () => {
    expect(
      await identities([
        request(1, { x_edge_request_id: "'a'" }),
        request(1, { x_edge_request_id: "'a'" }),
        request(1, { x_edge_request_id: "'b'" }),
        request(1, { sequence_number: "'shard-1'" }),
        request(1, { sequence_number: "'1'" }),
        request(1, { sequence_number: "'2'" }),
      ]),
    ).toEqual(['a', 'b', 'shard-1', 'shard-2']);
  });

  it('keeps one copy of a request that CloudFront sent in two hours', async () => {
    const arrivals = [0, 1].map((hours) => `localtimestamp - interval '${hours}' hour`);
    const copies = arrivals.map((arrival) =>
      request(1, {
        x_edge_request_id: "'a'",
        arrival_day: `strftime(${arrival}, '%Y-%m-%d')`,
        arrival_hour: `hour(${arrival})`,
      }),
    );
    expect(await identities(copies)).toEqual(['a']);
  });

  it('keeps the copy that arrived first, and within one hour the copy in the first file', async () => {
    const copy = (file: string) => request(1, { x_edge_request_id: "'a'", $path: `'${file}'` });
    const answers = [
      await answerOf('requests_exact', [copy('b'), copy('a')]),
      await answerOf('requests_exact', [copy('a'), copy('b')]),
    ];
    expect(answers.map(([row]) => row?.['file'])).toEqual(['a', 'a']);
  });

  it('keeps every row that has neither', async () => {
    expect(
      await identities([request(1, { c_ip: "'192.0.2.1'" }), request(1, { c_ip: "'192.0.2.1'" })]),
    ).toEqual(['192.0.2.1', '192.0.2.1']);
  });

  it('returns every column of the table', async () => {
    const [row] = await answerOf('requests_exact', [request(1)]);
    const names = tableColumns().map((column) => column.name);
    expect(Object.keys(row)).toEqual([...names, 'arrival_day', 'arrival_hour', 'day', 'file', 'copy_number']);
  });
});

describe('delivery_delay', () => {
  it('reports how long after the hour of the request its record arrived', async () => {
    const hourOfArrival = "date_trunc('hour', localtimestamp)";
    const arrival = {
      arrival_day: `strftime(${hourOfArrival}, '%Y-%m-%d')`,
      arrival_hour: `hour(${hourOfArrival})`,
    };
    const answer = await answerOf('delivery_delay', [
      { ...arrival, timestamp: `${hourOfArrival} + interval '1' second` },
      { ...arrival, timestamp: `${hourOfArrival} - interval '1500' millisecond` },
      { ...arrival, timestamp: `${hourOfArrival} - interval '90' minute` },
    ]);
    expect(answer).toEqual([
      {
        arrival_day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        arrival_hour: expect.any(Number),
        records: '3',
        of_an_earlier_hour: '2',
        late_over_a_minute: '1',
        late_over_ten_minutes: '1',
        late_over_an_hour: '1',
        latest_at_least_seconds: 5400,
        without_timestamp: '0',
      },
    ]);
  });
});

describe('media_experience', () => {
  it('counts sessions whose buffer ran empty, for every notation of true', async () => {
    const content = { cmcd_content_id: "'movie-1'", c_country: "'NO'" };
    const answer = await answerOf('media_experience', [
      request(3, {
        ...content,
        cmcd_session_id: "'a'",
        cmcd_buffer_starvation: "'bs'",
        cmcd_encoded_bitrate: '3000',
        cmcd_measured_throughput: '2000',
        cmcd_buffer_length: '0',
      }),
      request(2, {
        ...content,
        cmcd_session_id: "'a'",
        cmcd_encoded_bitrate: '1000',
        cmcd_measured_throughput: '2000',
        cmcd_buffer_length: '4000',
        cmcd_startup: "'true'",
      }),
      request(1, {
        ...content,
        cmcd_session_id: "'b'",
        cmcd_buffer_starvation: "'false'",
        cmcd_encoded_bitrate: '2000',
        cmcd_buffer_length: '8000',
      }),
      request(1, { ...content }),
    ]);
    expect(answer).toEqual([
      {
        content: 'movie-1',
        country: 'NO',
        sessions: '2',
        requests: '3',
        starved_sessions_percent: 50,
        starved_requests_percent: 33.33,
        bitrate_kbit_s: 2000,
        throughput_kbit_s: 2000,
        slower_than_media_percent: 50,
        buffer_milliseconds: 4000,
        startup_requests: '1',
      },
    ]);
  });

  it('leaves out numbers that no player can measure', async () => {
    const content = { cmcd_content_id: "'movie-1'", c_country: "'NO'" };
    const answer = await answerOf('media_experience', [
      request(2, {
        ...content,
        cmcd_session_id: "'a'",
        cmcd_encoded_bitrate: '3000',
        cmcd_measured_throughput: '5000',
        cmcd_buffer_length: '4000',
      }),
      request(1, {
        ...content,
        cmcd_session_id: "'b'",
        cmcd_encoded_bitrate: '1e300',
        cmcd_measured_throughput: '1e300',
        cmcd_buffer_length: '-1e300',
      }),
    ]);
    expect(answer).toMatchObject([
      { requests: '2', bitrate_kbit_s: 3000, throughput_kbit_s: 5000, buffer_milliseconds: 4000 },
    ]);
  });
});
