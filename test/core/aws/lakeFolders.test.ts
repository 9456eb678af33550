import { globSync, readFileSync } from 'node:fs';
import { keyInLake, lakeAddress, useLakeFolders } from '../../../core/aws/lakeFolders.ts';

interface Sent {
  readonly input: object;
}

/** Creates a client that records its requests and returns the given output. */
function createClient(output: object) {
  const sent: object[] = [];
  let call = async ({ input }: Sent) => {
    sent.push(input);
    return { output, response: undefined };
  };
  const client = {
    middlewareStack: {
      add(middleware: (next: typeof call) => typeof call) {
        call = middleware(call);
      },
    },
  };
  useLakeFolders(client);
  return { sent, send: async (input: object) => (await call({ input })).output };
}

it('addresses a lake by its bucket, and by its folder if it has one', () => {
  expect(lakeAddress('logs', '')).toBe('logs');
  expect(lakeAddress('logs', 'web/cf/')).toBe('logs/web/cf');
  expect(keyInLake('logs/web', 's3://logs/web/raw/a.parquet')).toBe('raw/a.parquet');
  expect(keyInLake('logs', 's3://logs/raw/a.parquet')).toBe('raw/a.parquet');
});

describe('a client of S3', () => {
  it.each([
    [
      { Bucket: 'logs/web/cf', Key: 'raw/a' },
      { Bucket: 'logs', Key: 'web/cf/raw/a' },
    ],
    [
      { Bucket: 'logs/web', Prefix: 'raw/' },
      { Bucket: 'logs', Prefix: 'web/raw/' },
    ],
    [{ Bucket: 'logs/web' }, { Bucket: 'logs', Prefix: 'web/' }],
    [
      { Bucket: 'logs/web', Delete: { Quiet: true, Objects: [{ Key: 'raw/a' }] } },
      { Bucket: 'logs', Delete: { Quiet: true, Objects: [{ Key: 'web/raw/a' }] } },
    ],
  ])('sends %j as %j', async (input, expected) => {
    const { sent, send } = createClient({});
    await send(input);
    expect(sent).toEqual([expected]);
  });

  it('names what it lists without the folder', async () => {
    const { send } = createClient({
      Contents: [{ Key: 'web/raw/a', Size: 1 }],
      CommonPrefixes: [{ Prefix: 'web/raw/day/' }],
      Errors: [{ Key: 'web/late/a', Code: 'AccessDenied' }],
      NextContinuationToken: 'web/raw/a',
    });
    expect(await send({ Bucket: 'logs/web', Prefix: 'raw/' })).toEqual({
      Contents: [{ Key: 'raw/a', Size: 1 }],
      CommonPrefixes: [{ Prefix: 'raw/day/' }],
      Errors: [{ Key: 'late/a', Code: 'AccessDenied' }],
      NextContinuationToken: 'web/raw/a',
    });
  });

  it.each([
    { Bucket: 'logs', Key: 'raw/a' },
    { Bucket: 'arn:aws:s3:eu-central-1:123456789012:accesspoint/logs', Key: 'raw/a' },
  ])('sends %j as it is', async (input) => {
    const output = { Contents: [{ Key: 'raw/a' }] };
    const { sent, send } = createClient(output);
    expect(await send(input)).toBe(output);
    expect(sent).toEqual([input]);
  });
});

it('is used by every client of functions and commands that may reach the lake', () => {
  const files = globSync('{cli,lambda}/**/*.ts').filter((file) => file !== 'cli/aws/signedSearch.ts');
  const unwrapped = files.filter((file) =>
    /(?<!useLakeFolders\()new S3Client\(/.test(readFileSync(file, 'utf8')),
  );
  expect(unwrapped).toEqual([]);
});
