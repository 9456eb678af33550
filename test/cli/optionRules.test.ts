import { UsageError } from '../../terminal/usageError.ts';
import { runInProcess } from './runInProcess.ts';

/** Command lines, and two of their options that contradict each other. */
const contradictions = [
  ['explain --metric 5xx --lake x --stack y', '--lake', '--stack'],
  ['explain --metric 5xx --lake x --region eu-west-1', '--lake', '--region'],
  ['explain --metric 5xx --stream x --layout c-ip --stack y', '--stream', '--stack'],
  ['explain --metric 5xx --live --max-gigabytes 1', '--live', '--max-gigabytes'],
  ['explain --metric 5xx --stream x --layout c-ip --max-gigabytes 1', '--stream', '--max-gigabytes'],
  ['explain --metric 5xx --at 2026-11-20 --from 2026-11-20', '--at', '--from'],
  ['explain --metric 5xx --at 2026-11-20 --to 2026-11-20', '--at', '--to'],
  ['top --once --stream x --layout c-ip --stack y', '--stream', '--stack'],
  ['tail --stream x --layout c-ip --stack y', '--stream', '--stack'],
  ['query errors --lake x --profile y', '--lake', '--profile'],
  ['find abc== --lake x --region eu-west-1', '--lake', '--region'],
  ['erase --hash 0123456789abcdef0123456789abcdef --lake x --profile y', '--lake', '--profile'],
  ['explore --lake x --stack y', '--lake', '--stack'],
  ['explore --lake x --max-gigabytes 1', '--lake', '--max-gigabytes'],
  ['explore --example --stack y', '--example', '--stack'],
  ['explore --example --max-gigabytes 1', '--example', '--max-gigabytes'],
  ['compact --print --hour 2026-11-20T13 --stack y', '--print', '--stack'],
  ['detach --everywhere --staging', '--everywhere', '--staging'],
  ['detach --everywhere --behaviors default', '--everywhere', '--behaviors'],
] as const;

/** Command lines with an option that nothing reads, or with a wrong value. */
const unread = [
  ['explain --metric 5xx --layout c-ip', '--layout', '--stream too, got no --stream'],
  [
    'explain --metric 5xx --from 2026-11-20 --to 2026-11-21 --window 5m',
    '--window',
    'only one of --from and --to, got both; remove one of the three',
  ],
  [
    'explain --metric 5xx --from 2026-11-21 --to 2026-11-20',
    '--from',
    'a time before the end of the window (2026-11-20T00:00:00Z), got 2026-11-21T00:00:00Z',
  ],
  [
    'explain --metric 5xx --at 2999-01-01',
    '--at',
    'a time in the past (UTC if it has no time zone), got 2999-01-01T00:00:00Z',
  ],
  ['top --rows 5', '--rows', '--once or --json too, got neither'],
  ['query --json', '--json', "QUERY too, got no QUERY; 'cfrl query' lists the saved queries"],
  ['explore --rows 5', '--rows', '--lake too, got no --lake'],
  [
    'compact --print --hour 2026-11-20T13 --schema x',
    '--schema',
    '--dialect trino too, got --dialect athena',
  ],
  ['destination template x --days 5', '--days', "'policy', got 'template', which doesn't use it"],
  ['destination policy x --addresses keep', '--addresses', "'template', got 'policy', which doesn't use it"],
  ['destination ddl x --stack y', '--stack', "'test', got 'ddl', which doesn't use it"],
  ['destination test x --days 5', '--days', "'policy', got 'test', which doesn't use it"],
  [
    'estimate --requests-per-second 5 --profile x',
    '--profile',
    '--from-distribution or --from-stream too, got neither',
  ],
  [
    'estimate --from-distribution E1EXAMPLE E1EXAMPLE',
    '--from-distribution',
    "each distribution once, got 'E1EXAMPLE' twice",
  ],
  ['tail --fields c-contry', '--fields', "names of fields, got 'c-contry'; did you mean 'c-country'?"],
  ['tail --fields c-ip,', '--fields', "names of fields, got ''"],
  ['top --once --stream a/b --layout c-ip', '--stream', "the name of a stream, got 'a/b'"],
  ['estimate --from-stream a/b', '--from-stream', "the name of a stream, got 'a/b'"],
  [
    'erase --where cs-contry=DE',
    '--where',
    "a field that is logged (c-country), got 'cs-contry' at character 1: ▶cs-contry=DE",
  ],
] as const;

describe('the options of a command', () => {
  it.each(
    contradictions,
  )('are rejected if they contradict each other: cfrl %s', async (line, option, other) => {
    await expect(runInProcess(line.split(' '))).rejects.toThrow(
      new UsageError(`${option}: expected no ${other}, got both; remove one of them`),
    );
  });

  it.each(unread)('are rejected if nothing reads them: cfrl %s', async (line, option, expected) => {
    await expect(runInProcess(line.split(' '))).rejects.toThrow(
      new UsageError(`${option}: expected ${expected}`),
    );
  });
});
