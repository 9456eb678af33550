import { type ExplorerServer, startExplorerServer } from '../../../explorer/server/explorerServer.ts';
import { FolderSource } from '../../../explorer/sources/folder/folderSource.ts';
import { UsageError } from '../../../terminal/usageError.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder();
let source: FolderSource;
let server: ExplorerServer;

beforeAll(async () => {
  source = await FolderSource.open({ folder, name: 'empty' });
  server = await startExplorerServer({ source });
});
afterAll(async () => {
  await server.close();
  await source.close();
});

const post = (name: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${server.port}/api/${name}`, {
    method: 'POST',
    body,
    headers: { 'x-explorer-token': server.token, ...headers },
  });

describe('the server of the page', () => {
  it('listens only on this machine, and returns the token after #', () => {
    expect(server.url).toBe(`http://127.0.0.1:${server.port}/#token=${server.token}`);
    expect(server.token).toMatch(/^[\w-]{32}$/);
  });

  it('rejects a port that another program uses', async () => {
    await expect(startExplorerServer({ source, port: server.port })).rejects.toThrow(
      new UsageError(
        `--port: expected a free port, got ${server.port}, which another program uses; without --port, a free one is used`,
      ),
    );
  });

  it('serves a page that can only run its own script', async () => {
    const response = await fetch(`http://127.0.0.1:${server.port}/`);
    expect(response.status).toBe(200);
    const policy = response.headers.get('content-security-policy') as string;
    for (const rule of ["default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'"]) {
      expect(policy).toContain(rule);
    }
    // The namespace in the icon isn't loaded.
    const text = (await response.text()).replace("xmlns='http://www.w3.org/2000/svg'", '');
    expect(text).not.toMatch(/<script(?![^>]* src=)|style=|https?:/);
  });

  it('answers a call with the token', async () => {
    const response = await post('meta', '{}');
    expect(await response.json()).toMatchObject({ name: 'empty', rows: 0, warnings: [] });
  });

  it('rejects calls without the token, from other sites, and with endless bodies', async () => {
    const statuses = await Promise.all([
      post('meta', '{}', { 'x-explorer-token': '' }),
      post('meta', '{}', { origin: 'https://example.com' }),
      post('meta', 'x'.repeat(10_000_000)),
      post('meta', '{'),
      post('nothing', '{}'),
      post('constructor', '{}'),
      fetch(`http://127.0.0.1:${server.port}/api/meta`),
      fetch(`http://127.0.0.1:${server.port}/../package.json`),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([403, 403, 413, 400, 404, 404, 405, 404]);
  });

  it.each([
    ['an unknown facet', { from: 0, to: 1, filters: [{ facet: 'x', include: [], exclude: [] }] }],
    ['a window that ends before it starts', { from: 1, to: 0, filters: [] }],
    ['no question', undefined],
  ])('rejects %s', async (_, question) => {
    expect((await post('ask', JSON.stringify({ question }))).status).toBe(400);
  });
});
